import { privateMembers } from '@/lib/jose/jwks'
import { isObject, textIn } from '@/lib/model/json'
import { symmetricAlgorithms } from '@/lib/jose/algorithms'
import type { Refusal } from '@/lib/jose/key-choice'
import type { DecodedJwt, Jwks } from '@/lib/jose/types'
import { tokenType } from './token-kind'

const proofType = 'dpop+jwt'

/**
 * The public key in the header of a DPoP proof, or the reason why the proof cannot be verified.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3)
 */
export function proofKeys({ header }: DecodedJwt): Jwks | Refusal {
  const type = tokenType(header)
  const alg = textIn(header, 'alg') ?? ''
  const jwk = header?.['jwk']
  if (type !== proofType) return { reason: 'proof-type', seen: type ?? '–', expected: proofType }
  if (symmetricAlgorithms.has(alg)) return { reason: 'proof-key-symmetric', seen: `alg: ${alg}` }
  if (!isObject(jwk)) return { reason: 'proof-key-missing' }
  if (jwk['kty'] === 'oct') return { reason: 'proof-key-symmetric', seen: 'kty: oct' }
  const secrets = privateMembers.filter((name) => Object.hasOwn(jwk, name))
  if (secrets.length > 0) return { reason: 'proof-key-private', seen: secrets.join(', ') }
  // The proof contains only one key, so a kid needs no match: the key gets the same kid.
  return { keys: [{ ...jwk, kid: header?.['kid'] }], source: 'proof' }
}
