import type { RedactionKind } from './redact-kinds'
import { needlesOf, type Needles } from './needles'
import type { Suspicion } from './looks-secret'

/** One row of the receipt: how many values of a kind were replaced, and in how many places. */
export interface ReceiptRow {
  /** The pseudonyms are this with a number. */
  readonly stem: string
  readonly of: 'secret' | 'personal' | 'unknown'
  readonly values: number
  readonly places: number
}

/** A value that looks like a secret and has a name that Parley does not know. */
export interface UnknownValue {
  readonly pseudonym: string
  /** For the screen only. It is not part of any file unless the tester keeps it. */
  readonly value: string
  readonly name: string
  readonly suspicion: Suspicion
}

interface Row {
  readonly pseudonym: string
  readonly stem: string
  readonly of: ReceiptRow['of']
}

/** The pseudonyms of one export. The same value has the same pseudonym everywhere. */
export interface RedactionTable {
  /** The pseudonym of a value; the same each time. */
  name(value: string, kind: RedactionKind): string
  /** The pseudonym of a value that looks like a secret; null if the tester keeps it. */
  nameUnknown(value: string, name: string, suspicion: Suspicion): string | null
  /** The text with all values replaced that have a pseudonym. */
  replace(text: string): string
  /** Whether a value with a pseudonym is in a text, in any encoding. */
  leaks(text: string): boolean
  /** Counts a place where a pseudonym was written. */
  count(pseudonym: string): void
  receipt(): readonly ReceiptRow[]
  unknown(): readonly UnknownValue[]
}

export interface TableOptions {
  readonly keepsPersonal: boolean
  /** Values that look like secrets and that the tester keeps. */
  readonly kept: ReadonlySet<string>
  /** Values such as the client_id, which are not personal even if a token names them as its subject. */
  readonly notPersonal: ReadonlySet<string>
}

export function createTable(options: TableOptions): RedactionTable {
  const rows = new Map<string, Row>()
  const counts = new Map<string, number>()
  const places = new Map<string, number>()
  const unknown: UnknownValue[] = []
  let needles: Needles | null = null

  const add = (value: string, stem: string, of: Row['of']): string => {
    const known = rows.get(value)
    if (known) return known.pseudonym
    const number = (counts.get(stem) ?? 0) + 1
    counts.set(stem, number)
    const pseudonym = `${stem}-${number}`
    rows.set(value, { pseudonym, stem, of })
    needles = null
    return pseudonym
  }
  // A value that is a part of a pseudonym is replaced only where its name is known.
  const findable = () => {
    const stems = [...counts.keys()]
    return [...rows].flatMap(([value, { pseudonym }]) =>
      stems.some((stem) => stem.includes(value)) ? [] : { value, name: pseudonym },
    )
  }
  const automaton = () => (needles ??= needlesOf(findable()))
  const count = (pseudonym: string) => places.set(pseudonym, (places.get(pseudonym) ?? 0) + 1)

  return {
    name: (value, { stem, of }) => {
      const isKept = of === 'personal' && (options.keepsPersonal || options.notPersonal.has(value))
      return value === '' || isKept ? value : add(value, stem, of)
    },
    nameUnknown: (value, name, suspicion) => {
      if (options.kept.has(value) || options.notPersonal.has(value)) return null
      if (!rows.has(value))
        unknown.push({ pseudonym: add(value, 'unknown', 'unknown'), value, name, suspicion })
      return rows.get(value)?.pseudonym ?? null
    },
    replace: (text) => automaton().replace(text, count),
    leaks: (text) => automaton().has(text),
    count,
    receipt: () => receiptOf([...rows.values()], places),
    unknown: () => unknown,
  }
}

function receiptOf(
  rows: readonly Row[],
  places: ReadonlyMap<string, number>,
): readonly ReceiptRow[] {
  const byStem = Map.groupBy(
    rows.filter(({ pseudonym }) => places.has(pseudonym)),
    ({ stem }) => stem,
  )
  return [...byStem].map(([stem, group]) => ({
    stem,
    of: group[0]?.of ?? 'secret',
    values: group.length,
    places: group.reduce((sum, { pseudonym }) => sum + (places.get(pseudonym) ?? 0), 0),
  }))
}
