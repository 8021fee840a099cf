import { useRef, useState } from 'react'
import { ask } from './ask'
import { useHoldings, whyNoPush } from './can-push'
import { useCurrentProfile } from './use-flow-profile'
import type { Profile } from '@/lib/oauth/profile'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'

export interface Push {
  readonly run: () => void
  /** The current profile. */
  readonly profile: Profile | null
  readonly pending: boolean
  /** Why the current profile cannot push; null if it can. */
  readonly off: string | null
  /** Why nothing could be sent. */
  readonly issues: readonly Issue[]
}

/** Pushes a new request of the current profile. Its flow is passed on, accepted or not. */
export function usePush(onFlow: (id: string) => void): Push {
  const current = useCurrentProfile()
  const off = whyNoPush(current, useHoldings())
  const [pending, setPending] = useState(false)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const busy = useRef(false)
  const push = async () => {
    if (busy.current) return
    busy.current = true
    setPending(true)
    setIssues([])
    const result = await ask(
      command('requestPush', { profileId: null, overrides: null, open: null }),
    )
    busy.current = false
    setPending(false)
    if (!result.ok) setIssues(result.issues)
    else if (result.flowId !== null) onFlow(result.flowId)
  }
  return {
    run: () => void push(),
    profile: current,
    pending,
    off,
    issues,
  }
}
