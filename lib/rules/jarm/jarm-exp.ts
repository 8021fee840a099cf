import { finding } from '../builders'
import { defineRule } from '../rule'
import { clockSkew, dateProblem, isoOf, secondsAt } from '../token-reading'

/** Maximum recommended lifetime of a response, and the minimum that an app needs; both in seconds. */
const maxSeconds = 600
const shortest = 10

/** @see [JARM](https://openid.net/specs/oauth-v2-jarm-final.html#section-2.1) */
export default defineRule({
  id: 'jarm-exp',
  on: 'jarm',
  about: 'exp',
  refs: ['JARM-2.1', 'JARM-2.4'],
  check({ jwt: { payload }, context }) {
    if (!payload) return undefined
    const { exp, iat } = payload
    if (exp === undefined) return [finding('missing')]
    const problem = dateProblem(exp, context)
    if (problem) return [problem]
    const now = secondsAt(context)
    const end = Number(exp)
    if (end + clockSkew <= now) return [finding('expired', isoOf(end), isoOf(now))]
    const life = Math.round(end - (typeof iat === 'number' ? iat : now))
    if (life > maxSeconds + clockSkew) return [finding('long', `${life} s`, `≤ ${maxSeconds} s`)]
    return life < shortest ? [finding('short', `${life} s`, `≥ ${shortest} s`)] : []
  },
})
