import type { JudgingContext } from '@/lib/facts/judging-context'
import { isFapi } from '../fapi'
import { finding } from '../builders'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import { clockSkew, dateProblem, isoOf, secondsAt } from '../token-reading'

const names = ['nbf', 'iat'] as const

/** Seconds in the future that every server of FAPI 2.0 has to accept. */
const accepted = 10

/** Seconds. Elsewhere no limit is fixed; a leeway is "usually no more than a few minutes". */
const fewMinutes = 300

/**
 * Under FAPI 2.0 up to 10 seconds in the future must be accepted, and more than 60 must be rejected. Between
 * them servers differ.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.1)
 * @see [RFC 7519](https://www.rfc-editor.org/rfc/rfc7519.html#section-4.1.5)
 */
export default defineRule({
  id: 'jose-nbf-iat-future',
  on: 'jwt',
  about: 'nbf',
  refs: ['FAPI2-SP-5.3.2.1', 'RFC7519-4.1.5', 'RFC7519-4.1.6'],
  check({ jwt: { payload }, context }) {
    const times = names.flatMap((name) => {
      const value = payload?.[name]
      return typeof value === 'number' && !dateProblem(value, context) ? [{ name, value }] : []
    })
    if (times.length === 0) return undefined
    return times.flatMap(({ name, value }) => ofTime(name, value, context))
  },
})

function ofTime(name: string, value: number, context: JudgingContext): readonly Finding[] {
  const now = secondsAt(context)
  const ahead = value - now
  const [seen, expected] = [`${name}: ${isoOf(value)}`, isoOf(now)]
  const isStrict = isFapi(context.ruleProfile)
  if (ahead > (isStrict ? clockSkew : fewMinutes)) {
    const found = finding('future', seen, expected)
    // RFC 7519 forbids to accept a token before its `nbf`, and sets no limit for `iat`.
    return [name === 'iat' && !isStrict ? { ...found, severity: 'warn' } : found]
  }
  return isStrict && ahead > accepted ? [finding('ahead', seen, expected)] : []
}
