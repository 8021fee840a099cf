/** What is left of a file once the entries of its recording were cut out. */
interface SplitRest {
  /** The text with `null` in the place of each entry. */
  readonly text: string
  /** It has a list of entries, so it is a recording. */
  readonly isRecording: boolean
  /** The text ends inside a string, an object or an array. */
  readonly isCutOff: boolean
  /** Characters of the whole text. */
  readonly characters: number
}

interface Splitter {
  /** Reads on; otherwise the limit that the text exceeds. */
  push(chunk: string): 'levels' | 'rest' | null
  end(): SplitRest
}

interface SplitLimits {
  readonly levels: number
  /** Characters of an entry. A longer one is not kept. */
  readonly entry: number
  /** Characters of a recording without its entries. */
  readonly rest: number
}

/** Characters of a member name that are read: more than the names that count. */
const maxName = 10

const codes = { quote: 34, colon: 58, backslash: 92 } as const
const opening: ReadonlySet<number> = new Set([91, 123])
const closing: ReadonlySet<number> = new Set([93, 125])

/** The level of the list of entries: `log` is in the root, and the list is in `log`. */
const listLevel = 3

/**
 * Cuts the entries out of a HAR that arrives in pieces, so that it never has to be in memory as a whole. Each
 * entry is valid JSON only if the file is, and so is the rest. `onEntry` gets null for an entry that is too long.
 */
export function createSplitter(
  onEntry: (text: string | null) => void,
  limits: SplitLimits,
): Splitter {
  const rest = createText(Infinity)
  const names: string[] = []
  let entry: BoundedText | null = null
  let level = 0
  let characters = 0
  let isRecording = false
  let isInList = false
  let isInString = false
  let isEscaped = false
  let name = ''

  const isList = () => level === listLevel - 1 && names[1] === 'log' && names[2] === 'entries'

  const inString = (code: number, character: string) => {
    if (isEscaped) isEscaped = false
    else if (code === codes.backslash) isEscaped = true
    else if (code === codes.quote) isInString = false
    else if (level < listLevel && name.length < maxName) name += character
  }

  /** Goes one level down. `before` is the part of the chunk that belongs to no entry yet; true if an entry starts. */
  const opens = (before: () => string): boolean => {
    const isEntry = isInList && level === listLevel
    if (isEntry) {
      rest.add(before())
      rest.add('null')
      entry = createText(limits.entry)
    }
    if (isList()) {
      isInList = true
      isRecording = true
    }
    level += 1
    return isEntry
  }

  /** Goes one level up. `last` is the end of an entry; true if one ended. */
  const closes = (last: () => string): boolean => {
    level -= 1
    if (!entry || level !== listLevel) {
      if (level < listLevel) isInList = false
      return false
    }
    entry.add(last())
    onEntry(entry.text())
    entry = null
    return true
  }

  /** Where the part of the chunk starts that is not stored yet; null if there are too many levels. */
  const outside = (code: number, chunk: string, from: number, at: number): number | null => {
    if (code === codes.quote) {
      isInString = true
      name = ''
    } else if (code === codes.colon && level < listLevel) names[level] = name
    else if (opening.has(code)) {
      const isEntry = opens(() => chunk.slice(from, at))
      if (level > limits.levels) return null
      if (isEntry) return at
    } else if (closing.has(code) && closes(() => chunk.slice(from, at + 1))) return at + 1
    return from
  }

  const push: Splitter['push'] = (chunk) => {
    characters += chunk.length
    let from = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at)
      if (isInString) {
        inString(code, chunk[at] ?? '')
        continue
      }
      const next = outside(code, chunk, from, at)
      if (next === null) return 'levels'
      from = next
    }
    const left = chunk.slice(from)
    const open = entry ?? rest
    open.add(left)
    return isRecording && rest.length() > limits.rest ? 'rest' : null
  }

  return {
    push,
    end: () => ({
      text: rest.text() ?? '',
      isRecording,
      isCutOff: isInString || level > 0,
      characters,
    }),
  }
}

interface BoundedText {
  add(part: string): void
  length(): number
  /** Null if it became too long. */
  text(): string | null
}

/** A text that is put together from parts. The parts of one that is too long are dropped. */
function createText(maxLength: number): BoundedText {
  let parts: string[] = []
  let length = 0
  return {
    add: (part) => {
      length += part.length
      if (length > maxLength) parts = []
      else parts.push(part)
    },
    length: () => length,
    text: () => (length > maxLength ? null : parts.join('')),
  }
}
