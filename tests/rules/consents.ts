import { consentComparisonOf } from '@/lib/facts/consent-comparison'
import { statedConsentOf } from '@/lib/facts/stated-consent'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { JsonObject } from '@/lib/model/json'
import type { Artefacts } from '@/lib/rules/artefacts'
import { introspection, knowing, refreshToken, tokenRequest, tokenResponse } from './answers'
import { context, noon, request } from './artefacts'
import { resourceCall, resourceReply } from './resources'

/** A flow with these messages. */
const flowOf = (messages: readonly OAuthMessage[], requested: Partial<Flow['requested']> = {}) =>
  ({ messages, tokens: [], requested: { ...context.requested, ...requested } }) as unknown as Flow

const state = (message: OAuthMessage, flow: Flow, known = context): Artefacts['consent'] => {
  const stated = statedConsentOf(message, flow)
  if (!stated) throw new Error('The message states no consent')
  return { stated, context: { ...known, requested: flow.requested } }
}

interface Requested extends Partial<Flow['requested']> {
  /** Messages before the request. */
  readonly before?: readonly OAuthMessage[]
  readonly known?: Artefacts['consent']['context']
}

/** A pushed request. */
function requesting({ before = [], known, ...requested }: Requested): Artefacts['consent'] {
  const message = { ...resourceCall(), id: 'par', kind: 'par-request' } as OAuthMessage
  return state(message, flowOf([...before, message], requested), known)
}

/** A request for these objects, without metadata of the server. */
export const requestingDetails = (
  details: unknown,
  types: readonly string[] | null = null,
): Artefacts['consent'] =>
  requesting({
    authorizationDetails: typeof details === 'string' ? details : JSON.stringify(details),
    known: knowing({ metadata: types && { authorization_details_types_supported: types } }),
  })

export const requestingScope = (scope: string, before: readonly OAuthMessage[] = []) =>
  requesting({ scope, before })

/** A request whose parameters are in the URL of the browser. */
export function requestingInBrowser(details: unknown): Artefacts['consent'] {
  const authorizationDetails = JSON.stringify(details)
  const query = new URLSearchParams({ authorization_details: authorizationDetails }).toString()
  const { message } = request(`?${query}`)
  return state(message, flowOf([message], { authorizationDetails }))
}

/** A token response with these members, after an earlier one. */
export function granting(members: JsonObject, earlier: JsonObject | null = null) {
  const response = (id: string, at: number, body: JsonObject) =>
    ({ ...tokenResponse(body).message, id, at }) as OAuthMessage
  const message = response('t2', noon, members)
  const before = earlier ? [response('t1', noon - 1000, earlier)] : []
  return state(message, flowOf([...before, message]))
}

/** A call of a consent resource. */
export interface ConsentCall {
  /** Absent for a GET. */
  readonly sent?: JsonObject
  readonly received: JsonObject
  readonly path?: string
  readonly status?: number
}

/** The messages of calls, one second after each other. */
export function callsOf(calls: readonly ConsentCall[]): readonly OAuthMessage[] {
  return calls.flatMap(({ sent, received, path = '/consents', status }, index): OAuthMessage[] => {
    const at = noon - (calls.length - index) * 1000
    return [
      resourceCall({
        id: `q${index}`,
        at,
        method: sent ? 'POST' : 'GET',
        url: `https://rs.example${path}`,
        body: sent ? JSON.stringify(sent) : '',
      }),
      resourceReply({
        id: `r${index}`,
        at,
        requestMessageId: `q${index}`,
        status: status ?? (sent ? 201 : 200),
        body: JSON.stringify(received),
      }),
    ]
  })
}

/** What the last of the calls says in comparison with the others. */
export function comparing(...calls: readonly ConsentCall[]): Artefacts['consent-comparison'] {
  const messages = callsOf(calls)
  return compare(messages.at(-1), messages)
}

/** The tokens that were issued after the calls. */
export function tokensAfter(...calls: readonly ConsentCall[]): Artefacts['consent-comparison'] {
  const sent = tokenRequest([['grant_type', 'authorization_code']])
  const { message } = tokenResponse()
  return compare(message, [...callsOf(calls), sent, message])
}

function compare(message: OAuthMessage | undefined, messages: readonly OAuthMessage[]) {
  const comparison = message && consentComparisonOf(message, flowOf(messages))
  if (!comparison) throw new Error('The message has nothing to compare')
  return { comparison, context }
}

/** The introspection of a refresh token in a flow that requested a sharing of this length. */
export function introspecting(sharing_duration: number, exp: number, value = refreshToken) {
  const at = noon - 1000
  const granted = { ...tokenResponse({ refresh_token: refreshToken }).message, id: 't', at }
  const sent = tokenRequest([['token', value]], { id: 'm0' })
  const { message } = introspection({ active: true, exp })
  const messages = [
    { ...resourceCall(), id: 'par', kind: 'par-request', at } as OAuthMessage,
    granted,
    { ...sent, kind: 'introspection-request' } as unknown as OAuthMessage,
    message,
  ]
  const claims = JSON.stringify({ sharing_duration })
  const flow = flowOf(messages, { scope: 'openid', claims })
  const tokens = [{ kind: 'refresh_token', value: refreshToken }] as unknown as Flow['tokens']
  const comparison = consentComparisonOf(message, { ...flow, tokens })
  if (!comparison) throw new Error('The message has nothing to compare')
  return { comparison, context }
}

/** The request that creates a consent resource. */
export function creating(body: JsonObject, path = '/v1/consents'): Artefacts['consent'] {
  const message = resourceCall({
    method: 'POST',
    url: `https://rs.example${path}`,
    body: JSON.stringify(body),
  })
  return state(message, flowOf([message]))
}
