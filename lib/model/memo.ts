/** Characters of the texts whose readings are remembered, and how many texts. */
const maxCharacters = 2_000_000
const maxTexts = 64

/**
 * Remembers the readings of the latest texts: one message is read by many rules and screens. The readings are
 * shared, so they must not be changed. Not for private keys, because the texts stay in memory.
 */
export function memoByText<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  let characters = 0
  return (text) => {
    if (known.has(text)) {
      const found = known.get(text) as T
      // The latest is the last to be forgotten.
      known.delete(text)
      known.set(text, found)
      return found
    }
    const found = read(text)
    if (text.length > maxCharacters) return found
    known.set(text, found)
    characters += text.length
    for (const oldest of known.keys()) {
      if (characters <= maxCharacters && known.size <= maxTexts) break
      known.delete(oldest)
      characters -= oldest.length
    }
    return found
  }
}
