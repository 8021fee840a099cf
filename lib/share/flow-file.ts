import * as v from 'valibot'
import type { Flow, SharedBy } from '@/lib/flow/model/flow'
import type { Issue } from '@/lib/model/issue'
import { isObject, type JsonObject } from '@/lib/model/json'
import { parseJson } from '@/lib/model/strict-json'
import { cutText } from '@/lib/model/text-bound'
import { importedFrom, sharedFlow, sharedOf } from './flow-schema'
import { number, type InFile } from './message-parts-schema'
import type { ShareMode } from './redact'
import type { ReceiptRow } from './redaction-table'

/** The version of the format. A reader refuses a newer one. */
const flowFileVersion = 1

/** What a flow file says about itself. */
export interface FlowFileHead {
  readonly mode: ShareMode
  readonly made: SharedBy & {
    /** Milliseconds since the epoch. */
    readonly at: number
  }
  /** What was replaced; empty in a complete file. */
  readonly redaction: readonly ReceiptRow[]
}

/** Flows as the text of a file. In safe mode, the flows must have been redacted. */
export function writeFlowFile(flows: readonly Flow[], head: FlowFileHead): string {
  const { mode, made, redaction } = head
  const file = {
    parley: 'flows',
    version: flowFileVersion,
    mode,
    made,
    redaction,
    flows: flows.map(sharedOf),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/** Limits of a file: its characters, levels, and flows. */
const limits = { characters: 100_000_000, levels: 64, flows: 500 } as const

const short = v.pipe(v.string(), v.maxLength(200))

const head = v.object({
  mode: v.picklist(['safe', 'complete']),
  made: v.object({ at: number, parley: short, browser: short, rules: short }),
  redaction: v.array(
    v.object({
      stem: short,
      of: v.picklist(['secret', 'personal', 'unknown']),
      values: number,
      places: number,
    }),
  ),
}) satisfies InFile<FlowFileHead>

const file = v.object({
  ...head.entries,
  flows: v.pipe(v.array(sharedFlow), v.minLength(1), v.maxLength(limits.flows)),
})

/** What the reader needs from outside. */
export interface ImportMeans {
  /** Milliseconds since the epoch. */
  readonly now: number
  newId(): string
  /** The name of the file; null if its text was pasted. */
  readonly file: string | null
}

/** The flows of a file, or why it was refused. Nothing of a refused file is used. */
export type ReadFlowFile =
  | { readonly ok: true; readonly head: FlowFileHead; readonly flows: readonly Flow[] }
  | { readonly ok: false; readonly issue: Issue }

/** Reads a flow file. Its flows get new ids, so that a file never replaces a flow. */
export function readFlowFile(text: string, means: ImportMeans): ReadFlowFile {
  const opened = openFile(text)
  if ('issue' in opened) return { ok: false, issue: opened.issue }
  const read = v.safeParse(file, opened.content, { abortEarly: true })
  if (!read.success) return { ok: false, issue: memberIssue(read.issues[0]) }
  const { flows, ...known } = read.output
  const repeated = repeatedId(flows)
  if (repeated !== null)
    return { ok: false, issue: { code: 'flow_file_repeated', seen: cutText(repeated, maxSeen) } }
  const { at: _, ...by } = known.made
  const imported = { at: means.now, mode: known.mode, ...namedFile(means.file), by }
  return {
    ok: true,
    head: known,
    flows: flows.map((flow) => importedFrom(flow, means.newId(), imported)),
  }
}

/** Characters of a file name. */
const maxFileName = 200

/** The member of an imported flow with the name of its file. */
export function namedFile(name: string | null): { readonly file?: string } {
  return name === null ? {} : { file: cutText(name, maxFileName) }
}

/** Characters of evidence from a file. */
const maxSeen = 200

/** The object in the file, or why it cannot be read. */
function openFile(text: string): { readonly content: JsonObject } | { readonly issue: Issue } {
  if (text.length > limits.characters) {
    const seen = `${Math.round(text.length / 1e6)} MB`
    return { issue: { code: 'flow_file_large', seen, expected: `${limits.characters / 1e6} MB` } }
  }
  const { value, error } = parseJson(text, limits.levels)
  if (error !== null) return { issue: { code: 'flow_file_json', seen: error } }
  if (!isObject(value) || value['parley'] !== 'flows')
    return { issue: { code: 'flow_file_unknown' } }
  const { version } = value
  if (version === flowFileVersion) return { content: value }
  const seen = cutText(JSON.stringify(version) ?? '', maxSeen)
  return { issue: { code: 'flow_file_version', seen, expected: String(flowFileVersion) } }
}

function memberIssue(issue: v.BaseIssue<unknown>): Issue {
  const path = v.getDotPath(issue) ?? ''
  return { code: 'flow_file_member', seen: cutText(path, maxSeen) }
}

/** An id that two flows of a file have, or two messages of a flow; null if none is repeated. */
function repeatedId(
  flows: readonly { readonly id: string; readonly messages: Flow['messages'] }[],
): string | null {
  const lists = [flows, ...flows.map(({ messages }) => messages)]
  return lists.map(firstRepeated).find((each) => each !== null) ?? null
}

function firstRepeated(items: readonly { readonly id: string }[]): string | null {
  const seen = new Set<string>()
  for (const { id } of items) {
    if (seen.has(id)) return id
    seen.add(id)
  }
  return null
}

/** The name of a file. That of a complete one begins with a warning. */
export function shareFileName(name: string, mode: ShareMode, extension: string): string {
  const words = name.normalize('NFKC').match(/[\p{L}\p{N}_]+/gu) ?? ['flow']
  const plain = cutText(words.join('-'), 80)
  return `${mode === 'complete' ? 'complete.' : ''}${plain}.${extension}`
}
