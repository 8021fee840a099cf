import { isObject, jsonTypeOf, type JsonObject } from '@/lib/model/json'
import { isAlgNone } from './algorithms'
import { readBase64url } from './base64url'
import { memoByText } from '@/lib/model/memo'
import { parseJson } from '@/lib/model/strict-json'
import type { DecodedJwt, JwtIssue, JwtIssueCode, JwtPart } from './types'

/** Maximum characters of a token; a longer one is not read. */
export const sizeLimit = 1024 * 1024

/** Nesting depth of JSON above which an issue is reported. */
const usualDepth = 10

const jwsParts = ['header', 'payload', 'signature'] as const
const jweParts = ['header', 'encrypted_key', 'iv', 'ciphertext', 'tag'] as const
const mayBeEmpty: ReadonlySet<JwtPart> = new Set(['encrypted_key', 'iv'])

const lenient = new TextDecoder('utf-8', { ignoreBOM: true })
const strict = new TextDecoder('utf-8', { fatal: true })

interface ReadPart {
  readonly bytes: Uint8Array | null
  readonly issues: readonly JwtIssue[]
}

interface ReadJson {
  readonly object: JsonObject | null
  readonly text: string | null
  readonly issues: readonly JwtIssue[]
}

const nothing: ReadPart & ReadJson = { bytes: null, object: null, text: null, issues: [] }

/**
 * Reads a pasted or captured JWT as far as possible and reports problems with its form. A token is decoded once,
 * however many rules read it.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-7.1)
 * @see [RFC 7516](https://www.rfc-editor.org/rfc/rfc7516.html#section-7.1)
 */
export const decodeJwt = memoByText(readJwt)

function readJwt(input: string): DecodedJwt {
  if (input.length > sizeLimit) {
    const seen = `${input.length} characters`
    return unread(input, [issue('form', 'too_large', seen, `≤ ${sizeLimit}`)])
  }
  const bare = unwrap(input)
  if (bare === '') return unread(bare, [issue('form', 'empty')])
  const text = bare.replace(/\s+/g, '')
  return decodeParts(text, text.split('.'), whiteSpaceIn(bare))
}

function unread(text: string, issues: readonly JwtIssue[]): DecodedJwt {
  const empty = { header: null, payload: null, payloadText: null, signatureLength: null }
  return { text, kind: 'malformed', parts: [], ...empty, issues }
}

function decodeParts(
  text: string,
  parts: readonly string[],
  formIssues: readonly JwtIssue[],
): DecodedJwt {
  const kind = kindOf(parts.length)
  const names: readonly JwtPart[] = parts.length === 5 ? jweParts : jwsParts
  const read = new Map(names.map((name, index) => [name, readPart(name, parts[index])]))
  const json = (name: JwtPart) => readJson(name, read.get(name)?.bytes ?? null)
  const header = json('header')
  const payload = json('payload')
  const isUnsigned = isAlgNone(header.object?.['alg'])
  const partIssues = [...read].flatMap(([name, { issues }]) =>
    name === 'signature' && isUnsigned
      ? issues.filter(({ code }) => code !== 'part_empty')
      : issues,
  )
  return {
    text,
    kind,
    parts,
    header: header.object,
    payload: payload.object,
    payloadText: payload.object ? null : payload.text,
    signatureLength: read.get('signature')?.bytes?.length ?? null,
    issues: [
      ...formIssues,
      ...(kind === 'malformed'
        ? [issue('form', 'part_count', String(parts.length), '3 (JWS) or 5 (JWE)')]
        : []),
      ...(parts.length === 1 ? [] : [...partIssues, ...header.issues, ...payload.issues]),
    ],
  }
}

function kindOf(parts: number): DecodedJwt['kind'] {
  if (parts === 3) return 'jws'
  return parts === 5 ? 'jwe' : 'malformed'
}

function readPart(name: JwtPart, part: string | undefined): ReadPart {
  if (part === undefined) return nothing
  const { bytes, problem } = readBase64url(part)
  if (part === '' && !mayBeEmpty.has(name))
    return { bytes: name === 'signature' ? bytes : null, issues: [issue(name, 'part_empty')] }
  return { bytes, issues: problem ? [{ part: name, ...problem }] : [] }
}

function readJson(part: JwtPart, bytes: Uint8Array | null): ReadJson {
  if (bytes === null) return nothing
  const text = lenient.decode(bytes)
  const { value, duplicates, depth, error } = parseJson(text)
  const object = isObject(value) ? value : null
  const issues = [
    ...(isUtf8(bytes) ? [] : [issue(part, 'utf8', `character ${text.indexOf('\uFFFD') + 1}`)]),
    ...(error === null ? [] : [issue(part, 'json', error)]),
    ...(error === null && !object ? [issue(part, 'not_object', jsonTypeOf(value), 'object')] : []),
    ...duplicates.map((name) => issue(part, 'duplicate', name)),
    ...(depth > usualDepth ? [issue(part, 'nesting', String(depth), String(usualDepth))] : []),
  ]
  return { object, text, issues }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes)
    return true
  } catch {
    return false
  }
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

function issue(part: JwtPart, code: JwtIssueCode, seen?: string, expected?: string): JwtIssue {
  return {
    part,
    code,
    ...(seen === undefined ? {} : { seen }),
    ...(expected === undefined ? {} : { expected }),
  }
}
