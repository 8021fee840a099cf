import { base64Inside, viewsOf } from './text-views'

/** A value to find, in any encoding, and what to write instead. */
export interface Needle {
  readonly value: string
  readonly name: string
}

/** A shorter value would be found in unrelated texts, so it must be a word of its own. */
const minInside = 6
const minWord = 3

/** The automaton has this many characters of a value. Those after them are compared. */
const maxHead = 64
/** Values with the same head that are compared. */
const maxTails = 8

interface Entry extends Needle {
  readonly isWord: boolean
}

interface Node {
  readonly next: Map<number, Node>
  fail: Node | null
  readonly depth: number
  /** The entries that end here, and those that end at the longest suffix with any. */
  readonly entries: Entry[]
  shorter: Node | null
}

const newNode = (depth: number): Node => ({
  next: new Map(),
  fail: null,
  depth,
  entries: [],
  shorter: null,
})

/** Finds many values in one pass over a text. */
export interface Needles {
  /** The text with the names instead of the values. `found` is called for each place. */
  replace(text: string, found?: (name: string) => void): string
  /** Whether a value is in the text, in any encoding. */
  has(text: string): boolean
}

/**
 * An automaton for all values and their encodings.
 *
 * @see [Efficient string matching](https://doi.org/10.1145/360825.360855)
 */
export function needlesOf(needles: readonly Needle[]): Needles {
  const root = automatonOf(needles.flatMap(entriesOf))
  return {
    replace: (text, found) => replaceAll(root, text, found ?? ignore),
    has: (text) => [...viewsOf(text)].some((view) => matchesIn(root, view.text).length > 0),
  }
}

const ignore = (_: string) => {}

function entriesOf({ value, name }: Needle): readonly Entry[] {
  if (value.length < minWord) return []
  if (value.length < minInside) return [{ value, name, isWord: true }]
  const encoded = base64Inside(value).filter((form) => form.length >= minInside)
  return [value, ...encoded].map((form) => ({ value: form, name, isWord: false }))
}

function automatonOf(entries: readonly Entry[]): Node {
  const root = newNode(0)
  for (const entry of entries) {
    let node = root
    for (let at = 0; at < Math.min(entry.value.length, maxHead); at += 1) {
      const unit = entry.value.charCodeAt(at)
      const known = node.next.get(unit) ?? newNode(node.depth + 1)
      node.next.set(unit, known)
      node = known
    }
    node.entries.push(entry)
  }
  link(root)
  return root
}

/** Links each node to that of its longest suffix, in the order of their depth. */
function link(root: Node): void {
  const queue = [...root.next.values()]
  for (const node of queue) node.fail = root
  for (const node of queue) {
    node.shorter =
      node.fail && node.fail.entries.length > 0 ? node.fail : (node.fail?.shorter ?? null)
    for (const [unit, child] of node.next) {
      child.fail = follow(node.fail ?? root, unit) ?? root
      queue.push(child)
    }
  }
}

function follow(from: Node, unit: number): Node | null {
  for (let node: Node | null = from; node; node = node.fail) {
    const next = node.next.get(unit)
    if (next) return next
  }
  return null
}

interface Match {
  readonly start: number
  readonly end: number
  readonly name: string
}

/** The places of values in a text. Those that overlap are one place, with the name of the longest. */
function matchesIn(root: Node, text: string): readonly Match[] {
  const found: Match[] = []
  let node = root
  for (let at = 0; at < text.length; at += 1) {
    node = follow(node, text.charCodeAt(at)) ?? root
    const match = matchEnding(node, text, at + 1)
    if (!match) continue
    const last = found.at(-1)
    if (last && match.start < last.end) found[found.length - 1] = joined(last, match)
    else found.push(match)
  }
  return found
}

function joined(a: Match, b: Match): Match {
  const { name } = b.end - b.start > a.end - a.start ? b : a
  return { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end), name }
}

/** The longest value that ends at a position, or whose head does. */
function matchEnding(node: Node, text: string, end: number): Match | null {
  for (let each: Node | null = node; each; each = each.shorter) {
    const head = each.entries.length > 0 ? matchOf(each, text, end) : null
    if (head) return head
  }
  return null
}

const tail = /[\w.~+/=%-]*/y

function matchOf({ entries, depth }: Node, text: string, end: number): Match | null {
  const start = end - depth
  if (depth < maxHead) {
    const entry = entries.find(({ isWord }) => !isWord || isWordAt(text, start, end))
    return entry ? { start, end, name: entry.name } : null
  }
  const exact = entries.slice(0, maxTails).find(({ value }) => text.startsWith(value, start))
  if (exact) return { start, end: start + exact.value.length, name: exact.name }
  // The beginning of a long value is as good as the value for someone who knows its alphabet.
  tail.lastIndex = end
  const rest = tail.exec(text)?.[0].length ?? 0
  return { start, end: end + rest, name: entries[0]?.name ?? '' }
}

function isWordAt(text: string, start: number, end: number): boolean {
  return !/\w/.test(text[start - 1] ?? '') && !/\w/.test(text[end] ?? '')
}

/** Replaces in every view of the text. The places are those of the text as it is. */
function replaceAll(root: Node, text: string, found: (name: string) => void): string {
  const matches = [...viewsOf(text)].flatMap(({ text: view, from }) =>
    matchesIn(root, view).map(({ start, end, name }): Match => ({
      start: from[start] ?? 0,
      end: from[end] ?? text.length,
      name,
    })),
  )
  if (matches.length === 0) return text
  const pieces: string[] = []
  let at = 0
  for (const { start, end, name } of inOrder(matches)) {
    if (end <= at) continue
    if (start >= at) {
      pieces.push(text.slice(at, start), name)
      found(name)
    }
    at = end
  }
  return [...pieces, text.slice(at)].join('')
}

function inOrder(matches: readonly Match[]): readonly Match[] {
  return matches.toSorted((a, b) => a.start - b.start || b.end - a.end)
}
