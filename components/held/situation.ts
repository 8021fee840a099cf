import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { statusOf } from '@/lib/model/status'
import { membersOf } from '@/lib/flow/read/response-members'
import { param } from '@/lib/model/params'
import { isUnsolicited, type CodeState } from '@/lib/flow/read/code-state'

/** The most important fact about a held response. */
export type Situation =
  | 'held'
  | 'mismatch'
  | 'expired'
  | 'denied'
  | 'unsolicited'
  | 'replayed'
  | 'releasing'
  | 'released'
  | 'exchanged'
  | 'discarded'

/** The number of failed checks of a response. */
export function failedOf({ results }: AuthorizationResponse): number {
  return results.filter((result) => statusOf(result) === 'fail').length
}

/** The situation to show first. A decision by the user takes precedence over findings. */
export function situationOf(response: AuthorizationResponse, codeState: CodeState): Situation {
  const state = response.hold?.state ?? 'released'
  if (state !== 'held') return state
  if (response.replays.length > 0) return 'replayed'
  if (isUnsolicited(response)) return 'unsolicited'
  if (failedOf(response) > 0) return 'mismatch'
  if (param(membersOf(response), 'error') !== undefined) return 'denied'
  return codeState === 'expired' ? 'expired' : 'held'
}
