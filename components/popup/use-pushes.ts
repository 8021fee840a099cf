import { useCallback, useRef, useState } from 'react'
import { ask } from '@/components/connected/ask'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import type { OpenWhere } from '@/lib/messaging/protocol'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { mirrorFlow } from '@/lib/state/mirror'

/** A push that the server or Parley refused. */
export interface RefusedPush {
  readonly label: string | null
  /** The flow with the request and response; null if nothing was sent. */
  readonly flowId: string | null
  readonly issues: readonly Issue[]
}

export interface Pushes {
  /** The label of the running push. */
  readonly pending: { readonly label: string | null } | null
  readonly refused: RefusedPush | null
  /** Pushes a new request of the current profile. */
  readonly push: (open: OpenWhere | null) => void
  /**
   * Pushes the request of a row again, with fresh values for everything that may be used only once.
   */
  readonly again: (request: StoredRequest) => void
  readonly dismiss: () => void
}

type What = Pick<StoredRequest, 'profileId' | 'label'> & { readonly redirectUri: string | null }

const fresh: What = { profileId: null, label: null, redirectUri: null }

/** Pushes requests, one at a time. The id of an accepted one is passed on. */
export function usePopupPush(onAdded: (id: string) => void): Pushes {
  const host = useHost()
  const [pending, setPending] = useState<Pushes['pending']>(null)
  const [refused, setRefused] = useState<RefusedPush | null>(null)
  const busy = useRef(false)

  const run = useCallback(
    async ({ profileId, label, redirectUri }: What, open: OpenWhere | null) => {
      if (busy.current) return
      busy.current = true
      setPending({ label })
      setRefused(null)
      const isPlain = label === null && redirectUri === null
      const overrides = isPlain ? null : { label, redirectUri, state: null, nonce: null }
      const result = await ask(command('requestPush', { profileId, overrides, open }))
      busy.current = false
      setPending(null)
      if (!result.ok) return setRefused({ label, flowId: null, issues: result.issues })
      if (!result.accepted) {
        setRefused({ label, flowId: result.flowId, issues: [] })
        if (result.flowId !== null) void mirrorFlow(result.flowId)
        return
      }
      if (open !== null) host.close()
      else if (result.storedRequestId !== null) onAdded(result.storedRequestId)
    },
    [host, onAdded],
  )

  const push = useCallback((open: OpenWhere | null) => void run(fresh, open), [run])
  const again = useCallback(
    ({ profileId, label, requested }: StoredRequest) =>
      void run({ profileId, label, redirectUri: requested.redirectUri }, null),
    [run],
  )
  const dismiss = useCallback(() => setRefused(null), [])
  return { pending, refused, push, again, dismiss }
}
