import { finding } from '../builders'
import type { JudgingContext } from '@/lib/facts/judging-context'
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
    return ofLifetime([end - now, ...(typeof iat === 'number' ? [end - iat] : [])], context)
  },
})

/**
 * `expires_in` counts from the response. Some servers return a token that they issued earlier, others set `iat`
 * back, and the clocks may differ, so a match with either start counts.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.1)
 */
function ofLifetime(
  lifetimes: readonly number[],
  { tokenContext }: JudgingContext,
): readonly Finding[] {
  const expiresIn = tokenContext.response?.['expires_in']
  if (typeof expiresIn !== 'number') return []
  const isSame = lifetimes.some((lifetime) => Math.abs(lifetime - expiresIn) <= clockSkew)
  return isSame
    ? []
    : [finding('differs', String(Math.round(lifetimes.at(-1) ?? 0)), `expires_in ${expiresIn}`)]
}
