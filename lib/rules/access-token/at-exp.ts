import { finding } from '../builders'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import { clockSkew, dateProblem, isoOf, secondsAt } from '../token-reading'

/** @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-4) */
export default defineRule({
  id: 'at-exp',
  on: 'access-token',
  about: 'exp',
  refs: ['RFC9068-4', 'RFC6749-5.1'],
  check({ jwt: { payload }, context }) {
    const { exp, iat } = payload ?? {}
    if (exp === undefined) return undefined
    const problem = dateProblem(exp, context)
    if (problem) return [problem]
    const now = secondsAt(context)
    const end = Number(exp)
    if (end + clockSkew <= now) return [finding('expired', isoOf(end), isoOf(now))]
    return ofLifetime(end, iat, context.tokenContext.response?.['expires_in'])
  },
})

/** The token expires at the time in the response, within the tolerance for clock differences. */
function ofLifetime(end: number, iat: unknown, expiresIn: unknown): readonly Finding[] {
  if (typeof iat !== 'number' || typeof expiresIn !== 'number') return []
  const lifetime = end - iat
  return Math.abs(lifetime - expiresIn) > clockSkew
    ? [finding('differs', String(lifetime), `expires_in ${expiresIn}`)]
    : []
}
