import { privateMembers } from '@/lib/jose/jwks'
import { isObject, textIn } from '@/lib/model/json'
import { symmetricAlgorithms } from '@/lib/jose/algorithms'
import type { Refusal } from '@/lib/jose/key-choice'
import type { DecodedJwt, Jwks } from '@/lib/jose/types'
import { tokenType } from './token-kind'

const proofType = 'dpop+jwt'

/**
 * The public key that a DPoP proof brings in its header, or why it is not a proof that can be verified.
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
  // A kid beside the key points to nothing: there is one key.
  return { keys: [{ ...jwk, kid: header?.['kid'] }], source: 'proof' }
}
