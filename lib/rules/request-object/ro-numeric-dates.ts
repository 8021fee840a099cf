import { finding } from '../builders'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { dateProblem } from '../token-reading'

const names = ['exp', 'nbf', 'iat'] as const

/** @see [RFC 7519](https://www.rfc-editor.org/rfc/rfc7519.html#section-2) */
export default defineRule({
  id: 'ro-numeric-dates',
  on: 'request-object',
  about: 'payload',
  refs: ['RFC7519-2', 'OIDF-SUITE'],
  check({ jwt: { payload }, context }) {
    const present = names.filter((name) => payload?.[name] !== undefined)
    if (present.length === 0) return undefined
    return present.flatMap((name) =>
      ofDate(payload?.[name], context).map((each) => ({
        ...each,
        seen: `${name}: ${each.seen ?? ''}`,
      })),
    )
  },
})

function ofDate(value: unknown, context: JudgingContext): readonly Finding[] {
  const problem = dateProblem(value, context)
  if (problem) return [problem]
  return Number.isInteger(value)
    ? []
    : [
        {
          ...finding('fraction', String(value), String(Math.round(Number(value)))),
          severity: 'info',
        },
      ]
}
