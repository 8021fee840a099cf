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
  const forget = (text: string) => {
    if (known.delete(text)) characters -= text.length
  }
  return (text) => {
    const found = known.has(text) ? (known.get(text) as T) : read(text)
    forget(text)
    if (text.length > maxCharacters) return found
    known.set(text, found)
    characters += text.length
    for (const oldest of known.keys()) {
      if (characters <= maxCharacters && known.size <= maxTexts) break
      forget(oldest)
    }
    return found
  }
}
