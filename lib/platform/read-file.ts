import { readRecording } from '@/lib/share/read-recording'
import type { Host } from '@/lib/state/host'

/** Reads a file in small steps, so that the page stays usable between them. */
export const readFile: Host['readFile'] = (file, known, { onProgress, signal }) => {
  const means = {
    now: Date.now(),
    newId: () => crypto.randomUUID(),
    onProgress: throttled(onProgress),
    pause: createPause(signal),
  }
  return readRecording(textOf(file), known, means)
}

/** Milliseconds between two reports, and of work between two pauses. */
const times = { report: 80, work: 12 } as const

function throttled<T>(report: (value: T) => void): (value: T) => void {
  let last = 0
  return (value) => {
    if (Date.now() - last < times.report) return
    last = Date.now()
    report(value)
  }
}

function createPause(signal: AbortSignal): () => Promise<void> {
  let last = performance.now()
  return async () => {
    signal.throwIfAborted()
    if (performance.now() - last < times.work) return
    await nextTask()
    last = performance.now()
    signal.throwIfAborted()
  }
}

/** A task after those that wait, such as a click. Timers of a tab in the background are delayed; messages are not. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}

/** Octets of a piece of a file. */
const pieceOctets = 1_048_576

/** The text of a file in pieces. A byte order mark is dropped. */
async function* textOf(file: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for (let at = 0; at < file.size; at += pieceOctets) {
    const piece = await file.slice(at, at + pieceOctets).arrayBuffer()
    yield decoder.decode(piece, { stream: true })
  }
  yield decoder.decode()
}
