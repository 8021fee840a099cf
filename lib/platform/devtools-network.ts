import { browser } from 'wxt/browser'
import { matters, mayMatter } from '@/lib/capture/devtools'
import { contentOf, readEntry, withContent, type Exchange } from '@/lib/capture/exchange'
import { sendMessage } from '@/lib/messaging'

/** A function of the browser that gives a promise, or calls back with one value or several. */
type Asked = (callback?: (...values: readonly unknown[]) => void) => unknown

/**
 * Tells the background what the page of these developer tools sends that is of OAuth, with the answers. All
 * else stays here: bodies are read only where they may matter.
 */
export function tellNetwork(): void {
  const { network, inspectedWindow } = browser.devtools
  let queue: Promise<unknown> = Promise.resolve()
  const tell = (entries: readonly unknown[]) => {
    // The bodies are read at once: they are gone as soon as the page goes on.
    const reading = Promise.all(entries.map(readExchange))
    queue = queue
      .then(() => reading)
      .then((read) =>
        send(
          inspectedWindow.tabId,
          read.filter((exchange) => exchange !== null),
        ),
      )
      // The extension was updated or removed while the developer tools stay open.
      .catch(() => {})
  }
  network.onRequestFinished.addListener((entry: unknown) => tell([entry]))
  void ask((callback) => (network.getHAR as Asked)(callback)).then((har) => tell(entriesOf(har)))
}

async function send(tabId: number, entries: readonly Exchange[]): Promise<void> {
  if (entries.length > 0) await sendMessage('networkSeen', { tabId, entries })
}

async function readExchange(entry: unknown): Promise<Exchange | null> {
  const exchange = readEntry(entry, Date.now())
  if (!exchange || !mayMatter(exchange)) return null
  if (exchange.loads) return exchange
  const whole = withContent(exchange, contentOf(await contentIn(entry)))
  return matters(whole) ? whole : null
}

/** What an entry has of the answer's body, asked for or there already. */
async function contentIn(entry: unknown): Promise<unknown> {
  const { getContent, response } = entry as {
    readonly getContent?: Asked
    readonly response?: { readonly content?: unknown }
  }
  if (typeof getContent !== 'function') return response?.content
  return ask((callback) => getContent.call(entry, callback))
}

/** Current browsers give a promise; where there is none the function is called once more with a callback. */
async function ask(call: Asked): Promise<unknown> {
  try {
    const promised = call()
    if (promised instanceof Promise) return await promised
  } catch {
    // It wants a callback, or has nothing: that is asked next.
  }
  return new Promise((resolve) => {
    try {
      call((...values) => resolve(values.length > 1 ? values : values[0]))
    } catch {
      resolve(null)
    }
  })
}

function entriesOf(har: unknown): readonly unknown[] {
  const { entries, log } = (har ?? {}) as { readonly entries?: unknown; readonly log?: unknown }
  if (Array.isArray(entries)) return entries
  return log ? entriesOf(log) : []
}
