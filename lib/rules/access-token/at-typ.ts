import { isProfiled, saysAccessToken } from '../at-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-2.1) */
export default defineRule({
  id: 'at-typ',
  on: 'access-token',
  about: 'typ',
  refs: ['RFC9068-2.1', 'RFC9068-4'],
  check({ jwt }) {
    if (!isProfiled(jwt)) return undefined
    if (saysAccessToken(jwt)) return []
    const typ = jwt.header?.['typ']
    return typ === undefined
      ? [finding('missing', null, 'at+jwt')]
      : [finding('other', show(typ), 'at+jwt')]
  },
})
