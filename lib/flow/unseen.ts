import type { Flow } from './flow'
import { param, type AuthorizationResponse } from './message'
import { membersOf } from './response-members'
import { isCodeUsed } from './tokens'

/** Whether a flow was begun by somebody else than Parley, whatever Parley did, or the tester added, in it since. */
export function isOfOthers({ messages, requestId }: Pick<Flow, 'messages' | 'requestId'>): boolean {
  const first = messages.find(({ kind, source }) => kind !== 'hop' && source !== 'pasted')
  const isSeen = first?.source === 'browser' || first?.source === 'devtools'
  return requestId === null && isSeen && !isPushedByParley({ messages })
}

/**
 * Whether the app may have used the code of a response where nobody saw it: not one of what Parley pushed, which
 * nobody else can exchange, nor one that was used before Parley's eyes or has not reached the app.
 */
export function mayBeUsedUnseen(
  flow: Pick<Flow, 'messages'>,
  response: AuthorizationResponse,
): boolean {
  const code = param(membersOf(response), 'code')
  const isKept = response.hold?.state === 'held' || response.hold?.state === 'discarded'
  return code !== undefined && !isPushedByParley(flow) && !isKept && !isCodeUsed(flow, code)
}

function isPushedByParley({ messages }: Pick<Flow, 'messages'>): boolean {
  return messages.some(({ kind, source }) => kind === 'par-request' && source === 'parley')
}
