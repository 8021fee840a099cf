import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { ask } from '@/components/connected/ask'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { mirrorFlow } from '@/lib/state/mirror'
import type { Previewed } from './use-preview'

/** The last run in this pane. */
export interface SentRun {
  /** The item of the library. */
  readonly item: string
  readonly at: number
  readonly flowId: string | null
  readonly storedRequestId: string | null
  readonly accepted: boolean
  /** The request was opened in a tab. */
  readonly isOpened: boolean
  /** The server demanded its nonce, so the proof that was received last is not the one of the preview. */
  readonly isResent: boolean
}

export interface Sending {
  readonly run: SentRun | null
  readonly pending: boolean
  /** Why nothing could be sent. */
  readonly issues: readonly Issue[]
  readonly send: (opens: boolean) => void
}

/** Sends what a preview shows, and builds the next one. */
export function useSend(
  previewed: Previewed,
  item: { readonly id: string; readonly name: string | null },
  onSent: (run: SentRun) => void,
): Sending {
  const [run, setRun] = useState<SentRun | null>(null)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [pending, setPending] = useState(false)
  const busy = useRef(false)
  /** A press that came before the preview of what was typed. */
  const [wanted, setWanted] = useState<{ readonly opens: boolean } | null>(null)
  const { preview, isCurrent, again } = previewed
  const isRefused = previewed.issues.length > 0

  const send = async (opens: boolean) => {
    if (busy.current || !preview) return
    busy.current = true
    setPending(true)
    setIssues([])
    const result = await ask(
      command('requestSend', {
        id: preview.id,
        item: item.id,
        label: item.name,
        open: opens ? 'tab' : null,
      }),
    )
    busy.current = false
    setPending(false)
    again()
    if (!result.ok) {
      setIssues(result.issues)
      return
    }
    const { flowId, storedRequestId, accepted, resent } = result
    if (flowId !== null) void mirrorFlow(flowId)
    const made = {
      item: item.id,
      at: Date.now(),
      flowId,
      storedRequestId,
      accepted,
      isOpened: opens && storedRequestId !== null,
      isResent: resent,
    }
    setRun(made)
    onSent(made)
  }
  const start = useEffectEvent((opens: boolean) => {
    setWanted(null)
    if (isCurrent) void send(opens)
  })
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- a press that waited ends with the preview
    if (wanted && (isCurrent || isRefused)) start(wanted.opens)
  }, [wanted, isCurrent, isRefused])

  return {
    run: run?.item === item.id ? run : null,
    pending: pending || wanted !== null,
    issues,
    send: (opens) => setWanted({ opens }),
  }
}
