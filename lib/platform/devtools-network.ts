import { browser } from 'wxt/browser'
import { matters, mayMatter } from '@/lib/capture/devtools'
import {
  createCounter,
  readEntry,
  withContent,
  type NetworkEntry,
} from '@/lib/capture/network-entry'
import { contentOf, entriesOf } from '@/lib/capture/har'
import { isBodyGone } from '@/lib/flow/read/endpoint-response'
import { sendMessage } from '@/lib/messaging'

/** A browser function that returns a promise, or calls back with one or more values. */
type BrowserCall = (callback?: (...values: readonly unknown[]) => void) => unknown

/** Milliseconds to gather requests: Firefox may report the second before the first. */
const gatheredFor = 300

/** Milliseconds until Firefox's log is read, so that pending requests have finished. */
const settledAfter = 1000

/** Timeout for reading a body, in milliseconds. */
const patience = 3000

/**
 * Reports the OAuth requests of the inspected page, with their responses, to the background. Other
 * requests are not reported, and bodies are read only if they may matter.
 */
export function reportNetwork(): void {
  const { network } = browser.devtools
  const report = createReporter(browser.devtools.inspectedWindow.tabId)
  const replayRecorded = async () => {
    const har = await ask((callback) => (network.getHAR as BrowserCall)(callback))
    const nthOf = createCounter()
    report(entriesOf(har).map((entry) => readFinished(entry, nthOf)))
  }
  // Firefox omits some events, mostly for requests just before a navigation; its log has them.
  let asking: ReturnType<typeof setTimeout> | undefined
  const askLater = () => {
    clearTimeout(asking)
    asking = setTimeout(() => void replayRecorded(), settledAfter)
  }

  const nthOf = createCounter()
  network.onRequestFinished.addListener((entry: unknown) => {
    const reading = readFinished(entry, nthOf)
    report([reading])
    if (import.meta.env.FIREFOX) void reading.then((read) => read && askLater())
  })
  if (import.meta.env.FIREFOX) network.onNavigated.addListener(askLater)
  void replayRecorded()
}

/** Sends the entries in order of time. */
function createReporter(tabId: number) {
  let gathered: Promise<NetworkEntry | null>[] = []
  let queue: Promise<unknown> = Promise.resolve()
  const flush = () => {
    const readings = gathered
    gathered = []
    queue = queue
      .then(() => Promise.all(readings))
      .then((read) =>
        send(
          tabId,
          read.filter((entry) => entry !== null),
        ),
      )
      // The extension was updated or removed while DevTools stays open.
      .catch(() => {})
  }
  return (readings: readonly Promise<NetworkEntry | null>[]) => {
    if (gathered.length === 0) setTimeout(flush, gatheredFor)
    gathered.push(...readings)
  }
}

async function send(tabId: number, entries: readonly NetworkEntry[]): Promise<void> {
  if (entries.length > 0) await sendMessage('networkSeen', { tabId, entries })
}

/** Reads an entry and its body at once: the body may be gone as soon as the page navigates. */
async function readFinished(
  entry: unknown,
  nthOf: ReturnType<typeof createCounter>,
): Promise<NetworkEntry | null> {
  const read = readEntry(entry, Date.now())
  if (!read || !mayMatter(read)) return null
  const exchange = { ...read, nth: nthOf(read) }
  if (exchange.loads) return exchange
  const { getContent, response } = entry as Entry
  const content = getContent
    ? await Promise.race([ask((callback) => getContent.call(entry, callback)), nothingLater()])
    : response?.content
  const whole = withContent(exchange, contentOf(content))
  // An entry of the log without a body may still be pending.
  if (!getContent && isBodyGone(whole.response)) return null
  return matters(whole) ? whole : null
}

/** A missing body must not delay other entries. */
function nothingLater(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), patience)
  })
}

interface Entry {
  /** Missing in Firefox's log, which contains the bodies itself. */
  readonly getContent?: BrowserCall
  readonly response?: { readonly content?: unknown }
}

/** Current browsers return a promise. Without one, the function is called again with a callback. */
async function ask(call: BrowserCall): Promise<unknown> {
  const promised = attempt(call)
  if (promised instanceof Promise) return promised.catch(() => null)
  return new Promise((resolve) => {
    attempt(() => call((...values) => resolve(values.length > 1 ? values : values[0])))
  })
}

/** Some browsers throw if the callback is missing. */
function attempt(call: () => unknown): unknown {
  try {
    return call()
  } catch {
    return null
  }
}
