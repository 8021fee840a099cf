/** Characters of the texts whose readings are remembered, and how many texts, in each of two generations. */
const maxCharacters = 2_000_000
const maxTexts = 64

/**
 * Remembers the readings of the latest texts: one message is read by many rules and screens. The readings are
 * shared, so they must not be changed. Not for private keys, because the texts stay in memory.
 */
export function memoByText<T>(read: (text: string) => T): (text: string) => T {
  let young = new Map<string, T>()
  let old = new Map<string, T>()
  let characters = 0
  return (text) => {
    const known = young.get(text)
    if (known !== undefined || young.has(text)) return known as T
    const found = old.has(text) ? (old.get(text) as T) : read(text)
    if (text.length > maxCharacters) return found
    // What is not read again before the young are full is forgotten.
    if (young.size === maxTexts || characters + text.length > maxCharacters) {
      old = young
      young = new Map()
      characters = 0
    }
    young.set(text, found)
    characters += text.length
    return found
  }
}
