import { memoByText } from '@/lib/model/memo'
import { parseJson } from '@/lib/model/strict-json'
import { decodeParts, issue } from './decode-parts'
import { decodeJsonSerialization } from './json-serialization'
import { divideSdJwt, sdJwtParts } from './sd-jwt-parts'
import type { DecodedJwt, JwtIssue } from './types'
import { unencodedParts } from './unencoded'

/** Maximum characters of a token; a longer one is not read. */
export const sizeLimit = 1024 * 1024

/**
 * Reads a pasted or captured token as far as possible and reports problems with its form: a JWS or JWE in the
 * compact or JSON serialization, or an SD-JWT. A token is decoded once, however many rules read it.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-7)
 * @see [RFC 7516](https://www.rfc-editor.org/rfc/rfc7516.html#section-7)
 * @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-4)
 */
export const decodeJwt = memoByText(readJwt)

function readJwt(input: string): DecodedJwt {
  if (input.length > sizeLimit) {
    const seen = `${input.length} characters`
    return unread(input, [issue('form', 'too_large', seen, `≤ ${sizeLimit}`)])
  }
  const bare = unwrap(input)
  if (bare === '') return unread(bare, [issue('form', 'empty')])
  return (bare.startsWith('{') ? decodeJsonSerialization(bare) : null) ?? readCompact(bare)
}

function readCompact(bare: string): DecodedJwt {
  const unencoded = unencodedParts(bare)
  if (unencoded) return readUnencoded(unencoded)
  const text = bare.replace(/\s+/g, '')
  const issues = whiteSpaceIn(bare)
  const [signed, rest] = divideSdJwt(text)
  const jwt = decodeParts({ text: signed, parts: signed.split('.'), issues })
  if (rest === null) return jwt
  // A reference token may contain a tilde, too.
  return jwt.kind === 'jws' && jwt.header
    ? { ...jwt, text, sdJwt: sdJwtParts(signed, rest) }
    : decodeParts({ text, parts: text.split('.'), issues })
}

/** A payload that is not encoded is kept as it is. */
function readUnencoded(parts: readonly [string, string, string]): DecodedJwt {
  const at = parts[1].indexOf('.')
  const issues = at < 0 ? [] : [issue('payload', 'period', `. at ${at + 1}`)]
  return decodeParts({ text: parts.join('.'), parts, issues })
}

function unread(text: string, issues: readonly JwtIssue[]): DecodedJwt {
  return { ...decodeParts({ text, parts: [], issues: [] }), issues }
}

/**
 * Text that is often copied together with a token: quotes, a JSON string, the scheme of an Authorization
 * header.
 */
const wrappings: readonly ((text: string) => string)[] = [
  (text) => text.trim(),
  (text) => text.replace(/^(?:authorization\s*:\s*)?(?:bearer|dpop)\s+/i, ''),
  (text) => {
    const value = text.startsWith('"') ? parseJson(text).value : undefined
    return typeof value === 'string' ? value : text
  },
  (text) => text.replace(/^(["'`])(.*)\1[,;]?$/s, '$2'),
]

/** Wrappings may be nested, but rarely deeper than this. */
const wrappingLimit = 4

function unwrap(input: string): string {
  let text = input
  for (let round = 0; round < wrappingLimit; round++) {
    const bare = wrappings.reduce((wrapped, take) => take(wrapped), text)
    if (bare === text) break
    text = bare
  }
  return text
}

function whiteSpaceIn(text: string): readonly JwtIssue[] {
  const at = text.search(/\s/)
  if (at < 0) return []
  const name = /^[\r\n]/.test(text.slice(at)) ? 'line break' : 'white space'
  return [issue('form', 'white_space', `${name} at ${at + 1}`)]
}
