import { isProfiled } from '../at-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/**
 * A note only: the format of an access token is the server's choice, and fewer rules apply to a token of a
 * different type.
 *
 * @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-2.1)
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-1.4)
 */
export default defineRule({
  id: 'at-typ',
  on: 'access-token',
  about: 'typ',
  refs: ['RFC9068-2.1', 'RFC9068-4', 'RFC6749-1.4'],
  check({ jwt }) {
    if (jwt.kind !== 'jws' || !jwt.payload) return undefined
    if (isProfiled(jwt)) return []
    const typ = jwt.header?.['typ']
    return typ === undefined
      ? [finding('missing', null, 'at+jwt')]
      : [finding('other', show(typ), 'at+jwt')]
  },
})
