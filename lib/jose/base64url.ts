import type { JwtIssueCode } from './types'

/** A problem with the base64url of one part. */
export interface Base64urlProblem {
  readonly code: Extract<JwtIssueCode, 'padding' | 'character' | 'length' | 'trailing_bits'>
  readonly seen: string
  readonly expected?: string
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const values = new Uint8Array(128)
for (const [value, character] of [...alphabet].entries()) values[character.charCodeAt(0)] = value

/** Unused bits of the last character, by the number of characters in the last group of four. */
const spareBits: Readonly<Record<number, number>> = { 2: 0b1111, 3: 0b11 }

/**
 * Reads base64url as far as possible. `bytes` is null if it cannot be decoded; `problem` is the first problem
 * in either case.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-2)
 */
export function readBase64url(text: string): {
  readonly bytes: Uint8Array | null
  readonly problem: Base64urlProblem | null
} {
  const problem =
    paddingOf(text) ?? strangerIn(text) ?? oddLengthOf(text) ?? trailingBitsOf(text) ?? null
  if (problem === null) return { bytes: decodeBase64url(text), problem }
  const bare = text.slice(0, paddingStart(text)).replaceAll('+', '-').replaceAll('/', '_')
  const isReadable = !strangerIn(bare) && !oddLengthOf(bare)
  return { bytes: isReadable ? decodeBase64url(bare) : null, problem }
}

/**
 * Decodes canonical base64url. Written by hand: not every runtime has `Uint8Array.fromBase64`, and `atob` is
 * several times slower.
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array((text.length * 3) >> 2)
  let bits = 0
  let held = 0
  let at = 0
  for (let index = 0; index < text.length; index++) {
    bits = (bits << 6) | (values[text.charCodeAt(index)] ?? 0)
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[at++] = bits >> held
  }
  return bytes
}

function paddingOf(text: string): Base64urlProblem | undefined {
  const start = paddingStart(text)
  if (start === text.length) return undefined
  return {
    code: 'padding',
    seen: `${text.slice(start, start + 20)} at ${start + 1}`,
  }
}

/**
 * The index of the first `=` at the end. Counts backwards, because a regular expression would try every run
 * of `=`.
 */
export function paddingStart(text: string): number {
  let start = text.length
  while (text[start - 1] === '=') start -= 1
  return start
}

function strangerIn(text: string): Base64urlProblem | undefined {
  const stranger = /[^\w-]/u.exec(text)
  if (!stranger) return undefined
  const seen = `${printable(stranger[0])} at ${stranger.index + 1}`
  return { code: 'character', seen, expected: 'A–Z a–z 0–9 - _' }
}

function oddLengthOf(text: string): Base64urlProblem | undefined {
  if (text.length % 4 !== 1) return undefined
  return { code: 'length', seen: `${text.length} characters`, expected: '4n, 4n + 2, 4n + 3' }
}

function trailingBitsOf(text: string): Base64urlProblem | undefined {
  if (text === '') return undefined
  const last = text.slice(-1)
  const index = alphabet.indexOf(last)
  const canonical = alphabet.charAt(index & ~(spareBits[text.length % 4] ?? 0))
  if (canonical === last) return undefined
  const seen = `${last} at ${text.length}`
  return { code: 'trailing_bits', seen, expected: canonical }
}

function printable(character: string): string {
  if (/^[\x21-\x7e]$/.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}
