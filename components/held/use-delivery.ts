import { useEffect, useRef } from 'react'
import type { Delivery } from '@/lib/flow/model/hold'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'

/**
 * Identifies one attempt: a second delivery of the same response has the webRequest id of the first.
 */
function timeOf({ url, of, webRequestId, stoppedId }: Delivery): string {
  return JSON.stringify([url, of, webRequestId, stoppedId])
}

/** Sends on the delivery that the background has for this page, each once. */
export function useDelivery(): void {
  const host = useHost()
  const deliveries = useMirror((state) => state.deliveries)
  const done = useRef(new Set<string>())
  useEffect(() => {
    if (deliveries.length === 0) return
    const take = async () => {
      const delivery = await command('heldDelivery')
      if (!delivery) return
      const time = timeOf(delivery)
      if (done.current.has(time)) return
      done.current.add(time)
      host.deliver(delivery)
    }
    void take()
  }, [deliveries, host])
}
