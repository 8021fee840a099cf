import type { JudgingContext } from '@/lib/facts/judging-context'
import { param } from '@/lib/model/params'
import { finding } from '../builders'
import { isJarm } from '../reading'
import { defineRule, notObserved, type CheckResult } from '../rule'

/**
 * Every response, including an error response, contains the unchanged state of the request.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2)
 */
export default defineRule({
  id: 'ar-state-match',
  on: 'authorization-response',
  about: 'state',
  refs: ['RFC6749-4.1.2', 'RFC6749-4.1.2.1', 'RFC9700-4.7'],
  check({ message, context }) {
    if (isJarm(message)) return undefined
    const expected = context.expected.state
    const seen = param(message.params, 'state')
    if (expected === null) return ofUnasked(seen, context)
    if (seen === undefined) return [finding('missing', null, expected)]
    return seen === expected ? [] : [finding('differs', seen, expected)]
  },
})

/** A server can only return a `state` that it received. */
function ofUnasked(seen: string | undefined, { observedRequest }: JudgingContext): CheckResult {
  if (!observedRequest || observedRequest.names.has('state')) return notObserved
  return seen === undefined ? undefined : [finding('unasked', seen)]
}
