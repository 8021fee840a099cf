import { decodeJwt } from '@/lib/jose/decode'
import { finding } from '../builders'
import { given, readableMembers } from '../reading'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'

/** Maximum lifetime of a code in FAPI 2.0, in seconds. */
const maxSeconds = 60

/**
 * A code is accepted for at most 60 seconds. This includes a code that contains its own expiry.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1)
 */
export default defineRule({
  id: 'ar-code-lifetime',
  on: 'authorization-response',
  about: 'code',
  refs: ['FAPI2-SP-5.3.2.1', 'RFC6749-4.1.2'],
  check({ message, responseContext }) {
    const code = given(readableMembers(message), 'code')
    if (code === undefined) return undefined
    const ownLifetime = lifeInside(code)
    if (ownLifetime !== null && ownLifetime > maxSeconds)
      return [finding('long', `${ownLifetime} s`, `≤ ${maxSeconds} s`)]
    const ages = responseContext.redemptions
      .filter(({ accepted }) => accepted === true)
      .map(({ at }) => Math.round((at - message.at) / 1000))
    const late = ages.find((age) => age > maxSeconds)
    if (late !== undefined) return [tooLate(late)]
    // A code that was accepted early shows nothing about its lifetime.
    return ownLifetime !== null && ownLifetime > 0 ? [] : undefined
  },
})

function tooLate(seconds: number): Finding {
  return finding('late', `${seconds} s`, `≤ ${maxSeconds} s`)
}

/** Seconds from `iat` to `exp`, if the code is a JWT with both. */
function lifeInside(code: string): number | null {
  const { iat, exp } = decodeJwt(code).payload ?? {}
  return typeof iat === 'number' && typeof exp === 'number' ? Math.round(exp - iat) : null
}
