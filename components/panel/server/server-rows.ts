import { resultText } from '@/components/ui/result-text'
import type { MetadataRecord } from '@/lib/storage/state'
import { metadataFields } from '@/lib/oauth/metadata-fields'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import { isObject } from '@/lib/model/json'
import type { Finding, RuleResult, Status } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'
import { statusOf, statusOrder } from '@/lib/model/status'
import { tData } from '@/lib/i18n'

/** The result of one check for one member. */
interface FieldVerdict {
  readonly status: Status
  /** The name of the cause: its text in one or two words is `panel.server.verdict.<code>`. */
  readonly code: string | null
  readonly text: string
  readonly source: SpecRef | null
}

/** A row of the table: a metadata member, or a problem of the document as a whole. */
export interface FieldRow {
  readonly name: string
  readonly kind: 'field' | 'alias' | 'document'
  /** Undefined if it is missing. */
  readonly value: unknown
  /** Worst first. */
  readonly verdicts: readonly FieldVerdict[]
  /** The clause of the worst verdict, or the one that registers the member. */
  readonly source: SpecRef | null
}

type Verdicts = ReadonlyMap<string, readonly FieldVerdict[]>

/** One row per member, its aliases below it, the worst first. */
export function fieldRows(document: FetchedDocument, record: MetadataRecord): readonly FieldRow[] {
  const verdicts = verdictsByName(record.results)
  const json = document.json ?? {}
  const aliases = aliasesOf(json[aliasField])
  const absent = [...verdicts.keys()].filter((name) => isField(name) && !Object.hasOwn(json, name))
  const fields = [...new Set([...Object.keys(json), ...absent])]
    .toSorted((a, b) => rankOf(a) - rankOf(b))
    .map((name) => rowOf('field', name, json[name], verdicts.get(name)))
  const below = aliases.map(([name, value]) =>
    rowOf('alias', name, value, verdicts.get(`${aliasField}.${name}`)),
  )
  const groups = [...documentRows(document, verdicts), ...fields].map((row) =>
    row.name === aliasField ? [row, ...below] : [row],
  )
  return groups.toSorted((a, b) => severityOf(a) - severityOf(b)).flat()
}

const aliasField = 'mtls_endpoint_aliases'

function aliasesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value) : []
}

const registered = [...metadataFields.keys()]

/** Unregistered members come last. */
function rankOf(name: string): number {
  const at = registered.indexOf(name)
  return at < 0 ? registered.length : at
}

/** Members without checks come after those that passed. */
function severityOf(rows: readonly FieldRow[]): number {
  const ranks = rows.map(({ verdicts }) => rankOfStatus(verdicts[0]?.status))
  return Math.min(...ranks)
}

const rankOfStatus = (status: Status | undefined) =>
  status === undefined ? statusOrder.length : statusOrder.indexOf(status)

/** Subjects of checks that are not members of the document, with the observed value. */
const wholes: Readonly<Record<string, (document: FetchedDocument) => unknown>> = {
  url: ({ url }) => url,
  status: ({ status }) => status,
  'Content-Type': ({ contentType }) => contentType ?? undefined,
  'Access-Control-Allow-Origin': ({ allowOrigin }) => allowOrigin ?? undefined,
  body: () => undefined,
  metadata: () => undefined,
}

const isField = (name: string) => !Object.hasOwn(wholes, name) && !name.includes('.')

function documentRows(document: FetchedDocument, verdicts: Verdicts): readonly FieldRow[] {
  return Object.entries(wholes).flatMap(([name, read]) => {
    const off = (verdicts.get(name) ?? []).filter(({ status }) => status !== 'pass')
    return off.length > 0 ? [rowOf('document', name, read(document), off)] : []
  })
}

function rowOf(
  kind: FieldRow['kind'],
  name: string,
  value: unknown,
  verdicts: readonly FieldVerdict[] = [],
): FieldRow {
  const sorted = verdicts.toSorted((a, b) => rankOfStatus(a.status) - rankOfStatus(b.status))
  const [worst] = sorted
  const own = kind === 'field' ? (metadataFields.get(name) ?? null) : null
  const source = worst && worst.status !== 'pass' ? worst.source : (own ?? worst?.source ?? null)
  return { name, kind, value, verdicts: sorted, source }
}

function verdictsByName(results: readonly RuleResult[]): Verdicts {
  const found = new Map<string, FieldVerdict[]>()
  for (const [name, verdict] of results.flatMap(verdictsOf))
    found.set(name, [...(found.get(name) ?? []), verdict])
  return found
}

function verdictsOf(result: RuleResult): readonly (readonly [string, FieldVerdict])[] {
  const { id, about, outcome, findings, severity, refs } = result
  const source = refs[0] ?? null
  if (outcome !== 'failed')
    return [[about, { status: statusOf(result), code: null, text: resultText(result), source }]]
  return findings.map((finding) => [
    about === 'metadata' ? (fieldOf(finding) ?? about) : about,
    {
      status: finding.severity ?? severity,
      code: finding.code,
      text: tData(`rules.${id}.${finding.code}`),
      source,
    },
  ])
}

/** A check of several members names the affected one: `jwks_uri`, or `jwks_uri: http://…`. */
function fieldOf({ seen, expected }: Finding): string | undefined {
  return /^([a-z][\w.#-]*)(?::|$)/i.exec(seen ?? expected ?? '')?.[1]
}
