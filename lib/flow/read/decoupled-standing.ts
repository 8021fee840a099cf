import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { jsonObjectOf, textIn } from '@/lib/model/json'
import { nextPollOf, pollStateOf, type PollState } from './poll-state'

type Standing = Pick<FlowSummary, 'outcome' | 'error'>

/** The grant without the browser in the list of flows; nothing for any other flow. */
export function decoupledSummary(flow: Flow): Pick<FlowSummary, 'decoupled'> {
  if (!flow.decoupled) return {}
  return { decoupled: { grant: flow.decoupled.grant, nextAt: nextPollOf(flow) } }
}

/** A poll without a response is repeated, and does not fail the flow. */
export function isMissedPoll(message: OAuthMessage, { decoupled }: Flow): boolean {
  return decoupled !== undefined && message.kind === 'token-response' && message.status === null
}

/** Errors that say what the user or the clock decided. The server may be right, so they do not fail the flow. */
const decisions: ReadonlySet<string | null> = new Set([
  'access_denied',
  'expired_token',
  'transaction_failed',
])

type Read = (state: PollState) => Standing

const polling = { outcome: 'polling', error: null } as const

/** The outcome in each phase. */
const standings: Readonly<Record<PollState['phase'], Read>> = {
  sending: () => polling,
  waiting: () => polling,
  unreceivable: () => ({ outcome: 'poll-stopped', error: null }),
  stopped: ({ stop }) => ({
    outcome: stop?.by === 'expired' ? 'poll-expired' : 'poll-stopped',
    error: null,
  }),
  refused({ response }) {
    const { body = '', status = null } = response ?? {}
    const error = textIn(jsonObjectOf(body), 'error')
    return { outcome: 'token-error', error: error ?? statusText(status) }
  },
  ended({ progress }) {
    const { kind = 'error', error = null, status = null } = progress?.end ?? {}
    if (kind === 'tokens') return { outcome: 'tokens', error: null }
    return {
      outcome: decisions.has(error) ? 'error' : 'token-error',
      error: error ?? statusText(status),
    }
  },
}

const statusText = (status: number | null) => (status === null ? null : String(status))

/** The outcome of a grant without the browser; null for any other flow. */
export function decoupledStanding(flow: Flow): Standing | null {
  const state = pollStateOf(flow)
  return state && standings[state.phase](state)
}
