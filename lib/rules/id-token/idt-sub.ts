import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

const maxCharacters = 255

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.2) */
export default defineRule({
  id: 'idt-sub',
  on: 'id-token',
  about: 'sub',
  refs: ['OIDC-CORE-2'],
  check({ jwt: { payload } }) {
    if (!payload) return undefined
    const sub = payload['sub']
    if (sub === undefined || sub === '') return [finding('missing')]
    if (typeof sub !== 'string') return [finding('type', show(sub), 'string')]
    const charset = /^\p{ASCII}*$/u.test(sub) ? [] : [finding('charset', show(sub), 'ASCII')]
    const long =
      sub.length > maxCharacters ? [finding('long', String(sub.length), `≤ ${maxCharacters}`)] : []
    return [...charset, ...long]
  },
})
