import { parseUrl } from '@/lib/model/url'
import { tokenType } from '@/lib/oauth/token-kind'
import { finding } from '../builders'
import { defineRule } from '../rule'

const names = ['jku', 'x5u', 'x5c', 'jwk'] as const

/**
 * A token that chooses the key for its own verification proves nothing. Only a DPoP proof contains its key.
 *
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.10)
 */
export default defineRule({
  id: 'jose-jku-x5u-jwk',
  on: 'jwt',
  about: 'header',
  refs: ['RFC8725-3.10', 'FAPI2-SP-5.4.2', 'OIDC-CORE-2'],
  check({ jwt: { header } }) {
    if (!header) return undefined
    const isProof = tokenType(header) === 'dpop+jwt'
    return names
      .filter((name) => header[name] !== undefined && !(isProof && name === 'jwk'))
      .map((name) => finding(name, hostOf(header[name])))
  },
})

function hostOf(value: unknown): string | null {
  return typeof value === 'string' ? (parseUrl(value)?.host ?? null) : null
}
