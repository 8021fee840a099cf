import { readRecording } from '@/lib/share/read-recording'
import type { Host } from '@/lib/state/host'

/** Reads a file in small pieces, so that the page stays usable between them. */
export const readFile: Host['readFile'] = (file, known, { onProgress, signal }) => {
  const means = {
    now: Date.now(),
    newId: () => crypto.randomUUID(),
    onProgress: throttled(onProgress),
  }
  return readRecording(textOf(file, signal), known, means)
}

/** Milliseconds between two reports. */
const reportsEvery = 80

function throttled<T>(report: (value: T) => void): (value: T) => void {
  let last = 0
  return (value) => {
    if (Date.now() - last < reportsEvery) return
    last = Date.now()
    report(value)
  }
}

/** The text of a file in pieces. A byte order mark is dropped. */
async function* textOf(file: Blob, signal: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const reader = file.stream().getReader()
  for (;;) {
    signal.throwIfAborted()
    const { value, done } = await reader.read()
    if (done) break
    yield decoder.decode(value, { stream: true })
  }
  yield decoder.decode()
}
