import {
  challengesOf,
  grantNames,
  namedUri,
  ownNames,
  withoutProofs,
} from '@/lib/flow/match/match-call'
import { pushedParams } from '@/lib/flow/match/push-facts'
import { callHash, codeKey, paramHashes, placeHash, valueHash } from '@/lib/flow/match/value-hash'
import type { Flow } from '@/lib/flow/model/flow'
import type { FlowFacts, FlowMark, SeenCode } from '@/lib/flow/model/flow-facts'
import type { AuthorizationResponse, OAuthMessage } from '@/lib/flow/model/message'
import { isPushedOnly } from '@/lib/flow/read/endpoint-response'
import { responsesOf } from '@/lib/flow/read/find-response'
import { membersOf } from '@/lib/flow/read/response-members'
import { stepUpIn } from '@/lib/flow/read/step-up'
import { pollStateOf } from '@/lib/flow/read/poll-state'
import { unansweredIn } from '@/lib/flow/read/unanswered'
import { param } from '@/lib/model/params'
import { parseUrl } from '@/lib/model/url'
import { responseKey } from '@/lib/oauth/response'
import { rankOf } from './flow-budget'

/** The index entry of a flow. `octets` is the size of its JSON; `more` are marks that only the caller knows. */
export function factsOf(
  flow: Flow,
  { rev, octets, more }: Pick<FlowFacts, 'rev' | 'octets'> & { readonly more: readonly FlowMark[] },
): FlowFacts {
  const { id, createdAt, updatedAt, profileId, tabId, tabClosed, matchedBy } = flow
  if (flow.imported) return importedFacts(flow, { rev, octets })
  const { redirectUris, chains, requested } = flow
  const stepUp = stepUpIn(flow)
  return {
    id,
    rev,
    createdAt,
    updatedAt,
    profileId,
    tabId,
    tabClosed,
    initiator: flow.initiator ?? null,
    matchedBy,
    dpopKeyId: requested.dpopKeyId,
    requestedUri: requested.redirectUri,
    redirectUris,
    chains,
    marks: [...marksOf(flow), ...more],
    codes: responsesOf(flow).flatMap(codesOf),
    ...freshValuesOf(flow),
    ...(stepUp && { stepUp }),
    values: [...new Set(valuesOf(flow))],
    octets,
    rank: rankOf(flow),
    ...(flow.kept && { kept: true }),
  }
}

/** No event concerns an imported flow, and no task selects it. */
function importedFacts(flow: Flow, { rev, octets }: Pick<FlowFacts, 'rev' | 'octets'>): FlowFacts {
  return {
    id: flow.id,
    rev,
    createdAt: flow.createdAt,
    updatedAt: flow.updatedAt,
    profileId: null,
    tabId: null,
    tabClosed: true,
    initiator: null,
    matchedBy: flow.matchedBy,
    dpopKeyId: null,
    requestedUri: null,
    redirectUris: [],
    chains: [],
    marks: [],
    codes: [],
    values: [],
    octets,
    rank: rankOf(flow),
    ...(flow.kept && { kept: true }),
  }
}

function marksOf(flow: Flow): readonly FlowMark[] {
  const { messages, hold, exchangeDue } = flow
  const isSet: Readonly<Partial<Record<FlowMark, boolean>>> = {
    waiting: responsesOf(flow).length === 0,
    'any-state': flow.expected.state === null,
    pushed: isPushedOnly(flow),
    unpushed: messages.every(({ kind }) => kind !== 'par-request' && kind !== 'par-response'),
    hold,
    'not-held': responsesOf(flow).every((response) => response.hold === null),
    unanswered: unansweredIn(flow).length > 0,
    'exchange-due': exchangeDue !== undefined,
    'consent-running': flow.consent?.run?.state === 'running',
    polling: pollStateOf(flow)?.phase === 'waiting',
  }
  return (Object.keys(isSet) as FlowMark[]).filter((mark) => isSet[mark])
}

function codesOf(response: AuthorizationResponse): readonly SeenCode[] {
  const code = param(membersOf(response), 'code')
  return code ? [[codeKey(code), response.id, response.at]] : []
}

/** The values of the requests of a flow that each request must have of its own. */
function freshValuesOf({ expected, messages }: Flow): Pick<FlowFacts, 'fresh'> {
  const challenges = messages.flatMap((message) => challengesOf(message))
  const values = {
    state: expected.state ? [expected.state] : [],
    nonce: expected.nonce ? [expected.nonce] : [],
    code_challenge: [...new Set(challenges)],
  }
  const found = Object.entries(values).filter(([, texts]) => texts.length > 0)
  if (found.length === 0) return {}
  return { fresh: Object.fromEntries(found.map(([name, texts]) => [name, texts.map(codeKey)])) }
}

function valuesOf(flow: Flow): readonly number[] {
  const { expected, redirectUris, requestUri, requested, tokens, messages } = flow
  const known = (kind: Parameters<typeof valueHash>[0], value: string | null) =>
    value === null ? [] : [valueHash(kind, value)]
  return [
    ...known('state', expected.state),
    ...known('nonce', expected.nonce),
    ...known('request_uri', requestUri),
    ...known('proof-key', requested.codeVerifier),
    ...redirectUris.map(placeHash),
    ...openedUrls(flow).map((url) => valueHash('opened', url)),
    ...tokens.map(({ value }) => valueHash('token', value)),
    ...messages.flatMap((message) => [
      ...known('request_uri', namedUri(message) ?? null),
      ...challengesOf(message).map((challenge) => valueHash('proof-key', challenge)),
      ...readers.flatMap((read) => read(message)),
    ]),
  ]
}

/** The URL that a tab is about to send for Parley, as it was opened and as the browser reports it. */
function openedUrls({ chains, messages }: Flow): readonly string[] {
  const request = messages.find((message) => message.kind === 'authorization-request')
  if (chains.length > 0 || request?.source !== 'parley') return []
  return [request.url, parseUrl(request.url)?.href ?? request.url]
}

/** The hashes of each kind of message. */
const readers: readonly ((message: OAuthMessage) => readonly number[])[] = [
  (message) =>
    message.kind === 'authorization-request'
      ? [valueHash('page', message.method, message.url)]
      : [],
  (message) => (message.kind === 'authorization-response' ? responseHashes(message) : []),
  (message) =>
    message.kind === 'par-request'
      ? paramHashes('push', pushedParams(message.params), ownNames)
      : [],
  (message) =>
    message.kind === 'token-request'
      ? [
          ...paramHashes('grant', message.params, grantNames),
          valueHash('retry', message.url, withoutProofs(message.params)),
        ]
      : [],
  (message) => ('certificate' in message ? [callHash(message)] : []),
]

/** The same response again, as received or as released, and its access token. */
function responseHashes(response: AuthorizationResponse): readonly number[] {
  const { params, hold } = response
  const token = param(membersOf(response), 'access_token')
  return [
    ...[params, ...(hold?.releases ?? []).map((release) => release.params)].map((known) =>
      valueHash('response', responseKey(known)),
    ),
    ...(token === undefined ? [] : [valueHash('token', token)]),
  ]
}
