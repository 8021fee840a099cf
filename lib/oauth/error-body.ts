import { decodeJwt } from '@/lib/jose/decode'
import { header } from '@/lib/model/http-text'
import { isObject, jsonArrayOf, jsonObjectOf, textIn, type JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { ownErrors } from './error-body-own'

/** The form of an error body. Each ecosystem has its own; `own` is any other JSON that names an error. */
export type ErrorDialect =
  | 'oauth'
  | 'uk'
  | 'cdr'
  | 'brazil'
  | 'malaysia'
  | 'berlin-group'
  | 'salt-edge'
  | 'problem'
  | 'set'
  | 'own'

/** One error in a response, in the server's words. */
export interface ServerError {
  readonly dialect: ErrorDialect
  readonly code: string
  readonly description: string | null
  /** The member, parameter or header that the error is about. */
  readonly path: string | null
  /** The standard code for a bank's own code, from `meta.urn` of CDR. */
  readonly standardCode?: string
}

/** A received response. */
export interface ErrorBody {
  readonly headers: Params
  readonly body: string
}

type Reader = (json: JsonObject, response: ErrorBody) => readonly ServerError[]

/** The dialects in the order in which their errors are shown. A body may have two of them. */
const readers: readonly Reader[] = [
  oauth,
  berlinGroup,
  problem,
  (json) => list(json['Errors'], 'uk', ['ErrorCode'], ['Message'], ['Path']),
  ecosystemErrors,
  (json) => single(json, 'salt-edge', 'error_class', 'error_message'),
  saltEdge,
  (json) => single(json, 'set', 'err', 'description'),
]

/** Maximum number of errors that are read from one body. */
const maxErrors = 20

/**
 * The errors that a response names, in the form of OAuth or of an ecosystem; empty if it names none. A body
 * that is a JWT is read like its payload.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2)
 */
export function serverErrors(response: ErrorBody): readonly ServerError[] {
  const json = jsonObjectOf(response.body) ?? payloadOf(response) ?? firstOf(response)
  if (!json) return []
  const errors = readers.flatMap((read) => read(json, response))
  return errors.length > 0 ? errors : ownErrors(json).map((error) => ({ dialect: 'own', ...error }))
}

/** Some servers put their error into a list. */
function firstOf({ body }: ErrorBody): JsonObject | null {
  const [first] = jsonArrayOf(body) ?? []
  return isObject(first) ? first : null
}

/** Payments in Brazil return their errors signed. */
function payloadOf({ headers, body }: ErrorBody): JsonObject | null {
  const isJwt = header(headers, 'content-type')?.toLowerCase().startsWith('application/jwt')
  const jwt = isJwt ? decodeJwt(body.trim()) : null
  return jwt && jwt.kind !== 'jwe' ? jwt.payload : null
}

/** Frameworks have an `error` of their own: the name of the status, with its number beside it. */
function oauth(json: JsonObject): readonly ServerError[] {
  const hasCode = /^[a-z]+(?:_[a-z]+)*$/.test(textIn(json, 'error') ?? '')
  const isOwn = textIn(json, 'message') !== null && textIn(json, 'error_description') === null
  return isOwn && !hasCode ? [] : single(json, 'oauth', 'error', 'error_description')
}

function saltEdge({ error }: JsonObject): readonly ServerError[] {
  return isObject(error) ? single(error, 'salt-edge', 'class', 'message') : []
}

/** @see [Berlin Group, openFinance API Framework](https://www.berlin-group.org/) */
function berlinGroup(json: JsonObject): readonly ServerError[] {
  const messages = json['tppMessages'] ?? json['apiClientMessages']
  return list(withoutWarnings(messages), 'berlin-group', ['code'], ['text'], ['path'])
}

function withoutWarnings(messages: unknown): unknown {
  return Array.isArray(messages)
    ? messages.filter((each) => !isObject(each) || each['category'] !== 'WARNING')
    : messages
}

/** @see [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457.html#section-3.1) */
function problem(json: JsonObject, { headers }: ErrorBody): readonly ServerError[] {
  const isProblem = header(headers, 'content-type')?.toLowerCase().includes('problem+json')
  const type = textIn(json, 'type')
  const code = textIn(json, 'code')
  if (!isProblem && !(type && code)) return []
  const description = textIn(json, 'detail')
  if (code) return [{ dialect: 'berlin-group', code, description, path: null }]
  const named = type && type !== 'about:blank' ? type : textIn(json, 'title')
  return named ? [{ dialect: 'problem', code: named, description, path: null }] : []
}

/** `errors` of CDR, Brazil and Malaysia, which differ in the form of the code. */
function ecosystemErrors(json: JsonObject): readonly ServerError[] {
  return list(json['errors'], dialectOf, ['code'], ['detail', 'message', 'title'], [])
}

function dialectOf(code: string, entry: JsonObject): ErrorDialect {
  if (code.startsWith(cdrUrn) || standardCodeOf(entry) !== null) return 'cdr'
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(code)) return 'brazil'
  return /^[A-Z][A-Za-z]*\.[A-Z][A-Za-z]*$/.test(code) ? 'malaysia' : 'own'
}

const cdrUrn = 'urn:au-cds:error:'

function standardCodeOf({ meta }: JsonObject): string | null {
  const urn = isObject(meta) ? textIn(meta, 'urn') : null
  return urn?.startsWith(cdrUrn) === true ? urn : null
}

function list(
  entries: unknown,
  dialect: ErrorDialect | ((code: string, entry: JsonObject) => ErrorDialect),
  codes: readonly string[],
  texts: readonly string[],
  paths: readonly string[],
): readonly ServerError[] {
  if (!Array.isArray(entries)) return []
  return entries.slice(0, maxErrors).flatMap((entry: unknown) => {
    if (!isObject(entry)) return []
    const code = firstText(entry, codes)
    if (code === null) return []
    const standardCode = standardCodeOf(entry)
    return {
      dialect: typeof dialect === 'string' ? dialect : dialect(code, entry),
      code,
      description: firstText(entry, texts),
      path: firstText(entry, paths),
      ...(standardCode !== null && { standardCode }),
    }
  })
}

function firstText(entry: JsonObject, names: readonly string[]): string | null {
  for (const name of names) {
    const text = textIn(entry, name)
    if (text) return text
  }
  return null
}

function single(
  json: JsonObject,
  dialect: ErrorDialect,
  member: string,
  text: string,
): readonly ServerError[] {
  const code = textIn(json, member)
  return code ? [{ dialect, code, description: textIn(json, text) || null, path: null }] : []
}

/** The errors of a response in one line: code, description and path of each; empty without an error. */
export function errorLine(errors: readonly ServerError[]): string {
  return errors
    .map(({ code, description, path }) => {
      const text = description === null ? code : `${code}: ${description}`
      return path === null ? text : `${text} (${path})`
    })
    .join('; ')
}
