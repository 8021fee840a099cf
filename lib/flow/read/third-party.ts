import type { Flow } from '@/lib/flow/model/flow'
import type { Defence } from '@/lib/flow/model/hold'
import { param } from '@/lib/model/params'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { membersOf } from './response-members'
import { isCodeUsed } from './code-use'

/** Whether a flow was not started by Parley, even if Parley or the tester added messages later. */
export function isThirdParty({
  messages,
  storedRequestId,
}: Pick<Flow, 'messages' | 'storedRequestId'>): boolean {
  const first = messages.find(({ kind, source }) => kind !== 'hop' && source !== 'pasted')
  const isSeen = first?.source === 'browser' || first?.source === 'devtools'
  return storedRequestId === null && isSeen && !isPushedByParley({ messages })
}

/**
 * Whether the app may have used the code of a response without Parley observing it. This excludes codes of
 * requests that Parley made, because only Parley can exchange those, codes whose use was observed, and codes
 * that did not reach the app.
 */
export function mayBeUsedUnseen(flow: Made, response: AuthorizationResponse): boolean {
  const code = param(membersOf(response), 'code')
  return code !== undefined && !isMadeByParley(flow) && reached(response) && !isCodeUsed(flow, code)
}

/** Whether the app received the code: it was not held, or was released unchanged. */
function reached({ hold }: AuthorizationResponse): boolean {
  return (
    hold === null ||
    hold.releases.some(({ done, defence }) => done > 0 && !(defence && replacing.has(defence)))
  )
}

/** Defences that send a different code to the app. */
const replacing: ReadonlySet<Defence> = new Set(['used-code', 'other-user-code'])

type Made = Pick<Flow, 'messages' | 'madeByParley'>

/** Whether Parley made the request of a flow: it pushed it in this flow, or stored it before. */
export function isMadeByParley({ messages, madeByParley = false }: Made): boolean {
  return madeByParley || isPushedByParley({ messages })
}

function isPushedByParley({ messages }: Pick<Flow, 'messages'>): boolean {
  return messages.some(({ kind, source }) => kind === 'par-request' && source === 'parley')
}
