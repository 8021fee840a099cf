import { subjectOf } from '@/lib/model/finding-subject'
import type { Finding, RuleResult, Status } from '@/lib/model/rule-result'
import type { SpecRef } from '@/lib/model/spec-links'
import { statusOf, statusOrder } from '@/lib/model/status'
import { jsonText } from '@/lib/model/json'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import { metadataFields } from '@/lib/oauth/metadata-fields'

/** The verdict of one rule on one member. */
export interface Verdict {
  readonly status: Status
  readonly result: RuleResult
  /** Null if the rule passed or was not checked. */
  readonly finding: Finding | null
  readonly source: SpecRef | null
}

/** A published or missing member, or a property of the response, with its verdicts under each profile. */
export interface ReadinessRow {
  readonly name: string
  readonly isMember: boolean
  /** Undefined if it is not published. */
  readonly value: unknown
  /** For each profile, the worst first. */
  readonly verdicts: readonly (readonly Verdict[])[]
}

export const rowGroups = ['fail', 'warn', 'info', 'pass', 'neutral', 'none'] as const
type RowGroup = (typeof rowGroups)[number]

type Rows = ReadonlyMap<RowGroup, readonly ReadinessRow[]>

/** Number of members by the worst status under a profile. */
export type Counts = Readonly<Partial<Record<Status, number>>>

type Results = readonly RuleResult[]

/** The rows of a document under some profiles, in groups by the worst verdict of each row. */
export function readinessRows(document: FetchedDocument, profiles: readonly Results[]): Rows {
  const found = profiles.map((results) => verdictsByName(results))
  const json = document.json ?? {}
  const names = new Set([...found.flatMap((each) => [...each.keys()]), ...Object.keys(json)])
  const rows = [...names].flatMap((name) => {
    const isMember = !Object.hasOwn(wholes, name)
    const verdicts = found.map((each) => each.get(name) ?? [])
    const row = { name, isMember, value: valueOf(document, name), verdicts }
    return isMember || isProblem(row) ? [row] : []
  })
  const order = orderOf(profiles[0] ?? [])
  const sorted = rows.toSorted((a, b) => order(a.name) - order(b.name))
  return Map.groupBy(sorted, groupOf)
}

/** The rows whose name, value or findings contain a text. */
export function rowsWith(rows: Rows, text: string): Rows {
  const word = text.trim().toLowerCase()
  if (word === '') return rows
  const found = [...rows].map(([group, members]) => {
    const fitting = members.filter((row) => textOf(row).includes(word))
    return [group, fitting] as const
  })
  return new Map(found)
}

function textOf({ name, value, verdicts }: ReadinessRow): string {
  const refs = verdicts.flat().flatMap(({ result }) => [result.id, ...result.refs])
  return [name, jsonText(value), ...refs].join(' ').toLowerCase()
}

export function countsOf(rows: Rows, column: number): Counts {
  const worst = [...rows.values()].flat().flatMap(({ verdicts }) => verdicts[column]?.[0] ?? [])
  return Object.fromEntries(
    [...Map.groupBy(worst, ({ status }) => status)].map(([status, { length }]) => [status, length]),
  )
}

/** The parts of a published list that findings name. */
export function offending({ verdicts }: ReadinessRow): ReadonlySet<string> {
  const seen = verdicts.flat().flatMap(({ status, finding }) => {
    const isBad = status === 'fail' || status === 'warn'
    return isBad && finding?.seen ? [finding.seen] : []
  })
  return new Set(seen.flatMap((text) => text.split(/[\s,]+/)))
}

/** Properties of the response that are not members of the document. */
const wholes: Readonly<Record<string, (document: FetchedDocument) => unknown>> = {
  url: ({ url }) => url || undefined,
  status: ({ status }) => status ?? undefined,
  'Content-Type': ({ contentType }) => contentType ?? undefined,
  'Access-Control-Allow-Origin': ({ allowOrigin }) => allowOrigin ?? undefined,
  body: () => undefined,
  metadata: () => undefined,
}

function valueOf(document: FetchedDocument, name: string): unknown {
  const read = Object.hasOwn(wholes, name) ? wholes[name] : undefined
  if (read) return read(document)
  const json = document.json ?? {}
  return Object.hasOwn(json, name) ? json[name] : undefined
}

const isProblem = ({ verdicts }: ReadinessRow) =>
  verdicts.flat().some(({ status }) => status === 'fail' || status === 'warn' || status === 'info')

function groupOf({ verdicts }: ReadinessRow): RowGroup {
  const worst = Math.min(...verdicts.map(([first]) => rankOf(first?.status)))
  const status = statusOrder[worst]
  return rowGroups.find((group) => group === status) ?? 'none'
}

const rankOf = (status: Status | undefined) =>
  status === undefined ? statusOrder.length : statusOrder.indexOf(status)

const registered = [...metadataFields.keys()]

/** Members in the order of the rules of the left profile, then as registered, then all others. */
function orderOf(results: Results): (name: string) => number {
  const judged = [...verdictsByName(results).keys()]
  return (name) => {
    const [byRule, byRegistry] = [judged.indexOf(name), registered.indexOf(name)]
    if (byRule >= 0) return byRule
    return judged.length + (byRegistry >= 0 ? byRegistry : registered.length)
  }
}

function verdictsByName(results: Results): ReadonlyMap<string, readonly Verdict[]> {
  const found = new Map<string, Verdict[]>()
  for (const [name, verdict] of results.flatMap(verdictsOf))
    found.set(name, [...(found.get(name) ?? []), verdict])
  for (const verdicts of found.values())
    verdicts.sort((a, b) => rankOf(a.status) - rankOf(b.status))
  return found
}

function verdictsOf(result: RuleResult): readonly (readonly [string, Verdict])[] {
  const { about, outcome, findings, severity, refs } = result
  const source = refs[0] ?? null
  if (outcome !== 'failed')
    return [[memberOf(about), { status: statusOf(result), result, finding: null, source }]]
  return findings.map((finding) => [
    memberOf(subjectOf(result, finding)),
    { status: finding.severity ?? severity, result, finding, source },
  ])
}

/** An alias belongs to the member that contains it. */
const memberOf = (about: string) => about.split(/[.#]/)[0] ?? about
