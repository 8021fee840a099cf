import { statusOf, worstOf } from '@/lib/rules/status'
import type { Status } from '@/lib/rules/rule'
import type { Flow, FlowSummary, Outcome } from './flow'
import { responsesOf } from './flow-response'
import { param } from './message'

/** What a list shows of a flow. */
export function summarise(flow: Flow): FlowSummary {
  const response = responsesOf(flow).at(-1)
  const error = (response && param(response.params, 'error')) ?? null
  const results = flow.messages.flatMap((message) => message.results)
  const outcome: Outcome = response ? (error === null ? 'code' : 'error') : 'waiting'
  return {
    id: flow.id,
    profileId: flow.profileId,
    issuer: flow.issuer,
    clientId: flow.clientId,
    createdAt: flow.createdAt,
    updatedAt: flow.updatedAt,
    outcome,
    error,
    status: statusOfFlow(outcome, worstOf(results)),
    failed: results.filter((result) => statusOf(result) === 'fail').length,
    warned: results.filter((result) => statusOf(result) === 'warn').length,
  }
}

function statusOfFlow(outcome: Outcome, worst: Status | undefined): Status {
  if (worst === 'fail' || worst === 'warn') return worst
  if (outcome === 'waiting') return 'pending'
  return outcome === 'error' ? 'warn' : (worst ?? 'neutral')
}
