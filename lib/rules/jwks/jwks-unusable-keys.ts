import { curveBits } from '@/lib/jose/algorithms'
import { purposeOfAlg, type NamedKey } from '@/lib/jose/key-set'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { keyRule } from '../key-set-builders'

const types: ReadonlySet<unknown> = new Set(['RSA', 'EC', 'OKP', 'AKP', 'oct'])

function unusableMember({ jwk: { kty, crv, alg } }: NamedKey): string | null {
  if (!types.has(kty)) return `kty ${String(kty)}`
  if ((kty === 'EC' || kty === 'OKP') && !curveBits.has(String(crv))) return `crv ${String(crv)}`
  return typeof alg === 'string' && purposeOfAlg(alg) === null ? `alg ${alg}` : null
}

function judgeKey(key: NamedKey): readonly Finding[] {
  const member = unusableMember(key)
  return member === null ? [] : [finding('unusable', `${key.name}: ${member}`)]
}

/**
 * Clients ignore keys that they do not understand.
 *
 * @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-5)
 */
export default keyRule({
  id: 'jwks-unusable-keys',
  about: 'keys',
  refs: ['RFC7517-5'],
  appliesTo: ({ jwk }) => typeof jwk['kty'] === 'string',
  check: judgeKey,
})
