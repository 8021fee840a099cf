import { excerpt } from '@/lib/model/text-bound'
import { isObject, jsonText, jsonTypeOf, type JsonObject } from '@/lib/model/json'
import { parseJson } from '@/lib/model/strict-json'
import { header } from '@/lib/model/http-text'
import type { Issue } from '@/lib/model/issue'
import { errorLine, serverErrors } from '@/lib/oauth/error-body'
import type { HttpResult } from './client-context'

export type ReceivedResponse = Extract<HttpResult, { ok: true }>

/** The parts of an error that oauth4webapi threw. */
interface Thrown {
  readonly code: string
  readonly message: string
  /** The body, claims or header that the error is about, and the expected values. */
  readonly cause: JsonObject
}

type Read = (thrown: Thrown, response: ReceivedResponse) => Issue

/** The error codes of oauth4webapi, and the issue for each if the status is a success. */
const readers: Readonly<Record<string, Read>> = {
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: (_, { headers }) => ({
    code: 'response_challenge',
    seen: excerpt(header(headers, 'www-authenticate') ?? '', limits.words),
  }),
  OAUTH_RESPONSE_IS_NOT_JSON: notJson,
  OAUTH_JWT_USERINFO_EXPECTED: notJson,
  OAUTH_PARSE_ERROR: (thrown, response) =>
    thrown.message.includes('JWT') ? brokenJwt(thrown) : brokenBody(response),
  OAUTH_INVALID_RESPONSE: invalid,
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: wrongClaim,
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: wrongTime,
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: wrongMember,
}

/**
 * The reason why a conforming client would reject a response, as one issue. A named error says more
 * than the status and the headers.
 *
 * @param success The expected status; null accepts any status below 300.
 */
export function responseIssue(
  error: unknown,
  response: ReceivedResponse,
  success: number | null,
): Issue {
  const named = readNamedError(response, success)
  if (named) return named
  const thrown = readThrown(error)
  const isChallenge = thrown.code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE'
  if (!isChallenge && hasFailed(response, success)) return wrongStatus(response, success)
  return (readers[thrown.code] ?? unsupported)(thrown, response)
}

/** Whether the status alone shows a failure. */
export function hasFailed({ status }: ReceivedResponse, success: number | null): boolean {
  return success === null ? status >= 300 : status !== success
}

/**
 * The error code that the server sent, in the members of OAuth or in its own.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2)
 */
function readNamedError(response: ReceivedResponse, success: number | null): Issue | null {
  const seen = hasFailed(response, success) ? errorLine(serverErrors(response)) : ''
  return seen === '' ? null : { code: 'response_oauth_error', seen: excerpt(seen, limits.words) }
}

function wrongStatus(response: ReceivedResponse, success: number | null): Issue {
  const seen = `${response.status}, ${bodyKind(response)}`
  return { code: 'response_status', seen, expected: String(success ?? '2xx') }
}

function bodyKind(response: ReceivedResponse): string {
  if (response.body === '') return 'empty'
  return header(response.headers, 'content-type')?.split(';')[0] || 'no content type'
}

function notJson({ message }: Thrown, response: ReceivedResponse): Issue {
  const expected = message.split(' must be ')[1] ?? 'application/jwt'
  return { code: 'response_content_type', seen: bodyKind(response), expected }
}

function brokenBody(response: ReceivedResponse): Issue {
  if (response.truncated) return { code: 'response_too_large', seen: `> ${response.body.length}` }
  if (response.body === '') return { code: 'response_empty' }
  return { code: 'response_not_json', seen: parseJson(response.body).error ?? bodyKind(response) }
}

function brokenJwt({ message }: Thrown): Issue {
  return { code: 'response_jwt', seen: message }
}

/** A member, a claim or a header parameter that is missing or has the wrong type. */
function invalid(thrown: Thrown, response: ReceivedResponse): Issue {
  const { message, cause } = thrown
  const name = /"(\w+)" (?:property|\(|claim)/.exec(message)?.[1]
  const { body, claims, header: jose } = cause
  if (isObject(claims)) return claimIssue(name ?? '', claims, undefined)
  if (isObject(jose)) return headerIssue(jose, cause['expected'])
  if (isObject(body) && name)
    return body[name] === undefined
      ? {
          code: 'response_missing_member',
          about: name,
          seen: excerpt(Object.keys(body).join(' '), limits.words),
          expected: name,
        }
      : { code: 'response_member', about: name, seen: showMember(name, body[name]) }
  if ('body' in cause)
    return { code: 'response_not_object', seen: jsonTypeOf(parseJson(response.body).value) }
  return brokenJwt(thrown)
}

/** A claim with the right type and the wrong value. `exp` and `nbf` are compared with the clock. */
function wrongTime({ cause }: Thrown): Issue {
  const { claims, claim } = cause
  const issue = claimIssue(String(claim), isObject(claims) ? claims : {}, undefined)
  const code = claim === 'exp' ? 'response_expired' : 'response_claim_time'
  return issue.code === 'response_claim' ? { ...issue, code } : issue
}

function wrongClaim({ cause }: Thrown): Issue {
  const { claims, claim, expected } = cause
  return claimIssue(String(claim), isObject(claims) ? claims : {}, expected)
}

function claimIssue(name: string, claims: JsonObject, expected: unknown): Issue {
  return {
    code: claims[name] === undefined ? 'response_claim_missing' : 'response_claim',
    about: name,
    ...(claims[name] !== undefined && { seen: show(claims[name]) }),
    ...(expected === undefined ? {} : { expected: show(expected) }),
  }
}

function headerIssue(jose: JsonObject, expected: unknown): Issue {
  return {
    code: 'response_jwt_header',
    seen: show(jose),
    ...(expected === undefined ? {} : { expected: show(expected) }),
  }
}

function wrongMember({ cause }: Thrown): Issue {
  const { body, attribute, expected } = cause
  const value = isObject(body) ? body[String(attribute)] : undefined
  return {
    code: 'response_member',
    about: String(attribute),
    seen: show(value),
    expected: show(expected),
  }
}

function unsupported({ message, cause }: Thrown): Issue {
  const { body } = cause
  const type = isObject(body) ? body['token_type'] : undefined
  return {
    code: 'response_unsupported',
    seen: type === undefined ? message : `token_type: ${show(type)}`,
  }
}

function readThrown(error: unknown): Thrown {
  if (!(error instanceof Error)) return { code: '', message: String(error), cause: {} }
  const code = 'code' in error ? String(error.code) : ''
  return { code, message: error.message, cause: isObject(error.cause) ? error.cause : {} }
}

function show(value: unknown): string {
  if (value === undefined) return '–'
  if (value === '') return 'empty'
  return excerpt(jsonText(value), limits.value)
}

/** A member that may be a token is shown by its JSON type only. */
function showMember(name: string, value: unknown): string {
  return value && name.endsWith('_token') ? jsonTypeOf(value) : show(value)
}

/** Maximum characters of a value, and of a text from the server. */
const limits = { value: 120, words: 500 } as const
