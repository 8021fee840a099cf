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

/** A function of the browser that gives a promise, or calls back with one value or several. */
type Asked = (callback?: (...values: readonly unknown[]) => void) => unknown

/** Milliseconds in which calls are gathered: Firefox may tell of the second before the first. */
const gatheredFor = 300

/** Milliseconds after which Firefox is asked for its record, so that what was under way has ended. */
const settledAfter = 1000

/** Milliseconds that a body may take. */
const patience = 3000

/**
 * Tells the background what the page of these developer tools sends that is of OAuth, with the answers. All
 * else stays here: bodies are read only where they may matter.
 */
export function reportNetwork(): void {
  const { network } = browser.devtools
  const tell = createReporter(browser.devtools.inspectedWindow.tabId)
  const replayRecorded = async () => {
    const har = await ask((callback) => (network.getHAR as Asked)(callback))
    const nthOf = createCounter()
    tell(entriesOf(har).map((entry) => readFinished(entry, nthOf)))
  }
  // Firefox leaves out some events, above all of what a page sent just before it went on; its record has them.
  let asking: ReturnType<typeof setTimeout> | undefined
  const askLater = () => {
    clearTimeout(asking)
    asking = setTimeout(() => void replayRecorded(), settledAfter)
  }

  const nthOf = createCounter()
  network.onRequestFinished.addListener((entry: unknown) => {
    const reading = readFinished(entry, nthOf)
    tell([reading])
    if (import.meta.env.FIREFOX) void reading.then((read) => read && askLater())
  })
  if (import.meta.env.FIREFOX) network.onNavigated.addListener(askLater)
  void replayRecorded()
}

/** Sends what was read in order of time. */
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
      // The extension was updated or removed while the developer tools stay open.
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

/** Reads an entry, and its body at once: it may be gone as soon as the page goes on. */
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
  // What a record holds without a body may still be under way.
  if (!getContent && isBodyGone(whole.response)) return null
  return matters(whole) ? whole : null
}

/** A body that does not come must not keep others waiting. */
function nothingLater(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), patience)
  })
}

interface Entry {
  /** There is none in Firefox's record: it holds the bodies itself. */
  readonly getContent?: Asked
  readonly response?: { readonly content?: unknown }
}

/** Current browsers give a promise; where there is none the function is called once more with a callback. */
async function ask(call: Asked): Promise<unknown> {
  const promised = attempt(call)
  if (promised instanceof Promise) return promised.catch(() => null)
  return new Promise((resolve) => {
    attempt(() => call((...values) => resolve(values.length > 1 ? values : values[0])))
  })
}

/** Some browsers throw where they want a callback. */
function attempt(call: () => unknown): unknown {
  try {
    return call()
  } catch {
    return null
  }
}
