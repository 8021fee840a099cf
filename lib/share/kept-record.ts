import * as v from 'valibot'
import { noRequestedParams, type Flow, type FlowImport, type SharedBy } from '@/lib/flow/model/flow'
import type { FlowName } from '@/lib/flow/model/flow-name'
import { jsonObjectOf, textIn } from '@/lib/model/json'
import { readFlowFile, writeFlowFile } from './flow-file'
import { defaultRedaction, redactFlows, type Redacted } from './redact'

/** The version of the record. A record with a newer one is left as it is. */
const keptVersion = 1

const text = v.string()
const nth = v.number()

const name: v.GenericSchema<unknown, FlowName> = v.variant('from', [
  v.object({
    from: v.picklist([
      'given',
      'type',
      'scope',
      'client',
      'server',
      'only',
      'without',
      'also',
      'negative-test',
    ]),
    text,
    nth,
  }),
  v.object({ from: v.literal('consent'), text, permissions: v.number(), nth }),
  v.object({ from: v.literal('member'), text, member: text, nth }),
  v.object({ from: v.literal('unknown'), text: v.literal(''), nth }),
])

const mode = v.picklist(['safe', 'complete'])

const record = v.object({
  version: v.literal(keptVersion),
  id: text,
  /** When the flow was kept, in milliseconds since the epoch. */
  keptAt: v.number(),
  mode,
  profileId: v.nullable(text),
  pinned: v.exactOptional(v.literal(true)),
  name: v.exactOptional(name),
  /** Where an imported flow came from. */
  origin: v.exactOptional(
    v.object({
      at: v.number(),
      mode,
      file: v.exactOptional(text),
      by: v.union([
        v.object({ parley: text, browser: text, rules: text }),
        v.object({ tool: text }),
      ]),
    }),
  ),
  /** A flow file with this flow. */
  file: text,
})

/** A kept flow as it is on the disk. */
export type KeptRecord = v.InferOutput<typeof record>

interface KeptAs {
  /** The name in the list; undefined without one. */
  readonly name: FlowName | undefined
  readonly by: SharedBy
}

/** The record of a kept flow; null if the flow is not kept. A safe record has no secret, nor has its name or note. */
export function keptRecordOf(flow: Flow, { name: shown, by }: KeptAs): KeptRecord | null {
  const { id, kept, profileId, pinned, imported } = flow
  if (!kept) return null
  const { flows, receipt, text: redact } = kept.mode === 'safe' ? safeOf(flow) : recorded(flow)
  const head = {
    mode: kept.mode,
    made: { at: kept.at, ...(imported?.own && 'parley' in imported.by ? imported.by : by) },
    redaction: receipt,
  }
  return {
    version: keptVersion,
    id,
    keptAt: kept.at,
    mode: kept.mode,
    profileId,
    ...(pinned && { pinned }),
    ...(shown && { name: redactedName(shown, redact) }),
    ...(imported && !imported.own && { origin: originOf(imported) }),
    file: writeFlowFile(flows, head),
  }
}

/** Where a flow came from, without what is only kept for the session. */
function originOf(imported: FlowImport): KeptRecord['origin'] & object {
  const { results: _, own: __, ...origin } = imported
  return origin
}

type Written = Pick<Redacted, 'flows' | 'receipt' | 'text'>

const recorded = (flow: Flow): Written => ({ flows: [flow], receipt: [], text: (same) => same })

/** A flow without secrets, with its name and its note. */
function safeOf(flow: Flow): Written {
  if (flow.imported?.mode !== 'safe') return redactFlows([flow], defaultRedaction)
  // Its messages were redacted before. Pseudonyms must stay as they are.
  const { messages, tokens, requested, expected, requestUri } = flow
  const written = {
    ...flow,
    messages: [],
    tokens: [],
    requested: noRequestedParams,
    expected: { state: null, nonce: null },
    requestUri: null,
  }
  const { flows, ...others } = redactFlows([written], defaultRedaction)
  const parts = { messages, tokens, requested, expected, requestUri }
  return { ...others, flows: flows.map((safe) => ({ ...safe, ...parts })) }
}

function redactedName(shown: FlowName, redact: (text: string) => string): FlowName {
  if (shown.from === 'unknown') return shown
  if (shown.from !== 'member') return { ...shown, text: redact(shown.text) }
  // As a member, because its name decides whether the value is personal.
  const member = jsonObjectOf(redact(JSON.stringify({ [shown.member]: shown.text })))
  return { ...shown, text: textIn(member, shown.member) ?? redact(shown.text) }
}

/**
 * The flow of a record, which is read-only; null if a newer version of Parley wrote it, or if it is damaged. Members
 * that this version does not know are ignored.
 */
export function readKept(value: unknown): Flow | null {
  const read = v.safeParse(record, value)
  if (!read.success) return null
  const { id, keptAt, mode: keptMode, profileId, pinned, name: shown, origin, file } = read.output
  const opened = readFlowFile(file, { now: Infinity, newId: () => id, file: null })
  const [flow] = opened.ok ? opened.flows : []
  if (!flow?.imported) return null
  return {
    ...flow,
    profileId,
    ...(pinned && { pinned }),
    kept: { mode: keptMode, at: keptAt, ...(shown && { name: shown }) },
    imported: origin ? { ...origin, mode: keptMode } : { ...flow.imported, at: keptAt, own: true },
  }
}
