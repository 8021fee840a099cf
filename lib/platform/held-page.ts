import { browser } from 'wxt/browser'
import type { Delivery, Spot } from '@/lib/flow/hold'
import { sendMessage } from '@/lib/messaging'
import { heldWake } from './held-tabs'

/** In a frame of a page of others nothing is shown and nothing can be pressed. */
export function isFramed(): boolean {
  return window.top !== window.self
}

/** Where this held page is; null in a frame, of which Firefox does not tell the tab. */
export async function ownSpot(): Promise<Spot | null> {
  if (isFramed()) return null
  const tab = await browser.tabs.getCurrent()
  return tab?.id === undefined ? null : { tabId: tab.id, frame: 'top' }
}

/**
 * Sends on whatever this held page is to send, now and whenever the background says so. What cannot be
 * sent again is told instead.
 */
export async function startDelivering(onUnsendable: () => void): Promise<void> {
  let isLeaving = false
  const deliver = async () => {
    const delivery = await sendMessage('heldDelivery', undefined)
    if (!delivery || isLeaving) return
    isLeaving = delivery.method === 'GET' || delivery.form !== null
    if (isLeaving) send(delivery)
    else onUnsendable()
  }
  browser.runtime.onMessage.addListener((message: unknown) => {
    if (message === heldWake) void deliver()
  })
  await deliver()
}

function send({ url, form }: Delivery): void {
  if (form) submit(url, form)
  else location.replace(url)
}

/** As the server's own page would have it sent. */
function submit(url: string, params: NonNullable<Delivery['form']>): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = url
  for (const [name, value] of params) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    form.append(field)
  }
  document.body.append(form)
  HTMLFormElement.prototype.submit.call(form)
}
