import type { Flow } from '@/lib/flow/model/flow'
import type { FlowDecoupled } from '@/lib/flow/model/flow-decoupled'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { jsonObjectOf, textIn, type JsonObject } from '@/lib/model/json'
import { decodeJwt } from '@/lib/jose/decode'
import { param, type Params } from '@/lib/model/params'
import { grantFacts, type DecoupledGrant } from '@/lib/oauth/decoupled'
import {
  beginPolling,
  earliestPoll,
  nextPoll,
  pollAfter,
  polled,
  termsOf,
  type PollProgress,
} from '@/lib/oauth/polling'
import { isSuccess } from './endpoint-response'

/**
 * `sending`: the first response is not received yet. `refused`: it is an error. `unreceivable`: the tokens would be
 * pushed to an address that Parley does not have. `waiting`: Parley polls. `stopped`: it does not, for the reason in
 * `stop`. `ended`: the server ended it.
 */
type PollPhase = 'sending' | 'refused' | 'unreceivable' | 'waiting' | 'stopped' | 'ended'

/** How far a grant without the browser is. */
export interface PollState {
  readonly grant: DecoupledGrant
  readonly delivery: FlowDecoupled['delivery']
  readonly phase: PollPhase
  readonly stop: FlowDecoupled['stop']
  /** The first request; null before it. */
  readonly request: EndpointRequest | null
  /** The first response; null before it. */
  readonly response: EndpointResponse | null
  /** Null without a first response that can be polled for. */
  readonly progress: PollProgress | null
  /** The code that polls send back, a secret; null without one. */
  readonly code: string | null
  /** What the user enters or compares. Null without one. */
  readonly userCode: string | null
  readonly verificationUri: string | null
  readonly verificationUriComplete: string | null
  readonly bindingMessage: string | null
}

type Decoupled = Pick<Flow, 'messages' | 'decoupled'>

/** How far the grant of a flow is, from its messages; null for any other flow. */
export function pollStateOf({ messages, decoupled }: Decoupled): PollState | null {
  if (!decoupled) return null
  const { grant, delivery, stop } = decoupled
  const { endpoint, member: name } = grantFacts[grant]
  const isOf = (end: 'request' | 'response') => (message: OAuthMessage) =>
    message.kind === `${endpoint}-${end}`
  const request = messages.findLast(isOf('request')) as EndpointRequest | undefined
  const response = (messages.findLast(isOf('response')) ?? null) as EndpointResponse | null
  const members = response && isSuccess(response) ? jsonObjectOf(response.body) : null
  const given = (member: string) => textIn(members, member) || null
  const code = given(name)
  const progress = response && code !== null ? progressOf(messages, grant, code, response) : null
  return {
    grant,
    delivery,
    phase: phaseOf(decoupled, response, progress),
    stop,
    request: request ?? null,
    response,
    progress,
    code,
    userCode: given('user_code'),
    verificationUri: given('verification_uri'),
    verificationUriComplete: given('verification_uri_complete'),
    bindingMessage: request ? sentValue(request, 'binding_message') : null,
  }
}

/** The claims of a signed request; null for one that is not signed, whose parameters count. */
interface SentValues {
  readonly claims: JsonObject | null
  readonly params: Params
}

/** What a first request asks for: the claims of a signed one, otherwise its parameters. */
export function sentIn({ params }: EndpointRequest): SentValues {
  const signed = param(params, 'request')
  const claims = signed === undefined ? null : decodeJwt(signed).payload
  return {
    claims: claims && Object.hasOwn(claims, hidden) ? { ...claims, [hidden]: '…' } : claims,
    params: params
      .filter(([name]) => !ofClient.has(name))
      .map(([name, value]) => [name, name === hidden ? '…' : value]),
  }
}

/** Parley generates it, so the tester does not know it. */
const hidden = 'client_notification_token'

/** Parameters that authenticate the client. */
const ofClient: ReadonlySet<string> = new Set([
  'client_assertion',
  'client_assertion_type',
  'client_secret',
])

/** A parameter of a request that may be signed. */
function sentValue({ params }: EndpointRequest, name: string): string | null {
  const signed = param(params, 'request')
  if (signed === undefined) return param(params, name) || null
  return textIn(decodeJwt(signed).payload, name)
}

function phaseOf(
  { delivery, stop }: FlowDecoupled,
  response: EndpointResponse | null,
  progress: PollProgress | null,
): PollPhase {
  if (progress?.end) return 'ended'
  if (response && !progress) return 'refused'
  if (stop) return 'stopped'
  if (!progress) return 'sending'
  return delivery === 'push' ? 'unreceivable' : 'waiting'
}

/** Replays the polls with this code. */
function progressOf(
  messages: readonly OAuthMessage[],
  grant: DecoupledGrant,
  code: string,
  { body, at }: EndpointResponse,
): PollProgress {
  const { grantType, member: name } = grantFacts[grant]
  const polls = new Set<string>()
  return messages.reduce(
    (progress, message) => {
      if (message.kind === 'token-request') {
        const { params } = message
        if (param(params, 'grant_type') !== grantType || param(params, name) !== code)
          return progress
        polls.add(message.id)
        return polled(progress, message.at)
      }
      if (message.kind !== 'token-response' || !polls.has(message.requestMessageId ?? ''))
        return progress
      const isLost = message.issues.some(({ code: issue }) => issue === 'response_lost')
      return pollAfter(progress, { ...message, isLost })
    },
    beginPolling(termsOf(body, at)),
  )
}

/** When the next poll of a flow is due, in milliseconds since the epoch; null if Parley does not poll. */
export function nextPollOf(flow: Decoupled): number | null {
  const state = pollStateOf(flow)
  return state?.phase === 'waiting' && state.progress ? nextPoll(state.progress) : null
}

/** Whether a poll may be sent by itself, also after its time: never before the interval. */
export function mayPoll({ phase, stop, progress }: PollState, now: number): boolean {
  if (!progress || progress.end || progress.isUnderWay) return false
  const isOpen = phase === 'waiting' || stop?.by === 'expired'
  return isOpen && now >= earliestPoll(progress)
}
