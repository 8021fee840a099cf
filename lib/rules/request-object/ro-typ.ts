import { textIn } from '@/lib/model/json'
import { tokenType } from '@/lib/oauth/token-kind'
import { finding } from '../builders'
import { defineRule } from '../rule'

const ownType = 'oauth-authz-req+jwt'

/**
 * RFC 9101 recommends an explicit type, which older clients do not send.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-10.8)
 */
export default defineRule({
  id: 'ro-typ',
  on: 'request-object',
  about: 'typ',
  refs: ['FAPI2-MS-5.3.2', 'RFC9101-4', 'RFC9101-10.8', 'RFC8725-3.11', 'RFC7515-4.1.9'],
  check({ jwt: { kind, header } }) {
    if (kind !== 'jws' || !header) return undefined
    const type = tokenType(header)
    if (type === ownType) return []
    if (type === null) return [{ ...finding('missing', null, ownType), severity: 'info' }]
    const seen = textIn(header, 'typ')
    return [
      type === 'jwt'
        ? { ...finding('jwt', seen, ownType), severity: 'info' }
        : finding('other', seen, ownType),
    ]
  },
})
