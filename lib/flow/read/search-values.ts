import type { Flow } from '@/lib/flow/model/flow'
import type { MessageKind, OAuthMessage } from '@/lib/flow/model/message'
import { decodeJwt } from '@/lib/jose/decode'
import { isSecret, type Place } from '@/lib/model/credentials'
import { isObject, jsonText, jsonTreeOf } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import { cutText } from '@/lib/model/text-bound'
import { withoutQuery } from '@/lib/model/url'
import { looksLikeJwt } from '@/lib/oauth/jwt-text'
import { isEndpointRequest, isEndpointResponse, issuesOf } from './endpoint-response'
import { tokensOf } from './message-tokens'

/** A value of a flow that a search can find. */
export interface SearchValue {
  /** The message with the value; null for a value of the flow itself. */
  readonly kind: MessageKind | null
  /** The names on the way to the value, the last one its own. */
  readonly path: readonly string[]
  readonly text: string
  /** Only what was searched for may be shown. */
  readonly isSecret: boolean
}

/** Values of a flow, and characters of each, that are searched. */
const maxValues = 4000
const maxCharacters = 4000
/** Levels of a JSON value. */
const maxDepth = 32

type Value = Omit<SearchValue, 'kind'>

/** Every value of a flow, decoded: parameters, headers, JSON, claims, findings. Each once. */
export function searchValues(flow: Flow): readonly SearchValue[] {
  const found = new Map<string, SearchValue>()
  for (const value of allValues(flow)) {
    if (found.size >= maxValues) break
    const text = cutText(value.text, maxCharacters)
    const key = JSON.stringify([value.path.at(-1), text])
    if (text !== '' && !found.has(key)) found.set(key, { ...value, text })
  }
  return [...found.values()]
}

function* allValues(flow: Flow): Generator<SearchValue> {
  for (const value of flowValues(flow)) yield { kind: null, ...value }
  for (const message of flow.messages)
    for (const value of messageValues(message)) yield { kind: message.kind, ...value }
}

function* flowValues(flow: Flow): Generator<Value> {
  const { issuer, clientId, requestUri, redirectUris, expected, requested } = flow
  const named: readonly (readonly [string, string | null])[] = [
    ['issuer', issuer],
    ['client_id', clientId],
    ['request_uri', requestUri],
    ['state', expected.state],
    ['nonce', expected.nonce],
    ['scope', requested.scope],
    ['code_verifier', requested.codeVerifier],
    ['authorization_details', requested.authorizationDetails],
    ['claims', requested.claims],
    ...redirectUris.map((uri) => ['redirect_uri', uri] as const),
  ]
  for (const [name, text] of named) if (text !== null) yield* textValues('parameter', [name], text)
}

function* messageValues(message: OAuthMessage): Generator<Value> {
  yield* findings(message)
  if ('params' in message) yield* paramValues('parameter', message.params)
  if ('url' in message) yield plain(['url'], withoutQuery(message.url))
  if (isEndpointRequest(message) || isEndpointResponse(message)) {
    yield* paramValues('header', message.headers)
    const isForm = isEndpointRequest(message) && message.params.length > 0
    if (!isForm) yield* bodyValues(message.body)
  }
  for (const { name, text } of tokensOf(message)) yield* jwtValues([name], text)
  for (const { name, text } of openedIn(message)) yield* jwtValues([name], text)
}

/** The JWTs inside the encrypted ones. */
function openedIn(message: OAuthMessage) {
  const jwts = ('jwts' in message && message.jwts) || []
  return jwts.flatMap(({ name, decryption }) =>
    decryption?.plaintext ? [{ name, text: decryption.plaintext }] : [],
  )
}

/** What the failed checks of a message saw and expected. */
function* findings(message: OAuthMessage): Generator<Value> {
  const found = message.results.flatMap((result) =>
    result.findings.map((finding) => ({ ...finding, about: result.about })),
  )
  for (const { about = '', seen, expected } of [...issuesOf(message), ...found]) {
    if (seen !== undefined) yield plain([about, 'got'], seen)
    if (expected !== undefined) yield plain([about, 'expected'], expected)
  }
}

const plain = (path: readonly string[], text: string): Value => ({ path, text, isSecret: false })

function* paramValues(place: Place, params: Params): Generator<Value> {
  for (const [name, text] of params) yield* textValues(place, [name], text)
}

/** A body that is not JSON is not taken apart, so a secret in it is not recognised. */
function* bodyValues(body: string): Generator<Value> {
  const tree = jsonTreeOf(body)
  if (tree === null) yield { path: ['body'], text: body, isSecret: true }
  else yield* treeValues('member', [], tree, false)
}

/** A text, or the values in it if it is JSON. */
function* textValues(
  place: Place,
  path: readonly string[],
  text: string,
  isInside = false,
): Generator<Value> {
  const isHidden = isInside || isSecret(place, path.at(-1) ?? '') || looksLikeJwt(text)
  const tree = jsonTreeOf(text)
  if (tree === null) yield { path, text, isSecret: isHidden }
  else yield* treeValues(place === 'claim' ? 'claim' : 'member', path, tree, isHidden)
}

function* treeValues(
  place: Place,
  path: readonly string[],
  value: unknown,
  isInside: boolean,
): Generator<Value> {
  if (path.length > maxDepth) return
  if (Array.isArray(value)) {
    for (const item of value) yield* treeValues(place, path, item, isInside)
  } else if (isObject(value)) {
    const isHidden = isInside || isSecret(place, path.at(-1) ?? '')
    for (const [name, member] of Object.entries(value))
      yield* treeValues(place, [...path, name], member, isHidden)
  } else if (typeof value === 'string') yield* textValues(place, path, value, isInside)
  else yield { path, text: jsonText(value), isSecret: isInside }
}

/** The header and the claims of a JWT. */
function* jwtValues(path: readonly string[], text: string): Generator<Value> {
  const { header, payload } = decodeJwt(text)
  // The token is a secret, its claims are not.
  for (const part of [header, payload])
    for (const [name, member] of Object.entries(part ?? {}))
      yield* treeValues('claim', [...path, name], member, false)
}
