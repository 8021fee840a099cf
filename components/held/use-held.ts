import { useEffect, useState } from 'react'
import type { Flow } from '@/lib/flow/model/flow'
import type { Delivery, PageLocation } from '@/lib/flow/model/hold'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { useHost } from '@/lib/state/host'
import { command } from '@/lib/state/actions'
import { mirrorFlow, readAgain, useMirror } from '@/lib/state/mirror'

/** The content of the held page. */
export type Held =
  | { readonly kind: 'loading' }
  /** Nothing is held in this tab. */
  | { readonly kind: 'nothing' }
  /** The stopped navigation is not an authorization response and waits for the user. */
  | { readonly kind: 'stopped'; readonly stopped: Delivery }
  | { readonly kind: 'held'; readonly flow: Flow; readonly response: AuthorizationResponse }

const loading: Held = { kind: 'loading' }
const nothing: Held = { kind: 'nothing' }

/** The response that is held in this tab, from the background's state for the tab. */
export function useHeld(): Held {
  const location = usePageLocation()
  const settled = useSettled()
  const ready = useMirror(({ status }) => status === 'ready')
  const place = useMirror(({ held }) =>
    held.findLast(({ tabId, frame }) => tabId === location?.tabId && frame === location.frame),
  )
  const stopped = useMirror(({ deliveries }) =>
    deliveries.find(
      ({ tabId, frame, state }) =>
        state === 'undecided' && tabId === location?.tabId && frame === location.frame,
    ),
  )
  const flowId = place?.flowId
  const flow = useMirror((state) => (flowId === undefined ? undefined : state.flow[flowId]))
  useEffect(() => {
    if (flowId !== undefined) void mirrorFlow(flowId)
  }, [flowId])

  if (!ready || location === undefined) return loading
  if (stopped) return { kind: 'stopped', stopped }
  if (!place) return settled ? nothing : loading
  if (!flow) return loading
  const response = flow.messages.find(
    (message): message is AuthorizationResponse =>
      message.kind === 'authorization-response' && message.id === place.responseId,
  )
  // The place is stored with the response, and this page may still have the flow from before it.
  return response ? { kind: 'held', flow, response } : loading
}

/** Whether the background has processed everything that the browser reported before this page opened. */
function useSettled(): boolean {
  const [settled, setSettled] = useState(false)
  useEffect(() => {
    void whenSettled()
      .then(() => readAgain(['held', 'deliveries']))
      .then(() => setSettled(true))
  }, [])
  return settled
}

/** Enough for a background that is terminated over and over; an uninstalled one never responds. */
const maxAttempts = 10

/** A background that is terminated while it is asked never responds. Asking again starts the next one. */
async function whenSettled(attempts = maxAttempts): Promise<void> {
  try {
    await command('observationsSettled')
  } catch (error) {
    if (attempts === 1) throw error
    await whenSettled(attempts - 1)
  }
}

/**
 * The location of this page; undefined until the browser reports it, null if it is not in a tab.
 */
function usePageLocation(): PageLocation | null | undefined {
  const host = useHost()
  const [location, setLocation] = useState<PageLocation | null>()
  useEffect(() => {
    void host.pageLocation().then(setLocation)
  }, [host])
  return location
}
