import { isObject, jsonTypeOf, type JsonObject } from '@/lib/model/json'
import { parseJson } from '@/lib/model/strict-json'
import { isAlgNone } from './algorithms'
import { readBase64url } from './base64url'
import { isB64False } from './unencoded'
import type { DecodedJwt, JsonSerialization, JwtIssue, JwtIssueCode, JwtPart } from './types'

/** Nesting depth of JSON above which an issue is reported. */
const usualDepth = 10

const jwsParts = ['header', 'payload', 'signature'] as const
const jweParts = ['header', 'encrypted_key', 'iv', 'ciphertext', 'tag'] as const
const mayBeEmpty: ReadonlySet<JwtPart> = new Set(['encrypted_key', 'iv'])

const lenient = new TextDecoder('utf-8', { ignoreBOM: true })
const strict = new TextDecoder('utf-8', { fatal: true })
const encoder = new TextEncoder()

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

/** A token that has been divided into its parts. */
export interface Divided {
  readonly text: string
  readonly parts: readonly string[]
  /** Issues with the form of the whole text. */
  readonly issues: readonly JwtIssue[]
  /** The token has no `payload` member. */
  readonly isDetached?: boolean
  /** The payload was given by the user as base64url, whether or not it is signed so. */
  readonly isPayloadEncoded?: boolean
  readonly json?: JsonSerialization
}

/** Decodes the parts of a JWS or JWE. */
export function decodeParts(divided: Divided): DecodedJwt {
  const { text, parts, issues, json = null } = divided
  const kind = kindOf(parts.length)
  const protectedPart = readHeader(parts[0], json)
  const protectedHeader = readJson('header', protectedPart.bytes)
  const header = headerOf(protectedHeader.object, json)
  const isUnencoded = kind === 'jws' && isB64False(protectedHeader.object)
  const isDetached = kind === 'jws' && hasNoPayload(divided, header)
  const read = readRest(divided, kind, isUnencoded)
  const payload = readJson('payload', read.get('payload')?.bytes ?? null, parts[1] === '')
  return {
    text,
    kind,
    parts,
    header,
    payload: payload.object,
    payloadText: payload.object ? null : payload.text,
    signatureLength: read.get('signature')?.bytes?.length ?? null,
    isDetached,
    isUnencoded,
    json,
    sdJwt: null,
    issues: [
      ...issues,
      ...countIssues(kind, parts),
      ...(parts.length === 1
        ? []
        : [
            ...protectedPart.issues,
            ...partIssues(read, isAlgNone(header?.['alg'])),
            ...protectedHeader.issues,
            ...headerIssues(protectedHeader.object, json),
            ...payload.issues,
          ]),
    ],
  }
}

/** In the JSON serialization, all header parameters may be unprotected. */
function readHeader(part: string | undefined, json: JsonSerialization | null): ReadPart {
  return json && part === '' ? nothing : readPart('header', part)
}

function hasNoPayload({ isDetached, parts }: Divided, header: JsonObject | null): boolean {
  return isDetached ?? isEmptied(parts, header)
}

/** The parts after the header. */
function readRest(
  { parts, json, isPayloadEncoded = false }: Divided,
  kind: DecodedJwt['kind'],
  isUnencoded: boolean,
): ReadonlyMap<JwtPart, ReadPart> {
  const names: readonly JwtPart[] = (kind === 'jwe' ? jweParts : jwsParts).slice(1)
  const read = (name: JwtPart, part: string | undefined): ReadPart =>
    name === 'payload' && isUnencoded && !isPayloadEncoded
      ? { bytes: encoder.encode(part), issues: [] }
      : readPart(name, part, json !== undefined)
  return new Map(names.map((name, index) => [name, read(name, parts[index + 1])]))
}

function countIssues(kind: DecodedJwt['kind'], { length }: readonly string[]): readonly JwtIssue[] {
  return kind === 'malformed'
    ? [issue('form', 'part_count', String(length), '3 (JWS) or 5 (JWE)')]
    : []
}

/** The empty signature of an unsigned token is not malformed. */
function partIssues(
  read: ReadonlyMap<JwtPart, ReadPart>,
  isUnsigned: boolean,
): readonly JwtIssue[] {
  return [...read].flatMap(([name, { issues }]) =>
    name === 'signature' && isUnsigned
      ? issues.filter(({ code }) => code !== 'part_empty')
      : issues,
  )
}

function kindOf(parts: number): DecodedJwt['kind'] {
  if (parts === 3) return 'jws'
  return parts === 5 ? 'jwe' : 'malformed'
}

function headerOf(
  protectedHeader: JsonObject | null,
  json: JsonSerialization | null,
): JsonObject | null {
  if (!json || Object.keys(json.unprotected).length === 0) return protectedHeader
  return { ...json.unprotected, ...protectedHeader }
}

/**
 * Whether the payload was taken out of a compact JWS.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#appendix-F)
 */
function isEmptied(parts: readonly string[], header: JsonObject | null): boolean {
  return header !== null && parts[1] === '' && parts[2] !== ''
}

/** Header parameters that have a meaning only if they are integrity protected. */
const onlyProtected = ['crit', 'b64', 'zip'] as const

/**
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-7.2.1)
 * @see [RFC 7797](https://www.rfc-editor.org/rfc/rfc7797.html#section-6)
 */
function headerIssues(
  protectedHeader: JsonObject | null,
  json: JsonSerialization | null,
): readonly JwtIssue[] {
  const unprotected = json?.unprotected ?? {}
  const has = (name: string) => Object.hasOwn(protectedHeader ?? {}, name)
  const isNotCritical = protectedHeader?.['b64'] === false && !isB64False(protectedHeader)
  return [
    ...Object.keys(unprotected)
      .filter(has)
      .map((name) => issue('header', 'header_twice', name)),
    ...onlyProtected
      .filter((name) => Object.hasOwn(unprotected, name))
      .map((name) => issue('header', 'header_unprotected', name)),
    ...(isNotCritical ? [issue('header', 'b64_not_critical', 'b64: false', 'crit: ["b64"]')] : []),
  ]
}

function readPart(name: JwtPart, part: string | undefined, isJson = false): ReadPart {
  if (part === undefined) return nothing
  const { bytes, problem } = readBase64url(part)
  // In the JSON serialization, an absent member is not a malformed one.
  const mayLack = mayBeEmpty.has(name) || (isJson && name !== 'signature')
  if (part === '' && !mayLack)
    return { bytes: name === 'signature' ? bytes : null, issues: [issue(name, 'part_empty')] }
  return { bytes, issues: problem ? [{ part: name, ...problem }] : [] }
}

function readJson(part: JwtPart, bytes: Uint8Array | null, isEmpty = false): ReadJson {
  if (bytes === null || isEmpty) return nothing
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

/** An issue of a token. */
export function issue(
  part: JwtPart,
  code: JwtIssueCode,
  seen?: string,
  expected?: string,
): JwtIssue {
  return {
    part,
    code,
    ...(seen === undefined ? {} : { seen }),
    ...(expected === undefined ? {} : { expected }),
  }
}
