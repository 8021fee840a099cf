import { tokenType } from '@/lib/oauth/token-kind'
import { textIn } from '@/lib/model/json'
import { finding } from '../builders'
import { defineRule } from '../rule'

/** Types of tokens that must not be mistaken for ID tokens. */
const otherTypes: ReadonlySet<string> = new Set([
  'at+jwt',
  'client-authentication+jwt',
  'dc+sd-jwt',
  'dpop+jwt',
  'entity-statement+jwt',
  'logout+jwt',
  'oauth-authz-req+jwt',
  'openid4vci-proof+jwt',
  'secevent+jwt',
  'token-introspection+jwt',
  'vc+sd-jwt',
])

/**
 * The `typ` of the token does not declare a different kind of token.
 *
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.11)
 */
export default defineRule({
  id: 'jose-typ-confusion',
  on: 'id-token',
  about: 'typ',
  refs: ['RFC8725-3.11', 'RFC8725-3.12', 'RFC9068-5', 'RFC9101-10.8'],
  check({ jwt: { header } }) {
    const typ = textIn(header, 'typ')
    if (typ === null) return undefined
    return otherTypes.has(tokenType(header) ?? '') ? [finding('other', typ, 'JWT')] : []
  },
})
