import type { Flow } from '@/lib/flow/model/flow'
import type { Defence } from '@/lib/flow/model/hold'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { membersOf } from './response-members'
import { isCodeUsed } from './code-use'

/** Whether a flow was begun by somebody else than Parley, whatever Parley did, or the tester added, in it since. */
export function isThirdParty({
  messages,
  storedRequestId,
}: Pick<Flow, 'messages' | 'storedRequestId'>): boolean {
  const first = messages.find(({ kind, source }) => kind !== 'hop' && source !== 'pasted')
  const isSeen = first?.source === 'browser' || first?.source === 'devtools'
  return storedRequestId === null && isSeen && !isPushedByParley({ messages })
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
  return (
    code !== undefined && !isPushedByParley(flow) && reached(response) && !isCodeUsed(flow, code)
  )
}

/** Whether the app got the code: it was not stopped, or was released with it. */
function reached({ hold }: AuthorizationResponse): boolean {
  return (
    hold === null ||
    hold.releases.some(({ done, defence }) => done > 0 && !(defence && replacing.has(defence)))
  )
}

/** With these the app gets another code. */
const replacing: ReadonlySet<Defence> = new Set(['used-code', 'other-user-code'])

function isPushedByParley({ messages }: Pick<Flow, 'messages'>): boolean {
  return messages.some(({ kind, source }) => kind === 'par-request' && source === 'parley')
}
