import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { statusOf } from '@/lib/model/status'
import { membersOf } from '@/lib/flow/read/response-members'
import { param } from '@/lib/model/params'
import { isCodeUsed } from '@/lib/flow/read/code-use'

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

/** The state of the code in a response; null without a code. */
export type CodeState = 'unused' | 'used' | 'released' | 'expired' | null

/**
 * The state of the code. A code that was exchanged or released counts as used, even after its expiry.
 */
export function codeStateOf(
  flow: Flow,
  response: AuthorizationResponse,
  expired: boolean,
): CodeState {
  const code = param(membersOf(response), 'code')
  if (code === undefined) return null
  if (isCodeUsed(flow, code)) return 'used'
  if (response.hold?.releases.some(({ done }) => done > 0)) return 'released'
  return expired ? 'expired' : 'unused'
}

/** The number of failed checks of a response. */
export function failedOf({ results }: AuthorizationResponse): number {
  return results.filter((result) => statusOf(result) === 'fail').length
}

/** The situation to show first. A decision by the user takes precedence over findings. */
export function situationOf(response: AuthorizationResponse, codeState: CodeState): Situation {
  const state = response.hold?.state ?? 'released'
  if (state !== 'held') return state
  if (response.replays.length > 0) return 'replayed'
  if (failedOf(response) > 0) return 'mismatch'
  if (response.matchedBy === 'unsolicited') return 'unsolicited'
  if (param(membersOf(response), 'error') !== undefined) return 'denied'
  return codeState === 'expired' ? 'expired' : 'held'
}
