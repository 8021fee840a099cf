import type { Issue } from '@/lib/model/issue'
import { sharedOf, type SharedFlow } from './flow-schema'
import { flowsIn, type KnownWorld, type MatchMeans, type RecordedFlows } from './har-flows'
import { createFileReader } from './har-read'
import type { Recording } from './recording'

/** How far a file has been read. */
export interface ReadProgress {
  /** Characters of the file. */
  readonly characters: number
  /** Entries of a recording. */
  readonly entries: number
}

/** What was found in a recording, and what was left out. */
export interface RecordingSummary
  extends Pick<Recording, 'tool' | 'count'>, Pick<RecordedFlows, 'left' | 'used' | 'bodiless'> {}

/** The content of a file that was read to its end. */
export type FileContent =
  | {
      readonly kind: 'recording'
      readonly flows: readonly SharedFlow[]
      readonly documents: Recording['documents']
      readonly summary: RecordingSummary
    }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly issue: Issue }

/** What the reader needs from outside. */
export interface ReadMeans extends MatchMeans {
  /** Milliseconds since the epoch. */
  readonly now: number
  onProgress(progress: ReadProgress): void
}

/** Reads a file that arrives in pieces, and finds the flows if it is a recording. */
export async function readRecording(
  chunks: AsyncIterable<string>,
  known: KnownWorld,
  { now, newId, onProgress, pause }: ReadMeans,
): Promise<FileContent> {
  const reader = createFileReader(now)
  let characters = 0
  for await (const chunk of chunks) {
    const issue = reader.push(chunk)
    if (issue) return { kind: 'refused', issue }
    characters += chunk.length
    onProgress({ characters, entries: reader.count() })
    await pause()
  }
  const read = reader.end()
  if (read.kind !== 'recording') return read
  const { tool, count, documents } = read.recording
  const found = await flowsIn(read.recording, known, { newId, pause })
  if ('code' in found) return { kind: 'refused', issue: found }
  const { flows, left, used, bodiless } = found
  const summary = { tool, count, left, used, bodiless }
  return { kind: 'recording', flows: flows.map(sharedOf), documents, summary }
}
