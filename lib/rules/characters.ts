/** Characters that are not allowed in a member of an error response, including quotation marks and backslashes. */
const forbidden = {
  error: /[^\x20-\x21\x23-\x5b\x5d-\x7e]/gu,
  error_description: /[^\x20-\x21\x23-\x5b\x5d-\x7e]/gu,
  error_uri: /[^\x21\x23-\x5b\x5d-\x7e]/gu,
} as const

export type ErrorMember = keyof typeof forbidden

export const errorMembers = Object.keys(forbidden) as readonly ErrorMember[]

/**
 * The forbidden characters in a member of an error response, as code points.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2.1)
 */
export function forbiddenIn(name: ErrorMember, value: string): string {
  return codePoints(value.match(forbidden[name]) ?? [])
}

/** Each character once, in the form `U+0022 U+00E9`. */
export function codePoints(characters: readonly string[]): string {
  return [...new Set(characters)].map(codePoint).join(' ')
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
