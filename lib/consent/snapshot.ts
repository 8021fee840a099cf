import { decodeJwt } from '@/lib/jose/decode'
import type { Flow, FlowToken } from '@/lib/flow/model/flow'
import type { EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { isBodyGone, isSuccess, requestOf } from '@/lib/flow/read/endpoint-response'
import { isObject, jsonObjectOf, listOf, readJson, textIn, type JsonObject } from '@/lib/model/json'
import { param } from '@/lib/model/params'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import type { Column, ConsentIssue } from './model'

/** The kind of message that reports a consent. `refresh-response` is a token response. */
export type SnapshotKind =
  | 'par-request'
  | 'authorization-request'
  | 'token-response'
  | 'refresh-response'
  | 'introspection-response'
  | 'resource-request'
  | 'resource-response'

/** What one message says about a consent. */
export interface Snapshot {
  readonly kind: SnapshotKind
  readonly messageId: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** The members of the message; null if they are not known. */
  readonly body: JsonObject | null
  /** Why nothing is known: a status with an error code. `token_ended`: the token itself had ended. */
  readonly problem: string | null
  /** An introspection reports that the token is not active. */
  readonly isInactive: boolean
}

/** A body as an object: JSON, or the payload of a JWT. Nothing is verified. */
export function bodyOf(text: string): JsonObject | null {
  return looksLikeJwt(text) ? decodeJwt(text.trim()).payload : jsonObjectOf(text)
}

/** A parameter with JSON inside as its value; the text itself if it is not JSON. */
function parsed(text: string): unknown {
  const { value, error } = readJson(text)
  return error === null ? value : text
}

/** What the request of a flow says; null if the flow has neither scope nor authorization_details. */
export function requestSnapshot({ requested, messages }: Flow): Snapshot | null {
  const { scope, authorizationDetails, claims } = requested
  const source = requestMessage(messages)
  if (!source || (!scope && !authorizationDetails)) return null
  return {
    kind: source.kind === 'authorization-request' ? source.kind : 'par-request',
    messageId: source.id,
    at: source.at,
    problem: null,
    isInactive: false,
    body: {
      ...(scope && { scope }),
      ...(authorizationDetails && { authorization_details: parsed(authorizationDetails) }),
      ...arrangementIn(claims),
    },
  }
}

function requestMessage(messages: Flow['messages']): OAuthMessage | undefined {
  return (
    messages.findLast(({ kind }) => kind === 'par-request') ??
    messages.find(({ kind }) => kind === 'authorization-request') ??
    messages.find(({ kind }) => kind === 'par-response')
  )
}

const arrangementMembers = ['sharing_duration', 'cdr_arrangement_id'] as const

/** The CDR has the length of the sharing in `claims`. */
function arrangementIn(claims: string | null): JsonObject {
  const members = jsonObjectOf(claims ?? '') ?? {}
  const own = arrangementMembers.filter((name) => members[name] !== undefined)
  return Object.fromEntries(own.map((name) => [name, members[name]]))
}

type Read = (flow: Flow, message: OAuthMessage) => Snapshot | null

const readers: Readonly<Partial<Record<OAuthMessage['kind'], Read>>> = {
  'token-response': (flow, message) => {
    if (message.kind !== 'token-response') return null
    const request = requestOf(flow, message)
    const grant = param(request?.params ?? [], 'grant_type')
    const isRefresh = grant === 'refresh_token'
    // The client's own token is not for the consent of the user.
    if (grant === 'client_credentials' || (!isRefresh && isRefused(message))) return null
    const kind = isRefresh ? 'refresh-response' : 'token-response'
    return { ...responseSnapshot(kind, message), isInactive: false }
  },
  'introspection-response': (flow, message) => {
    if (message.kind !== 'introspection-response') return null
    const read = responseSnapshot('introspection-response', message)
    const claims = read.body?.['token_introspection']
    const body = typeof claims === 'object' && claims !== null ? (claims as JsonObject) : read.body
    if (body?.['active'] !== false) return { ...read, body }
    const token = param(requestOf(flow, message)?.params ?? [], 'token')
    const hasEnded = flow.tokens.some((each) => each.value === token && isOver(each, message.at))
    return hasEnded
      ? { ...read, body: null, problem: 'token_ended' }
      : { ...read, body, isInactive: true }
  },
}

/** A token that ended by itself says nothing about its consent. */
function isOver({ state, expiresAt }: FlowToken, at: number): boolean {
  return state !== 'live' || (expiresAt !== null && expiresAt <= at)
}

function isRefused(message: EndpointResponse): boolean {
  return (
    (message.status !== null && !isSuccess(message)) ||
    textIn(jsonObjectOf(message.body), 'error') !== null
  )
}

function responseSnapshot(kind: SnapshotKind, message: EndpointResponse): Snapshot {
  const { id, at, body, status } = message
  const isBad = isRefused(message) || status === null
  const read = isBad || isBodyGone(message) ? null : bodyOf(body)
  const error = textIn(jsonObjectOf(body), 'error')
  const problem = isBad ? [status, error].filter((part) => part !== null).join(' ') : null
  return {
    kind,
    messageId: id,
    at,
    body: read,
    problem: problem === '' ? null : problem,
    isInactive: false,
  }
}

/** What the responses of a flow say about tokens, in chronological order. */
export function tokenSnapshots(flow: Flow): readonly Snapshot[] {
  return flow.messages
    .toSorted((a, b) => a.at - b.at)
    .flatMap((message) => readers[message.kind]?.(flow, message) ?? [])
}

/** The bodies of resource calls, in chronological order. */
export function resourceSnapshots({ messages }: Flow): readonly Snapshot[] {
  return messages
    .toSorted((a, b) => a.at - b.at)
    .flatMap((message): readonly Snapshot[] => {
      if (message.kind !== 'resource-request' && message.kind !== 'resource-response') return []
      if (message.kind === 'resource-response' && isRefused(message)) return []
      const { kind, id, at } = message
      const body = bodyOf(message.body)
      return body ? [{ kind, messageId: id, at, body, problem: null, isInactive: false }] : []
    })
}

/** The responses by which a server confirmed that Parley withdrew the consent. */
export function withdrawalSnapshots({ messages }: Flow): readonly Snapshot[] {
  return messages.flatMap((message): readonly Snapshot[] => {
    if (message.kind !== 'resource-response' || message.purpose !== 'withdraw') return []
    if (!isSuccess(message)) return []
    const { kind, id: messageId, at } = message
    return [{ kind, messageId, at, body: null, problem: null, isInactive: true }]
  })
}

/** Elements of authorization_details that are compared. */
const maxElements = 100

export interface Elements {
  /** Null if the message does not report authorization_details. */
  readonly elements: readonly JsonObject[] | null
  readonly issues: readonly ConsentIssue[]
}

/** The objects in authorization_details, whatever it contains. */
export function elementsOf(body: JsonObject | null, column: Column): Elements {
  const value = body?.['authorization_details']
  if (value === undefined) return { elements: null, issues: [] }
  const issue = (code: ConsentIssue['code'], about: string): ConsentIssue => ({
    code,
    column,
    about,
  })
  if (typeof value === 'string')
    return { elements: null, issues: [issue('not_json', value.slice(0, 60))] }
  const list = listOf(value)
  const first = list.slice(0, maxElements)
  const types = first.map((entry) => (isObject(entry) ? textIn(entry, 'type') : null))
  const issues = [
    ...(Array.isArray(value) ? [] : [issue('not_array', '')]),
    ...first.flatMap((entry, index) => elementIssues(entry, index, types, issue)),
    ...(list.length > maxElements ? [issue('too_many_elements', String(list.length))] : []),
  ]
  return { elements: first.filter(isObject), issues: firstOfEach(issues) }
}

function elementIssues(
  entry: unknown,
  index: number,
  types: readonly (string | null)[],
  issue: (code: ConsentIssue['code'], about: string) => ConsentIssue,
): readonly ConsentIssue[] {
  if (!isObject(entry)) return [issue('not_object', String(index + 1))]
  const type = types[index]
  if (!type) return [issue('no_type', String(index + 1))]
  return types.indexOf(type) < index ? [issue('duplicate_type', type.slice(0, 200))] : []
}

/** The first issue of each kind; a thousand elements without a type are one problem. */
function firstOfEach(issues: readonly ConsentIssue[]): readonly ConsentIssue[] {
  const codes = new Set<string>()
  return issues.filter(({ code }) => !codes.has(code) && codes.add(code))
}
