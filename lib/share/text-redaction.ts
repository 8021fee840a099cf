import type { Place } from '@/lib/model/credentials'
import type { RedactionKind } from './redact-kinds'
import type { RedactionTable } from './redaction-table'

/** The redaction of the texts of one export. */
export interface TextRedaction {
  readonly table: RedactionTable
  /** The first pass only collects the values. The second replaces them, and counts. */
  readonly collects: boolean
  /** Characters that may still be read. Texts inside each other are read again and again. */
  readonly budget: { characters: number }
  /** Unescaped texts that are still to be collected. */
  readonly forms: { readonly text: string; readonly place: Place; readonly depth: number }[]
  /** Unescaped texts whose values have been collected. */
  readonly read: Set<string>
}

/** The pseudonym of a value. */
export function named(by: TextRedaction, value: string, kind: RedactionKind): string {
  const name = by.table.name(value, kind)
  if (name !== value && !by.collects) by.table.count(name)
  return name
}
