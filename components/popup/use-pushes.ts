import { useCallback, useRef, useState } from 'react'
import { ask } from '@/components/connected/ask'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import type { OpenWhere } from '@/lib/messaging/protocol'
import type { Issue } from '@/lib/model/issue'
import type { Protocol } from '@/lib/messaging/protocol'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { mirrorFlow } from '@/lib/state/mirror'

/** How a repeated request differs from the one of its row. */
export interface Differs {
  readonly label: string | null
  /** Settings of the profile that changed. */
  readonly changed: readonly string[]
  /** The values of the row are known. */
  readonly isKnown: boolean
}

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
  /** What the last repetition could not reproduce; null if nothing. */
  readonly differs: Differs | null
  readonly dismiss: () => void
}

type PushResult = Awaited<ReturnType<Protocol['requestPush']>>

/** Pushes requests, one at a time. The id of an accepted one is passed on. */
export function usePopupPush(onAdded: (id: string) => void): Pushes {
  const host = useHost()
  const [pending, setPending] = useState<Pushes['pending']>(null)
  const [refused, setRefused] = useState<RefusedPush | null>(null)
  const [differs, setDiffers] = useState<Differs | null>(null)
  const busy = useRef(false)

  const run = useCallback(
    async <R extends PushResult>(label: string | null, send: () => Promise<R>, opens: boolean) => {
      if (busy.current) return null
      busy.current = true
      setPending({ label })
      setRefused(null)
      setDiffers(null)
      const result = await ask(send())
      busy.current = false
      setPending(null)
      if (!result.ok) {
        setRefused({ label, flowId: null, issues: result.issues })
        return null
      }
      if (!result.accepted) {
        setRefused({ label, flowId: result.flowId, issues: [] })
        if (result.flowId !== null) void mirrorFlow(result.flowId)
      } else if (opens) host.close()
      else if (result.storedRequestId !== null) onAdded(result.storedRequestId)
      return result
    },
    [host, onAdded],
  )

  const push = useCallback(
    (open: OpenWhere | null) =>
      void run(
        null,
        () => command('requestPush', { profileId: null, overrides: null, open }),
        open !== null,
      ),
    [run],
  )
  const again = useCallback(
    ({ id, label }: StoredRequest) =>
      void (async () => {
        const result = await run(label, () => command('requestAgain', { id }), false)
        if (!result?.ok) return
        const { changed, isKnown } = result
        if (changed.length > 0 || !isKnown) setDiffers({ label, changed, isKnown })
      })(),
    [run],
  )
  const dismiss = useCallback(() => {
    setRefused(null)
    setDiffers(null)
  }, [])
  return { pending, refused, differs, push, again, dismiss }
}
