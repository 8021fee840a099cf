import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { RuleResult } from '@/lib/model/rule-result'
import { membersOf } from '@/lib/flow/read/response-members'
import type { RuleId } from '@/lib/rules/rule-id'
import { param } from '@/lib/model/params'

/** The newest response of a flow. */
export function responseOf(flow: Flow): AuthorizationResponse | undefined {
  return flow.messages.findLast((message) => message.kind === 'authorization-response')
}

export function resultOf(message: AuthorizationResponse, id: RuleId): RuleResult | undefined {
  return message.results.find((result) => result.id === id)
}

/** The first value of a member, also inside a JARM response; undefined if it was not sent. */
export function valueOf(message: AuthorizationResponse, name: string): string | undefined {
  return param(membersOf(message), name)
}
