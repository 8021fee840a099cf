import type { Place } from '@/lib/model/credentials'
import { authorizationOf } from '@/lib/model/http-text'
import { jsonTreeOf } from '@/lib/model/json'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import {
  isCommonWord,
  isErrorCode,
  isRandomSegment,
  suspicionOf,
  type Suspicion,
} from './looks-secret'
import { formValue, placeInside, type NamedValue } from './named-value'
import { namedValues } from './named-values'
import {
  isKnownPublic,
  isMixed,
  redactionKind,
  sensitivityIn,
  type RedactionKind,
} from './redact-kinds'
import { jwtRuns, redactJwt } from './redact-jwt'
import { named, type TextRedaction } from './text-redaction'
import { base64Like, textOfBase64, unescapedForms } from './text-views'
import { unwrapped } from './wrapped-base64'

/** Levels of texts inside each other that are read. A deeper text is replaced as a whole. */
const maxDepth = 12

const unread: RedactionKind = { stem: 'unread', of: 'secret' }
const jwtKind: RedactionKind = { stem: 'jwt', of: 'secret' }

/** A text with pseudonyms for what is named in it, at any depth. */
export function redactText(
  by: TextRedaction,
  text: string,
  place: Place,
  depth = 0,
  inherited: RedactionKind | null = null,
): string {
  if (text === '') return text
  by.budget.characters -= text.length
  if (depth > maxDepth || by.budget.characters < 0) return named(by, text, unread)
  if (by.collects && !/^\s*[[{]/.test(text)) collectForms(by, text, place, depth)
  const pieces: string[] = []
  let at = 0
  for (const value of namedValues(text, place, inherited)) {
    pieces.push(redactPlain(by, text.slice(at, value.start), place, depth))
    pieces.push(redactNamed(by, text.slice(value.start, value.end), value, depth))
    at = value.end
  }
  pieces.push(redactPlain(by, text.slice(at), place, depth))
  return pieces.join('')
}

function redactNamed(
  by: TextRedaction,
  raw: string,
  { place, name, codec, inherited }: NamedValue,
  depth: number,
): string {
  const value = codec.decode(raw)
  const redacted = redactValue(by, { place, name, value, inherited }, depth + 1)
  return redacted === value ? raw : codec.encode(redacted)
}

export interface Value {
  readonly place: Place
  readonly name: string
  readonly value: string
  readonly inherited?: RedactionKind | null
}

/** A value with pseudonyms, by its name and by what is in it. */
export function redactValue(by: TextRedaction, given: Value, depth = 0): string {
  const { place, name, value, inherited = null } = given
  if (value === '') return value
  if (looksLikeJwt(value)) return jwtOf(by, value.trim(), depth)
  const kind = redactionKind(place, name) ?? codeKind(given) ?? inherited
  if (kind === null) return redactUnnamed(by, given, depth)
  if (kind.of === 'unknown')
    return isErrorCode(value) ? redactUnnamed(by, given, depth) : unknownOf(by, value, name, 'name')
  const hasParts = sensitivityIn(place, name) === 'contains-secret' || isCookie(name)
  return hasParts ? partsOf(by, given, kind, depth) : redactNamedText(by, given, kind, depth)
}

/** An API may use this member for the code of an error, which is a word or a number. */
function codeKind({ name, value }: Value): RedactionKind | null {
  const isCode = name === 'code' && /^[\w~.-]{8,}$/.test(value) && isMixedWord(value)
  return isCode ? { stem: 'code', of: 'secret' } : null
}

/** Whether a word has digits and letters in no order of words: with capitals, or letters after a digit. */
const isMixedWord = (word: string) =>
  /\d/.test(word) && /[a-z]/.test(word) && (/[A-Z]/.test(word) || /\d[a-z]/.test(word))

function redactNamedText(
  by: TextRedaction,
  { place, name, value }: Value,
  kind: RedactionKind,
  depth: number,
): string {
  if (kind.stem === 'request-uri') return requestUri(by, value, kind)
  const hasMembers = (isMixed(name) || kind.of === 'personal') && jsonTreeOf(value) !== null
  if (!hasMembers) return named(by, value, kind)
  return redactText(by, value, placeInside(place), depth, isMixed(name) ? null : kind)
}

const isCookie = (name: string) => /^(?:set-)?cookie$/i.test(name)

/** The prefix of a request_uri says who made it. @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2.2) */
function requestUri(by: TextRedaction, value: string, kind: RedactionKind): string {
  const [, prefix = '', rest = value] =
    /^(urn:ietf:params:oauth:request_uri:)(.+)$/s.exec(value) ?? []
  return prefix + named(by, rest, kind)
}

/** A value of which only a part is secret. */
function partsOf(
  by: TextRedaction,
  { place, name, value }: Value,
  kind: RedactionKind,
  depth: number,
): string {
  if (isCookie(name)) return cookies(by, value, /^set-/i.test(name), kind)
  const header = name.toLowerCase()
  if (header.endsWith('authorization')) return credentials(by, value, depth)
  if (header === 'location' || header === 'referer')
    return inPath(by, redactText(by, value, 'parameter', depth), header)
  // A request object or JARM that is not a JWT is opaque.
  return named(by, value, place === 'header' ? kind : jwtKind)
}

const attributes: ReadonlySet<string> = new Set(
  'path domain expires max-age secure httponly samesite partitioned priority'.split(' '),
)

/** Cookies of a header. Several that were joined are separated by a comma or a line break. */
function cookies(by: TextRedaction, value: string, isSet: boolean, kind: RedactionKind): string {
  return value
    .split(/([;\n]|,(?=\s*[^\s;,=]+=))/)
    .map((pair, index) => (index % 2 === 1 ? pair : cookie(by, pair, isSet, kind)))
    .join('')
}

function cookie(by: TextRedaction, pair: string, isSet: boolean, kind: RedactionKind): string {
  const at = pair.indexOf('=')
  const name = pair
    .slice(0, at < 0 ? undefined : at)
    .trim()
    .toLowerCase()
  if (isSet && attributes.has(name)) return pair
  const secret = pair.slice(at + 1).trim()
  return secret === '' ? pair : pair.slice(0, at + 1) + named(by, secret, kind)
}

const tokenKind: RedactionKind = { stem: 'access-token', of: 'secret' }
const secretKind: RedactionKind = { stem: 'client-secret', of: 'secret' }
const credentialsKind: RedactionKind = { stem: 'credentials', of: 'secret' }

/** The credentials of an Authorization header. */
function credentials(by: TextRedaction, value: string, depth: number): string {
  const { scheme, rest } = authorizationOf(value)
  if (rest === '') return named(by, value, credentialsKind)
  const lead = value.slice(0, value.length - rest.length)
  if (/^basic$/i.test(scheme)) return lead + basic(by, rest)
  if (looksLikeJwt(rest)) return lead + jwtOf(by, rest.trim(), depth)
  return lead + named(by, rest, /^(?:bearer|dpop)$/i.test(scheme) ? tokenKind : credentialsKind)
}

/** The client_id stays. @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-2.3.1) */
function basic(by: TextRedaction, encoded: string): string {
  const text = textOfBase64(encoded)
  const at = text?.indexOf(':') ?? -1
  if (text === null || at < 0) return named(by, encoded, credentialsKind)
  const written = text.slice(at + 1)
  // The client_secret is form-encoded first. Servers accept it without that, too.
  const decoded = new URLSearchParams(`x=${written.replaceAll('&', '%26')}`).get('x') ?? written
  const name = named(by, decoded, secretKind)
  if (written !== decoded && written !== '') by.table.name(written, secretKind)
  return base64Like(text.slice(0, at + 1) + name, '=')
}

/** A value whose name does not say that it is secret: it may contain one, or look like one. */
function redactUnnamed(by: TextRedaction, { place, name, value }: Value, depth: number): string {
  const isTree = jsonTreeOf(value) !== null
  const inside = redactText(by, value, isTree ? placeInside(place) : place, depth)
  if (isTree || isKnownPublic(place, name)) return inside
  if (/\s/.test(value)) return inside.replaceAll(longWords, (word) => suspicious(by, word, name))
  return inside === value || /^(?:[\w+.-]+:\/)?\//.test(inside)
    ? suspicious(by, inside, name)
    : inside
}

/** Words of a sentence that are long enough to be secrets. */
const longWords = /[\w+/=~.-]{20,}/g

/** A value that may be a secret. The parameters of a URL have been read. Its path has not. */
function suspicious(by: TextRedaction, value: string, name: string): string {
  if (/^(?:[\w+.-]+:)?\/\/|^\/[^/]/.test(value)) return inPath(by, value, name)
  const suspicion = suspicionOf(value)
  return suspicion === null ? value : unknownOf(by, value, name, suspicion)
}

function unknownOf(by: TextRedaction, value: string, name: string, why: Suspicion): string {
  const pseudonym = by.table.nameUnknown(value, name, why)
  if (pseudonym === null) return value
  if (!by.collects) by.table.count(pseudonym)
  return pseudonym
}

const origin = /^(?:(?:[\w+.-]+:)?\/\/[^/?#]*)?/

/** A URL or its path, with pseudonyms for random segments. */
function inPath(by: TextRedaction, url: string, name: string): string {
  const start = origin.exec(url)?.[0].length ?? 0
  const end = url.slice(start).search(/[?#]/)
  const path = end < 0 ? url.slice(start) : url.slice(start, start + end)
  const segments = path.split('/').map((segment) => {
    const text = formValue.decode(segment.replaceAll('+', '%2B'))
    return isRandomSegment(text) ? unknownOf(by, text, name, 'path') : segment
  })
  return url.slice(0, start) + segments.join('/') + (end < 0 ? '' : url.slice(start + end))
}

function jwtOf(by: TextRedaction, token: string, depth: number): string {
  return redactJwt(by, token, (claims) => redactText(by, claims, 'claim', depth + 1))
}

/** Credentials in a sentence. After the name of the header they are certain. */
const presented =
  /(\bauthorization["']?[ \t]*[:=][ \t]*["']?)?\b(Bearer|DPoP|Basic)([ \t]+)([\w~+/.=-]{4,})/gi

function inFreeText(by: TextRedaction, text: string): string {
  return text.replaceAll(
    presented,
    (whole, header: string | undefined, scheme: string, space: string, token: string) => {
      const isCertain = header !== undefined && !isCommonWord(token)
      if (looksLikeJwt(token) || (!isCertain && !isCredential(scheme, token))) return whole
      const isBasic = /^basic$/i.test(scheme)
      const shown = isBasic ? basic(by, token) : named(by, token, tokenKind)
      return `${header ?? ''}${scheme}${space}${shown}`
    },
  )
}

function isCredential(scheme: string, token: string): boolean {
  if (/^basic$/i.test(scheme)) return textOfBase64(token)?.includes(':') === true
  return suspicionOf(token) !== null || (token.length >= 8 && isMixedWord(token))
}

const words = /[\w+/=~.-]{12,}/g

/** Text without names: tokens, base64 and other encodings in it are read. */
function redactPlain(by: TextRedaction, text: string, place: Place, depth: number): string {
  if (text === '') return text
  return inFreeText(
    by,
    unwrapped(text, (run) => insideBase64(by, run, place, depth)),
  ).replaceAll(words, (word) => {
    const withoutJwts = jwtRuns(word, (jwt) => jwtOf(by, jwt, depth))
    if (withoutJwts !== word) return withoutJwts
    return word.replaceAll(/[\w+/-]{8,}={0,2}/g, (run) => insideBase64(by, run, place, depth))
  })
}

/** Values that are named inside escapes only. They are collected last. */
function collectForms(by: TextRedaction, text: string, place: Place, depth: number): void {
  for (const form of unescapedForms(text)) {
    if (by.read.has(form)) continue
    by.read.add(form)
    by.forms.push({ text: form, place, depth: depth + 1 })
  }
}

function insideBase64(by: TextRedaction, run: string, place: Place, depth: number): string {
  const text = textOfBase64(run)
  if (text === null) return run
  const redacted = redactText(by, text, place, depth + 1)
  const replaced = by.collects ? redacted : by.table.replace(redacted)
  return replaced === text ? run : base64Like(replaced, run)
}
