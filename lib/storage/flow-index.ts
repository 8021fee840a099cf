import type { FlowSummary } from '@/lib/flow/model/flow'
import type { FlowFacts } from '@/lib/flow/model/flow-facts'
import { fnv } from '@/lib/model/fnv'

/*
 * The index of flows in `storage.session`: what lists show, and what decides which flows an event may concern.
 * It is written in parts, so that a changed flow rewrites only its own part. Writing the index commits a change:
 * the flows themselves were written before, each under a new revision.
 */

/** The number of parts. A part has about ten of the flows that are kept. */
const parts = 64

const numbers = Array.from({ length: parts }, (_, number) => number)

/** The keys of what lists show. */
export const rowKeys: readonly string[] = numbers.map((number) => `flows:${number}`)
const factKeys: readonly string[] = numbers.map((number) => `facts:${number}`)

/** A row of the list, with the revision of its flow. */
export type FlowRow = readonly [FlowSummary, rev: number]

/** The index in memory. Both have the same flows. */
export interface FlowIndex {
  /** The newest first. */
  readonly flows: readonly FlowSummary[]
  readonly facts: ReadonlyMap<string, FlowFacts>
}

/** The key of a revision of a flow among the stored flows. */
export const recordKey = ({ id, rev }: Pick<FlowFacts, 'id' | 'rev'>) => `${id}:${rev}`

type Values = Readonly<Record<string, unknown>>

const itemsIn = (values: Values, keys: readonly string[]): readonly unknown[] =>
  keys.flatMap((key) => (values[key] ?? []) as readonly unknown[])

/** The rows among the values of `storage.session`. */
export function rowsIn(values: Values): readonly FlowRow[] {
  return itemsIn(values, rowKeys) as readonly FlowRow[]
}

/** The index among the values of `storage.session`. */
export function readIndex(values: Values): FlowIndex {
  const facts = itemsIn(values, factKeys) as readonly FlowFacts[]
  return {
    flows: newestFirst(rowsIn(values).map(([row]) => row)),
    facts: new Map(facts.map((each) => [each.id, each])),
  }
}

/** The parts of the index that differ. */
export function changedParts(before: FlowIndex, after: FlowIndex): Values {
  if (before.flows === after.flows && before.facts === after.facts) return {}
  const rows = changedIds(mapOf(before.flows), mapOf(after.flows))
  const facts = changedIds(before.facts, after.facts)
  return {
    ...partsWith(rows, rowKeys, after.flows, (row): FlowRow => [
      row,
      after.facts.get(row.id)?.rev ?? 0,
    ]),
    ...partsWith(facts, factKeys, [...after.facts.values()], (each) => each),
  }
}

export function newestFirst<T extends { readonly createdAt: number }>(
  items: readonly T[],
): readonly T[] {
  return items.toSorted((a, b) => b.createdAt - a.createdAt)
}

function partsWith<T extends { readonly id: string }>(
  ids: readonly string[],
  keys: readonly string[],
  items: readonly T[],
  stored: (item: T) => unknown,
): Values {
  const changed = new Set(ids.map(partOf))
  return Object.fromEntries(
    [...changed].map((part) => [
      keys[part],
      items.filter(({ id }) => partOf(id) === part).map(stored),
    ]),
  )
}

function partOf(id: string): number {
  return fnv(id) % parts
}

function mapOf(rows: readonly FlowSummary[]): ReadonlyMap<string, FlowSummary> {
  return new Map(rows.map((row) => [row.id, row]))
}

function changedIds<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): readonly string[] {
  const ids = new Set([...before.keys(), ...after.keys()])
  return [...ids].filter((id) => before.get(id) !== after.get(id))
}
