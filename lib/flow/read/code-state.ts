import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { param } from '@/lib/model/params'
import { isCodeUsed } from './code-use'
import { membersOf } from './response-members'

/**
 * What happened to the code of a response; null without a code. `unused` says nothing of an app that
 * received it without a hold.
 */
export type CodeState = 'unused' | 'used' | 'released' | 'discarded' | 'expired' | null

/**
 * The state of the code. A code that was exchanged, released or discarded stays so after its expiry.
 */
export function codeStateOf(
  flow: Pick<Flow, 'messages'>,
  response: AuthorizationResponse,
  isExpired: boolean,
): CodeState {
  const code = param(membersOf(response), 'code')
  if (code === undefined) return null
  if (isCodeUsed(flow, code)) return 'used'
  const { hold } = response
  if (hold?.state === 'releasing' || hold?.releases.some(({ done }) => done > 0)) return 'released'
  if (hold?.state === 'discarded') return 'discarded'
  return isExpired ? 'expired' : 'unused'
}

/**
 * Whether no request of this client is known for a response. Its code may belong to a different
 * user's login, and an exchange would inject it.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.5)
 */
export function isUnsolicited({ matchedBy }: Pick<AuthorizationResponse, 'matchedBy'>): boolean {
  return matchedBy === 'unsolicited'
}
