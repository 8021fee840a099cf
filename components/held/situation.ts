import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { statusOf } from '@/lib/model/status'
import { membersOf } from '@/lib/flow/read/response-members'
import { param } from '@/lib/model/params'
import { isCodeUsed } from '@/lib/flow/read/code-use'

/** What matters most about a response that was held, in one word. */
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

/** What became of the code of a response; null where it brought none. */
export type CodeState = 'unused' | 'used' | 'released' | 'expired' | null

/** What became of the code; one that was sent on is used, whatever the clock says. */
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

/** How many checks of a response failed. */
export function failedOf({ results }: AuthorizationResponse): number {
  return results.filter((result) => statusOf(result) === 'fail').length
}

/** What the page has to say first. What was decided comes before what was found. */
export function situationOf(response: AuthorizationResponse, codeState: CodeState): Situation {
  const state = response.hold?.state ?? 'released'
  if (state !== 'held') return state
  if (response.replays.length > 0) return 'replayed'
  if (failedOf(response) > 0) return 'mismatch'
  if (response.matchedBy === 'unsolicited') return 'unsolicited'
  if (param(membersOf(response), 'error') !== undefined) return 'denied'
  return codeState === 'expired' ? 'expired' : 'held'
}
