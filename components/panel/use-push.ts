import { useRef, useState } from 'react'
import { ask } from '@/components/ui/ask'
import { useHoldings, whyNoPush } from '@/components/ui/can-push'
import type { OpenWhere, PushOverrides } from '@/lib/messaging/protocol'
import type { Issue } from '@/lib/oauth/issue'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'

export interface Push {
  readonly run: () => void
  /** Pushes with values of the tester's own; tells whether anything was sent. */
  readonly own: (overrides: PushOverrides, opens: boolean) => Promise<boolean>
  /** Those of the current profile. */
  readonly redirectUris: readonly string[]
  readonly pending: boolean
  /** Why the current profile cannot; null where it can. */
  readonly off: string | null
  /** Why nothing could be sent. */
  readonly issues: readonly Issue[]
}

/** Pushes a new request of the current profile; its flow is handed over, accepted or not. */
export function usePush(onFlow: (id: string) => void): Push {
  const current = useMirror(
    ({ profiles, settings }) =>
      profiles.find(
        ({ id, removedAt }) => id === settings.currentProfileId && removedAt === undefined,
      ) ?? null,
  )
  const off = whyNoPush(current, useHoldings())
  const [pending, setPending] = useState(false)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const busy = useRef(false)
  const push = async (overrides: PushOverrides | null, open: OpenWhere | null) => {
    if (busy.current) return false
    busy.current = true
    setPending(true)
    setIssues([])
    const answer = await ask(command('requestPush', { profileId: null, overrides, open }))
    busy.current = false
    setPending(false)
    if (!answer.ok) setIssues(answer.issues)
    else if (answer.flowId !== null) onFlow(answer.flowId)
    return answer.ok
  }
  return {
    run: () => void push(null, null),
    own: (overrides, opens) => push(overrides, opens ? 'tab' : null),
    redirectUris: current?.redirectUris ?? [],
    pending,
    off,
    issues,
  }
}
