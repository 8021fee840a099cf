import type { Flow } from '@/lib/flow/model/flow'
import type { Place } from '@/lib/model/credentials'
import { valuesOf, type ComparedValue, type ValueGroup } from './compare-values'
import { redactionKind } from './redact-kinds'

/** The pseudonyms of two flows. Each safe file has its own: `code-1` of one is not `code-1` of another. */
export interface Pseudonyms {
  /** Whether two values have a pseudonym and are equal apart from what was replaced. */
  match(a: string, b: string): boolean
}

export const noPseudonyms: Pseudonyms = { match: () => false }

/** The pseudonyms of flows whose secrets were replaced before they were stored. */
export function pseudonymsOf(a: Flow, b: Flow): Pseudonyms {
  const [first, second] = [a, b].map((flow) => (isSafe(flow) ? namesIn(flow) : none))
  if (a.id === b.id || !first || !second || first.size + second.size === 0) return noPseudonyms
  return {
    match: (one, other) => {
      const [parts, others] = [partsOf(one, first), partsOf(other, second)]
      const isReplaced = parts.length > 1 || others.length > 1
      return isReplaced && (fits(other, parts) || fits(one, others))
    },
  }
}

const none: ReadonlySet<string> = new Set()

const isSafe = ({ imported }: Flow) => imported?.mode === 'safe'

const places: Readonly<Partial<Record<ValueGroup, Place>>> = {
  header: 'header',
  claim: 'claim',
  parameter: 'parameter',
}

/** Pseudonyms of values whose names do not say it. */
const unnamed = /^(?:unknown|removed)-\d+$/

function namesIn({ messages }: Flow): ReadonlySet<string> {
  const values = messages.flatMap((message) => [...valuesOf(message).values()])
  return new Set(values.flatMap((value) => wordsOf(value.text).filter(isNameOf(value))))
}

/** Only letters, digits and hyphens are in a pseudonym. */
const wordsOf = (text: string) => text.split(/[^a-z0-9-]+/)

/** Every text in a personal or secret object has the pseudonym of the object. */
function isNameOf({ group, path, name }: ComparedValue): (word: string) => boolean {
  const place = places[group]
  const names = place ? [name, ...path.split('.')] : []
  const stems = names.flatMap((each) => redactionKind(place ?? 'member', each)?.stem ?? [])
  return (word) =>
    unnamed.test(word) || isSensitive(word) || stems.some((stem) => isNumbered(word, stem))
}

/** `password-1` in a URL has no name of its own. */
function isSensitive(word: string): boolean {
  const stem = word.replace(/-\d+$/, '')
  return stem !== word && redactionKind('parameter', stem)?.stem === stem
}

const isNumbered = (word: string, stem: string) =>
  word.startsWith(`${stem}-`) && /^\d+$/.test(word.slice(stem.length + 1))

/** The text between the pseudonyms. One part is a text without any. */
function partsOf(text: string, names: ReadonlySet<string>): readonly string[] {
  if (names.size === 0) return [text]
  const parts = ['']
  for (const piece of text.split(/([^a-z0-9-]+)/)) {
    if (names.has(piece)) parts.push('')
    else parts.push((parts.pop() ?? '') + piece)
  }
  return parts
}

/** Whether a text has these parts in this order, with anything between them. */
function fits(text: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts
  const last = rest.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  let at = first.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= text.length - last.length
}
