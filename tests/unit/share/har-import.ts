import { flowsIn, type KnownWorld, type RecordedFlows } from '@/lib/share/har-flows'
import { createFileReader, type ReadFile } from '@/lib/share/har-read'
import type { Recording } from '@/lib/share/recording'

const nothing: KnownWorld = { clients: [], servers: [] }

/** Reads a file in pieces of this many characters. */
export function readText(text: string, size = 4096): ReadFile {
  const reader = createFileReader(9)
  for (let at = 0; at < text.length; at += size) {
    const issue = reader.push(text.slice(at, at + size))
    if (issue) return { kind: 'refused', issue }
  }
  return reader.end()
}

export function recordingIn(text: string): Recording {
  const read = readText(text)
  if (read.kind !== 'recording') throw new Error(JSON.stringify(read).slice(0, 300))
  return read.recording
}

/** The flows of a HAR. */
export async function importHar(text: string, known = nothing): Promise<RecordedFlows> {
  let next = 0
  const found = await flowsIn(recordingIn(text), known, {
    newId: () => `new-${(next += 1)}`,
    pause: async () => undefined,
  })
  if ('code' in found) throw new Error(found.code)
  return found
}
