import { browser } from 'wxt/browser'
import { sendMessage } from '@/lib/messaging'
import { heldWake } from './held-tabs'
import { host } from './host'

/** Whether this page stands inside of somebody else's. */
export function isFramed(): boolean {
  return window.top !== window
}

/**
 * Sends on what the held page in a frame has to send, now or once the background says so. Firefox gives such a
 * page neither storage nor tabs, only messages. What is not a response stays: nobody can decide on it here.
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
  await deliver()
}
