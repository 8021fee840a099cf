/** Maximum bits per character, by the smallest alphabet that contains the text. */
const alphabets: readonly (readonly [RegExp, bits: number])[] = [
  [/^\d*$/, Math.log2(10)],
  [/^(?:[\da-f]*|[\dA-F]*)$/, 4],
  [/^(?:[\da-z]*|[\dA-Z]*)$/, Math.log2(36)],
  [/^/, 6],
]

/** Maximum bits of a text with this length and alphabet. The dashes of a UUID do not count. */
export function possibleBits(text: string): number {
  const dense = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
    ? text.replaceAll('-', '')
    : text
  const bits = alphabets.find(([pattern]) => pattern.test(dense))?.[1] ?? 6
  return dense.length * bits
}

/** Shannon entropy of the text's characters in bits, with the Miller–Madow correction for short samples. */
export function estimatedBits(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  const shares = [...counts.values()].map((count) => count / text.length)
  const perCharacter = shares.reduce((sum, share) => sum - share * Math.log2(share), 0)
  return text.length * perCharacter + (counts.size - 1) / (2 * Math.LN2)
}

/** Minimum bits of a value that must not be guessed. */
export const enoughBits = 128

/**
 * In practice the estimate for a random value of 128 bits is never below this: for 22 characters of base64url
 * it falls to 80 in about one of 100 000 cases.
 */
const clearlyRepetitive = 64

export type Weakness = { readonly code: 'short' | 'repetitive'; readonly bits: number }

/**
 * Why a value can be guessed, as far as one sample shows; null if there is no sign of it.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-10.10)
 */
export function weaknessOf(text: string): Weakness | null {
  const possible = possibleBits(text)
  if (possible < enoughBits) return { code: 'short', bits: Math.floor(possible) }
  const estimated = estimatedBits(text)
  return estimated < clearlyRepetitive ? { code: 'repetitive', bits: Math.floor(estimated) } : null
}
