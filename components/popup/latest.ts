import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { RuleResult } from '@/lib/model/rule-result'
import { membersOf } from '@/lib/flow/read/response-members'
import type { RuleId } from '@/lib/rules/rule-id'
import { param } from '@/lib/model/params'
import { useMirror } from '@/lib/state/mirror'

export function resultOf(message: AuthorizationResponse, id: RuleId): RuleResult | undefined {
  return message.results.find((result) => result.id === id)
}

/** The first value of a member, also inside a JARM response; undefined if it was not sent. */
export function valueOf(message: AuthorizationResponse, name: string): string | undefined {
  return param(membersOf(message), name)
}

/** The flow of the newest response; undefined while it is read, or without one. */
export function useLatest(): { readonly id: string | null; readonly flow: Flow | undefined } {
  const id = useMirror((mirror) => mirror.latest)
  const view = useMirror((mirror) => mirror.latestView)
  const flow = useMirror((mirror) => (id === null ? undefined : mirror.flow[id]))
  return { id, flow: view !== null && view.id === id ? view : flow }
}
