import { browser } from 'wxt/browser'
import { sendMessage } from '@/lib/messaging'
import { heldWake } from './held-tabs'
import { host } from './host'

/** Whether this page is embedded in a different page. */
export function isFramed(): boolean {
  return window.top !== window
}

/**
 * Sends on the delivery of a held page in a frame, now or when the background says so. In Firefox,
 * such a page can use neither storage nor tabs, only messages. A navigation that is not a response
 * stays, because the user cannot decide on it here.
 */
export async function deliverInFrame(): Promise<void> {
  let isLeaving = false
  const deliver = async () => {
    const delivery = await sendMessage('heldDelivery', undefined)
    if (!delivery || isLeaving) return
    isLeaving = true
    host.deliver(delivery)
  }
  browser.runtime.onMessage.addListener((message: unknown) => {
    if (message !== heldWake) return undefined
    void deliver()
    return Promise.resolve(heldWake)
  })
  // A stop that was not reported is noted when the held page asks, so that the response can be released.
  await sendMessage('observationsSettled', undefined).catch(() => {})
  await deliver()
}
