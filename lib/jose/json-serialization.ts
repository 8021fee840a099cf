import { isObject, textIn, textsIn, type JsonObject } from '@/lib/model/json'
import { parseJson } from '@/lib/model/strict-json'
import { decodeParts, issue } from './decode-parts'
import { maxDisclosures } from './sd-jwt-parts'
import type { DecodedJwt, JwtIssue, JwtPart, SdJwtParts } from './types'

/** Maximum signatures or recipients that are read. */
const maxFurther = 20

/**
 * Whether an object is a JWS or JWE in the general or flattened JSON serialization.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-7.2)
 * @see [RFC 7516](https://www.rfc-editor.org/rfc/rfc7516.html#section-7.2)
 */
export function isJsonSerialization(object: JsonObject): boolean {
  const { ciphertext, signature, signatures, protected: header, header: unprotected } = object
  if (typeof ciphertext === 'string') return true
  if (Array.isArray(signatures)) return signatures.some(isObject)
  return typeof signature === 'string' && (typeof header === 'string' || isObject(unprotected))
}

/** A JWS or JWE in the JSON serialization; null if the text is neither. */
export function decodeJsonSerialization(text: string): DecodedJwt | null {
  const { value, duplicates } = parseJson(text)
  if (!isObject(value) || !isJsonSerialization(value)) return null
  const isJwe = typeof value['ciphertext'] === 'string'
  const list = value[isJwe ? 'recipients' : 'signatures']
  const ends = Array.isArray(list) ? list.filter(isObject) : [value]
  const issues = [
    ...duplicates.map((name) => issue('form', 'duplicate', name)),
    ...formIssues(value, Array.isArray(list) ? list : null),
  ]
  const [first, ...rest] = ends
    .slice(0, maxFurther)
    .map((end) => decodeEnd({ text, whole: value, end, isJwe, issues }))
  if (!first) return decodeEnd({ text, whole: value, end: {}, isJwe, issues })
  return { ...first, json: first.json && { ...first.json, further: rest } }
}

/** The members of the flattened form must not be in the general one. */
const flattened = ['signature', 'header', 'protected', 'encrypted_key'] as const

/**
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-7.2.2)
 * @see [RFC 7516](https://www.rfc-editor.org/rfc/rfc7516.html#section-7.2.2)
 */
function formIssues(whole: JsonObject, list: readonly unknown[] | null): readonly JwtIssue[] {
  if (list === null) return []
  const isJwe = typeof whole['ciphertext'] === 'string'
  // The general form of a JWE shares its `protected` member between the recipients.
  const both = flattened.filter(
    (name) => Object.hasOwn(whole, name) && !(isJwe && name === 'protected'),
  )
  const bad = list.filter((each) => !isObject(each)).length
  return [
    ...both.map((name) => issue('form', 'both_forms', name)),
    ...(bad > 0 ? [issue('form', 'member_type', `${bad} of ${list.length}`, 'object')] : []),
    ...(list.length > maxFurther
      ? [issue('form', 'signatures_many', String(list.length), `≤ ${maxFurther}`)]
      : []),
  ]
}

interface End {
  readonly text: string
  readonly whole: JsonObject
  /** The object of one signature or recipient; the whole object in the flattened form. */
  readonly end: JsonObject
  readonly isJwe: boolean
  readonly issues: readonly JwtIssue[]
}

type Member = readonly [name: string, part: JwtPart, from: 'whole' | 'end']

const jwsMembers: readonly Member[] = [
  ['protected', 'header', 'end'],
  ['payload', 'payload', 'whole'],
  ['signature', 'signature', 'end'],
]
const jweMembers: readonly Member[] = [
  ['protected', 'header', 'whole'],
  ['encrypted_key', 'encrypted_key', 'end'],
  ['iv', 'iv', 'whole'],
  ['ciphertext', 'ciphertext', 'whole'],
  ['tag', 'tag', 'whole'],
]

function decodeEnd({ text, whole, end, isJwe, issues }: End): DecodedJwt {
  const read = (isJwe ? jweMembers : jwsMembers).map(([name, part, from]) => {
    const value = (from === 'whole' ? whole : end)[name]
    const isBad = value !== undefined && typeof value !== 'string'
    return {
      text: typeof value === 'string' ? value : '',
      issues: isBad ? [issue(part, 'member_type', typeof value, 'string')] : [],
    }
  })
  const headers = [...(isJwe ? [whole['unprotected']] : []), end['header']]
  const unprotected = headers.filter(isObject)
  const aad = whole['aad']
  const jwt = decodeParts({
    text,
    parts: read.map((member) => member.text),
    isDetached: !isJwe && whole['payload'] === undefined,
    json: {
      unprotected: Object.fromEntries(unprotected.flatMap((each) => Object.entries(each))),
      aad: typeof aad === 'string' ? aad : null,
      further: [],
    },
    issues: [
      ...issues,
      ...read.flatMap((member) => member.issues),
      ...unprotectedIssues(headers),
      ...(read[0]?.text === '' && unprotected.length === 0
        ? [issue('header', 'header_missing')]
        : []),
    ],
  })
  return { ...jwt, sdJwt: isJwe ? null : sdJwtIn(jwt) }
}

/** A parameter must not be in two headers, and a header must be an object. */
function unprotectedIssues(headers: readonly unknown[]): readonly JwtIssue[] {
  const known = new Set<string>()
  const twice = headers
    .filter(isObject)
    .flatMap((header) => Object.keys(header))
    .filter((name) => known.has(name) || !known.add(name))
  return [
    ...headers
      .filter((header) => header !== undefined && !isObject(header))
      .map((header) => issue('header', 'member_type', typeof header, 'object')),
    ...twice.map((name) => issue('header', 'header_twice', name)),
  ]
}

/**
 * The disclosures of an SD-JWT in the JSON serialization are in its unprotected header.
 *
 * @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-8.1)
 */
function sdJwtIn({ json, parts }: DecodedJwt): SdJwtParts | null {
  const header = json?.unprotected ?? null
  const given = textsIn(header, 'disclosures')
  const keyBinding = textIn(header, 'kb_jwt')
  if (given === null && keyBinding === null) return null
  const disclosures = given ?? []
  return {
    disclosures: disclosures.slice(0, maxDisclosures + 1),
    keyBinding,
    presented: `${[parts.join('.'), ...disclosures].join('~')}~`,
  }
}
