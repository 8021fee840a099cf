import { browser, type Browser } from 'wxt/browser'
import { onMessage } from '@/lib/messaging'
import type { Handlers, Protocol, Sender } from '@/lib/messaging/protocol'
import { parseCommand } from '@/lib/messaging/schemas'

/** Serves commands from Parley's own pages only. A thrown error becomes the result. */
export function serveCommands(handlers: Handlers): void {
  const own = browser.runtime.getURL('/')
  for (const name of Object.keys(handlers) as (keyof Protocol)[]) {
    onMessage(name, ({ data, sender }) => {
      if (sender.id !== browser.runtime.id || !sender.url?.startsWith(own))
        throw new Error(`Commands are taken from Parley's own pages only, not from ${sender.url}`)
      return handlers[name](parseCommand(name, data) as never, spotOf(sender))
    })
  }
}

function spotOf({ tab, frameId }: Browser.runtime.MessageSender): Sender {
  return tab?.id === undefined ? null : { tabId: tab.id, frame: frameId === 0 ? 'top' : 'sub' }
}
