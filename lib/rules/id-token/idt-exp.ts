import { finding } from '../builders'
import { defineRule } from '../rule'
import { clockSkew, dateProblem, isoOf, secondsAt } from '../token-reading'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7) */
export default defineRule({
  id: 'idt-exp',
  on: 'id-token',
  about: 'exp',
  refs: ['OIDC-CORE-2', 'OIDC-CORE-3.1.3.7'],
  check({ jwt: { payload }, context }) {
    if (!payload) return undefined
    const exp = payload['exp']
    if (exp === undefined) return [finding('missing')]
    const problem = dateProblem(exp, context)
    if (problem) return [problem]
    const now = secondsAt(context)
    return Number(exp) + clockSkew > now ? [] : [finding('expired', isoOf(Number(exp)), isoOf(now))]
  },
})
