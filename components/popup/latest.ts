import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { RuleResult } from '@/lib/model/rule-result'
import { membersOf } from '@/lib/flow/read/response-members'
import type { RuleId } from '@/lib/rules/rule-id'
import { param } from '@/lib/model/params'

export function resultOf(message: AuthorizationResponse, id: RuleId): RuleResult | undefined {
  return message.results.find((result) => result.id === id)
}

/** The first value of a member, also inside a JARM response; undefined if it was not sent. */
export function valueOf(message: AuthorizationResponse, name: string): string | undefined {
  return param(membersOf(message), name)
}
