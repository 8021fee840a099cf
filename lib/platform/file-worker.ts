import type { KnownWorld } from '@/lib/share/har-flows'
import { readRecording, type FileContent, type ReadProgress } from '@/lib/share/read-recording'

/** What a page asks its file reader. */
export interface FileRequest {
  readonly file: Blob
  readonly known: KnownWorld
}

/** What the file reader reports to its page. */
export type FileReport = { readonly progress: ReadProgress } | { readonly content: FileContent }

/** Milliseconds between two reports. */
const reportsEvery = 80

/** Reads files outside the page, so that the page stays usable. Runs in a worker. */
export function serveFiles(): void {
  const report = (message: FileReport) => self.postMessage(message)
  self.addEventListener('message', ({ data }: MessageEvent<FileRequest>) => {
    let last = 0
    const onProgress = (progress: ReadProgress) => {
      if (Date.now() - last < reportsEvery) return
      last = Date.now()
      report({ progress })
    }
    const means = { now: Date.now(), newId: () => crypto.randomUUID(), onProgress }
    void readRecording(textOf(data.file), data.known, means).then((content) => report({ content }))
  })
}

/** The text of a file in pieces. A byte order mark is dropped. */
async function* textOf(file: Blob): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const reader = file.stream().getReader()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) break
    yield decoder.decode(value, { stream: true })
  }
  yield decoder.decode()
}
