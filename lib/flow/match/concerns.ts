import type { Observation } from '@/lib/capture/observation'
import type { FlowFacts, FlowMark } from '@/lib/flow/model/flow-facts'
import type { World } from '@/lib/flow/model/world'
import { isClosed, membersOf } from '@/lib/flow/read/response-members'
import { param, type Params } from '@/lib/model/params'
import { responseKey } from '@/lib/oauth/response'
import type { EndpointCall } from './endpoint-call'
import { openersOf } from './match'
import { grantNames, ownNames, tokenNames, withoutProofs } from './match-call'
import { readParams } from './recognise-request'
import { responseReader, type SeenResponse } from './seen-response'
import { callHash, codeKey, paramHashes, placeHash, valueHash } from './value-hash'
import { keptUrl } from '@/lib/model/text-bound'
import { maxRequestLength } from '@/lib/model/bounds'

/** Whether an event may concern a flow. True for too many flows, never for too few. */
export type Concerns = (facts: FlowFacts) => boolean

const is = ({ marks }: FlowFacts, ...wanted: readonly FlowMark[]) =>
  wanted.every((mark) => marks.includes(mark))

const hasOne = ({ values }: FlowFacts, hashes: ReadonlySet<number>) =>
  values.some((value) => hashes.has(value))

/**
 * The flows that a browser event may concern: each reason for a match in `match.ts` and `reduce-request.ts`
 * has its row here.
 */
export function concernedBy(
  observation: Observation,
  { openers, requests }: Pick<World, 'openers' | 'requests'>,
): Concerns {
  const { tabId, webRequestId } = observation
  const responseFor = responsesFor(observation)
  const tabs = new Set([tabId, ...openersOf(tabId, openers)])
  const used = usedRequestOf(observation, requests)
  const opened = valueHash('opened', observation.url)
  return (facts) => {
    const response = responseFor(facts.redirectUris)
    return (
      facts.chains.includes(webRequestId) ||
      hasOne(facts, response.hashes) ||
      isWaitingFor(facts, response) ||
      (facts.tabId !== null && tabs.has(facts.tabId) && isOpenIn(facts)) ||
      facts.values.includes(opened) ||
      (used !== null && is(facts, 'pushed') && isPushOf(facts, used))
    )
  }
}

/**
 * A flow that waits at the target of a response, without a state that contradicts it. The flow of a state
 * is found by its hash.
 */
function isWaitingFor(facts: FlowFacts, { places, isAnyClosed }: ResponseHashes): boolean {
  return is(facts, 'waiting') && (isAnyClosed || is(facts, 'any-state')) && hasOne(facts, places)
}

/** A flow in the tab of the event that may continue there. */
function isOpenIn(facts: FlowFacts): boolean {
  return is(facts, 'waiting') || is(facts, 'hold', 'not-held')
}

interface UsedRequest {
  readonly uri: number
  readonly flowIds: ReadonlySet<string | null>
}

function usedRequestOf(
  { url, ...observation }: Observation,
  requests: World['requests'],
): UsedRequest | null {
  const form = 'form' in observation ? observation.form : null
  if (form === null && !/[?&]request_uri=/.test(url)) return null
  const uri = param(readParams({ url, form }).params, 'request_uri')
  return uri === undefined ? null : usedRequest(uri, requests)
}

function usedRequest(uri: string, requests: World['requests']): UsedRequest {
  const stored = requests.filter(({ requestUri }) => requestUri === uri)
  return {
    uri: valueHash('request_uri', uri),
    flowIds: new Set(stored.map(({ flowId }) => flowId)),
  }
}

function isPushOf({ id, values }: FlowFacts, { uri, flowIds }: UsedRequest): boolean {
  return flowIds.has(id) || values.includes(uri)
}

/** Hashes that identify the flow of a response, and hashes of its target. */
interface ResponseHashes {
  readonly hashes: ReadonlySet<number>
  readonly places: ReadonlySet<number>
  /** One of the responses is an encrypted JARM, whose state is not known. */
  readonly isAnyClosed: boolean
}

/** Reads the responses in an observation for a flow: in its own URL or form, and in its Location. */
function responsesFor(
  observation: Observation,
): (redirectUris: readonly string[]) => ResponseHashes {
  const parts: readonly Observation[] =
    observation.kind === 'redirect'
      ? [observation, { ...observation, part: 'location' }]
      : [observation]
  const readers = parts.map(responseReader)
  const known = new Map<string, ResponseHashes>()
  const ids = new Map<SeenResponse | null, number>([[null, 0]])
  return (redirectUris) => {
    const read = readers.map((reader) => reader(redirectUris))
    for (const response of read) if (!ids.has(response)) ids.set(response, ids.size)
    const key = read.map((response) => ids.get(response)).join(' ')
    const found = known.get(key) ?? hashesOf(read.flatMap((response) => response?.read ?? []))
    known.set(key, found)
    return found
  }
}

function hashesOf(responses: readonly SeenResponse['read'][]): ResponseHashes {
  const states = responses.flatMap(
    ({ params }) => param(membersOf({ params, jwts: [] }), 'state') ?? [],
  )
  return {
    hashes: new Set([
      ...responses.map(({ params }) => valueHash('response', responseKey(params))),
      ...states.map((state) => valueHash('state', state)),
    ]),
    places: new Set(responses.map(({ target }) => placeHash(target))),
    isAnyClosed: responses.some(({ params }) => isClosed({ params, jwts: [] })),
  }
}

/** The flows that a pasted response may belong to. */
export function concernedByPasted(read: SeenResponse['read']): Concerns {
  const { hashes, places } = hashesOf([read])
  return (facts) => hasOne(facts, hashes) || (is(facts, 'waiting') && hasOne(facts, places))
}

/** The flows that a call of a page may concern: each reason for a match in `match-call.ts` has its row here. */
export function concernedByCall(call: EndpointCall): Concerns {
  const { endpoint, entry, signs, tabId, pushed, challenge } = call
  const code = param(signs.sent, 'code')
  const key = code === undefined ? null : codeKey(code)
  const hashes = new Set(hashesOfCall(call, challenge))
  const pushes = new Set(endpoint === 'par' ? paramHashes('push', pushed, ownNames) : [])
  return (facts) =>
    hasOne(facts, hashes) ||
    hasOne(facts, pushes) ||
    (key !== null && facts.codes.some(([known]) => known === key)) ||
    (facts.tabId === tabId && isTabOfCall(facts, endpoint, entry.at))
}

function hashesOfCall({ entry, signs }: EndpointCall, challenge: string | null): readonly number[] {
  const { request } = entry
  const verifier = param(signs.sent, 'code_verifier')
  const uri = signs.received?.['request_uri']
  return [
    callHash({ ...request, url: keptUrl(request.url, maxRequestLength) }),
    ...tokensIn(signs.token, signs.sent).map((token) => valueHash('token', token)),
    ...paramHashes('grant', signs.sent, grantNames),
    valueHash('retry', request.url, withoutProofs(signs.sent)),
    ...[verifier, challenge].flatMap((text) => (text ? [valueHash('proof-key', text)] : [])),
    ...(typeof uri === 'string' ? [valueHash('request_uri', uri)] : []),
  ]
}

function tokensIn(token: string | null, sent: Params): readonly string[] {
  return [token, ...tokenNames.map((name) => param(sent, name) ?? null)].filter(
    (value) => value !== null,
  )
}

function isTabOfCall(facts: FlowFacts, endpoint: EndpointCall['endpoint'], at: number): boolean {
  if (endpoint === 'token') return is(facts, 'waiting')
  return endpoint === 'par' && is(facts, 'unpushed') && facts.updatedAt >= at
}

/** The flows with the push of a request that Parley is about to open. */
export function concernedByOpening(
  requestUri: string | undefined,
  flowId: string | null,
): Concerns {
  const used = requestUri === undefined ? null : valueHash('request_uri', requestUri)
  return (facts) =>
    is(facts, 'pushed') && (facts.id === flowId || (used !== null && facts.values.includes(used)))
}

/** The flows that may expect a nonce. */
export function concernedByNonce(nonce: string): Concerns {
  const hash = valueHash('nonce', nonce)
  return ({ values }) => values.includes(hash)
}

/** The flows that DevTools may report again: those with this request, or with this response. */
export function concernedByReport(observation: Observation): Concerns {
  const page = valueHash('page', observation.method, observation.url)
  const responseFor = responsesFor(observation)
  return (facts) =>
    facts.values.includes(page) || hasOne(facts, responseFor(facts.redirectUris).hashes)
}
