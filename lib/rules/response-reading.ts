import { jsonObjectOf, isObject, type JsonObject } from '@/lib/model/json'
import type { EndpointResponse } from '@/lib/flow/model/message'
import type { Artefacts } from './artefacts'
import { isRefused } from './reading'
import { notObserved, type CheckResult } from './rule'

type EndpointResult = Pick<EndpointResponse, 'status' | 'body' | 'truncated'>
type Check = (members: JsonObject) => CheckResult

/** Whether a response was received, so that its status or body is known. */
export function isReceived({ status, body }: EndpointResult): boolean {
  return status !== null || body !== ''
}

/**
 * Whether the server is busy or not ready yet, ideally with a Retry-After header. Such a response is not an
 * error response of OAuth.
 */
export function isBusy({ status }: Pick<EndpointResult, 'status'>): boolean {
  return status !== null && busyStatuses.has(status)
}

const busyStatuses: ReadonlySet<number> = new Set([425, 429, 503])

/** Whether a response was received and is not an error response. */
export function isSuccess(message: EndpointResult): boolean {
  return isReceived(message) && !isRefused(message)
}

/**
 * Whether a response has the status of an error of the token endpoint, and no body.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2)
 */
export function isBareRefusal({ status, body, truncated }: EndpointResult): boolean {
  return (status === 400 || status === 401) && !truncated && body.trim() === ''
}

/** Judges the members of a success response. */
export function inSuccess(message: EndpointResult, check: Check): CheckResult {
  return isSuccess(message) ? inMembers(membersOf(message), check) : undefined
}

/** Judges the members of an error response. */
export function inRefusal(message: EndpointResult, check: Check): CheckResult {
  if (!isReceived(message) || !isRefused(message)) return undefined
  return inMembers(membersOf(message), check)
}

/** Judges the claims of a userinfo response, in JSON or in a JWT. */
export function inUserinfo(
  { message, jwt }: Artefacts['userinfo-response'],
  check: Check,
): CheckResult {
  if (!jwt) return inSuccess(message, check)
  return jwt.kind === 'jwe' ? undefined : inMembers(jwt.payload, check)
}

/** Judges the facts about the token in an introspection response, in JSON or in a JWT. */
export function inIntrospection(
  { message, jwt }: Artefacts['introspection-response'],
  check: Check,
): CheckResult {
  if (!jwt) return inSuccess(message, check)
  const members = jwt.payload?.['token_introspection']
  return isObject(members) ? check(members) : undefined
}

function membersOf({ body, truncated }: EndpointResult): JsonObject | null {
  return truncated ? null : jsonObjectOf(body)
}

/** Members that cannot be read are not judged here, because another rule reports them. */
function inMembers(members: JsonObject | null, check: Check): CheckResult {
  return members ? check(members) : notObserved
}
