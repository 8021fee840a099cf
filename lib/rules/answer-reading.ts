import { jsonObjectOf, isObject, type JsonObject } from '@/lib/model/json'
import type { EndpointResponse } from '@/lib/flow/model/message'
import type { Artefacts } from './artefacts'
import { isRefused } from './reading'
import { notObserved, type CheckResult } from './rule'

type Answer = Pick<EndpointResponse, 'status' | 'body' | 'truncated'>
type Check = (members: JsonObject) => CheckResult

/** Something came, of which a status or a body is known. */
export function isAnswered({ status, body }: Answer): boolean {
  return status !== null || body !== ''
}

/** It came, and is no refusal. */
export function isSuccess(message: Answer): boolean {
  return isAnswered(message) && !isRefused(message)
}

/** Judges the members of a success. */
export function inSuccess(message: Answer, check: Check): CheckResult {
  return isSuccess(message) ? inMembers(membersOf(message), check) : undefined
}

/** Judges the members of a refusal. */
export function inRefusal(message: Answer, check: Check): CheckResult {
  if (!isAnswered(message) || !isRefused(message)) return undefined
  return inMembers(membersOf(message), check)
}

/** Judges the claims of a userinfo response, which may have come as a JWT. */
export function inUserinfo(
  { message, jwt }: Artefacts['userinfo-response'],
  check: Check,
): CheckResult {
  if (!jwt) return inSuccess(message, check)
  return jwt.kind === 'jwe' ? undefined : inMembers(jwt.payload, check)
}

/** Judges what an introspection response says of the token, which may have come as a JWT. */
export function inIntrospection(
  { message, jwt }: Artefacts['introspection-response'],
  check: Check,
): CheckResult {
  if (!jwt) return inSuccess(message, check)
  const said = jwt.payload?.['token_introspection']
  return isObject(said) ? check(said) : undefined
}

function membersOf({ body, truncated }: Answer): JsonObject | null {
  return truncated ? null : jsonObjectOf(body)
}

/** What cannot be read leaves nothing to judge: another rule says that it cannot. */
function inMembers(members: JsonObject | null, check: Check): CheckResult {
  return members ? check(members) : notObserved
}
