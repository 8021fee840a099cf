import { useRef, useState } from 'react'
import { ask } from '@/components/connected/ask'
import type { Issue } from '@/lib/model/issue'
import { idempotencyHeader, withCallHeader } from '@/lib/oauth/call-values'
import { command } from '@/lib/state/actions'
import { mirrorFlow } from '@/lib/state/mirror'
import type { CallRun } from '@/lib/storage/saved-calls'
import type { CallToken } from './use-call-tokens'
import type { EditedCall } from './use-call'

/** A paging link of an earlier run. */
interface Follow {
  readonly runId: string
  readonly to: 'next' | 'previous'
}

export interface SendingCall {
  readonly pending: boolean
  /** Why nothing could be sent. */
  readonly issues: readonly Issue[]
  readonly send: (follow: Follow | null) => void
}

/** Makes the call, or follows a paging link of an earlier one. */
export function useSendCall(
  profileId: string,
  call: EditedCall,
  chosen: CallToken | null,
  onSent: (run: CallRun) => void,
): SendingCall {
  const [pending, setPending] = useState(false)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const busy = useRef(false)
  const { values, historyId } = call

  const send = async (follow: Follow | null) => {
    if (busy.current || !chosen) return
    busy.current = true
    setPending(true)
    setIssues([])
    const { flowId, token } = chosen
    const sent = { profileId, item: historyId, flowId, tokenId: token.id, values, follow }
    const result = await ask(command('callSend', sent))
    busy.current = false
    setPending(false)
    if (!result.ok) {
      setIssues(result.issues)
      return
    }
    void mirrorFlow(flowId)
    // A repetition after a failure must be the same call for the server.
    const { idempotencyKey, status } = result.run
    const hasFailed = status === null || status >= 400
    if (hasFailed && idempotencyKey !== null && follow === null)
      call.edit(withCallHeader(values, idempotencyHeader, idempotencyKey))
    onSent(result.run)
  }
  return { pending, issues, send: (follow) => void send(follow) }
}
