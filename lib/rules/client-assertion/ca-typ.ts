import { textIn } from '@/lib/model/json'
import { tokenType } from '@/lib/oauth/token-kind'
import { finding } from '../builders'
import { defineRule } from '../rule'

/** The type that the revision of RFC 7523 registers. */
const ownType = 'client-authentication+jwt'

/**
 * `typ` is optional. A JWT that declares another kind of token could be confused with it.
 *
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.11)
 */
export default defineRule({
  id: 'ca-typ',
  on: 'client-assertion',
  about: 'typ',
  refs: ['RFC8725-3.11', 'RFC8725-3.12'],
  check({ jwt: { header } }) {
    const type = tokenType(header)
    if (type === null) return undefined
    const isOther = /[+-]jwt$/.test(type) && type !== ownType
    return isOther ? [finding('other', textIn(header, 'typ'), `JWT, ${ownType}`)] : []
  },
})
