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
  /** Reads on; false if the text has too many levels. */
  push(chunk: string): boolean
  end(): SplitRest
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
 * entry is valid JSON only if the file is, and so is the rest.
 */
export function createSplitter(onEntry: (text: string) => void, maxLevels: number): Splitter {
  const rest: string[] = []
  const names: string[] = []
  let entry: string[] | null = null
  let level = 0
  let characters = 0
  let isRecording = false
  let isInList = false
  let isInString = false
  let isEscaped = false
  let name = ''

  const isList = () => level === listLevel - 1 && names[1] === 'log' && names[2] === 'entries'

  const push = (chunk: string): boolean => {
    characters += chunk.length
    let from = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const code = chunk.charCodeAt(at)
      if (isInString) {
        if (isEscaped) isEscaped = false
        else if (code === codes.backslash) isEscaped = true
        else if (code === codes.quote) isInString = false
        else if (level < listLevel && name.length < maxName) name += chunk[at]
      } else if (code === codes.quote) {
        isInString = true
        name = ''
      } else if (code === codes.colon) {
        if (level < listLevel) names[level] = name
      } else if (opening.has(code)) {
        if (isInList && level === listLevel) {
          rest.push(chunk.slice(from, at), 'null')
          entry = []
          from = at
        }
        if (isList()) {
          isInList = true
          isRecording = true
        }
        level += 1
        if (level > maxLevels) return false
      } else if (closing.has(code)) {
        level -= 1
        if (entry && level === listLevel) {
          entry.push(chunk.slice(from, at + 1))
          from = at + 1
          onEntry(entry.join(''))
          entry = null
        } else if (level < listLevel) isInList = false
      }
    }
    const left = chunk.slice(from)
    if (entry) entry.push(left)
    else rest.push(left)
    return true
  }

  return {
    push,
    end: () => ({
      text: rest.join(''),
      isRecording,
      isCutOff: isInString || level > 0,
      characters,
    }),
  }
}
