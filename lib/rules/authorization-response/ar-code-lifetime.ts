import { decodeJwt } from '@/lib/jose/decode'
import { finding } from '../builders'
import { isFapi } from '../fapi'
import { given, readableMembers } from '../reading'
import { defineRule } from '../rule'

/** Maximum lifetime of a code in seconds: required by FAPI 2.0, and recommended by OAuth. */
const maxSeconds = { fapi: 60, oauth: 600 } as const

/** Seconds by which a measured age may be wrong: the browser and the app see the code later than the server. */
const tolerance = 15

/**
 * A code is not accepted after its maximum lifetime. A code may also contain its own expiry.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1)
 */
export default defineRule({
  id: 'ar-code-lifetime',
  on: 'authorization-response',
  about: 'code',
  refs: ['FAPI2-SP-5.3.2.1', 'RFC6749-4.1.2'],
  check({ message, responseContext, context: { ruleProfile } }) {
    const code = given(readableMembers(message), 'code')
    if (code === undefined) return undefined
    const most = isFapi(ruleProfile) ? maxSeconds.fapi : maxSeconds.oauth
    const ownLifetime = lifeInside(code)
    if (ownLifetime !== null && ownLifetime > most)
      return [finding('long', `${ownLifetime} s`, `≤ ${most} s`)]
    const ages = responseContext.redemptions
      .filter(({ accepted }) => accepted === true)
      .map(({ at }) => Math.round((at - message.at) / 1000))
    const late = ages.find((age) => age > most + tolerance)
    if (late !== undefined) return [finding('late', `${late} s`, `≤ ${most} s`)]
    // A code that was accepted early shows nothing about its lifetime.
    return ownLifetime !== null && ownLifetime > 0 ? [] : undefined
  },
})

/** Seconds from `iat` to `exp`, if the code is a JWT with both. */
function lifeInside(code: string): number | null {
  const { iat, exp } = decodeJwt(code).payload ?? {}
  return typeof iat === 'number' && typeof exp === 'number' ? Math.round(exp - iat) : null
}
