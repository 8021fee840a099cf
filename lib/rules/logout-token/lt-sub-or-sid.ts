import { textIn } from '@/lib/model/json'
import { finding } from '../builders'
import { defineRule } from '../rule'

/** @see [OpenID Connect Back-Channel Logout](https://openid.net/specs/openid-connect-backchannel-1_0.html#rfc.section.2.4) */
export default defineRule({
  id: 'lt-sub-or-sid',
  on: 'logout-token',
  about: 'sub',
  refs: ['OIDC-BACKCHANNEL-2.4', 'OIDC-BACKCHANNEL-2.6'],
  check({ jwt: { payload }, context: { tokenContext } }) {
    if (!payload) return undefined
    if (payload['sub'] === undefined && payload['sid'] === undefined) return [finding('neither')]
    const { subject, earlier } = tokenContext
    const ofSession = [
      ['sub', subject ?? textIn(earlier.idToken, 'sub')],
      ['sid', textIn(earlier.idToken, 'sid')],
    ] as const
    return ofSession.flatMap(([name, expected]) => {
      const seen = textIn(payload, name)
      const isOther = seen !== null && expected !== null && seen !== expected
      return isOther ? [finding('differs', `${name}: ${seen}`, expected)] : []
    })
  },
})
