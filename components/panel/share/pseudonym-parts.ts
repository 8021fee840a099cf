import type { ReceiptRow } from '@/lib/share/redaction-table'

interface Part {
  readonly text: string
  /** What was replaced; null for text that stayed. */
  readonly of: ReceiptRow['of'] | null
}

const word = /[a-z0-9-]+/g
const numbered = /^(?<stem>.+)-\d+$/

/** A text of an export, split at the pseudonyms of its receipt. */
export function pseudonymParts(text: string, receipt: readonly ReceiptRow[]): readonly Part[] {
  const stems = new Map(receipt.map(({ stem, of }) => [stem, of]))
  const parts: Part[] = []
  let at = 0
  for (const { 0: found, index } of text.matchAll(word)) {
    const stem = numbered.exec(found)?.groups?.['stem']
    const of = stem === undefined ? undefined : stems.get(stem)
    if (of === undefined) continue
    if (index > at) parts.push({ text: text.slice(at, index), of: null })
    parts.push({ text: found, of })
    at = index + found.length
  }
  return at < text.length ? [...parts, { text: text.slice(at), of: null }] : parts
}
