import {
  noRequestedParams,
  type RequestedParams,
  type Expected,
  type Flow,
} from '@/lib/flow/model/flow'
import { decodeJwt } from '@/lib/jose/decode'
import { jsonText, textIn } from '@/lib/model/json'
import { maxPageLength } from '@/lib/model/bounds'
import type { MatchReason } from '@/lib/model/match-reason'
import { param, type Params } from '@/lib/model/params'
import type { AuthorizationRequest, ParResponse } from '@/lib/flow/model/message'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import type { KnownClient } from '@/lib/flow/model/world'

type Start = Pick<
  Flow,
  'id' | 'createdAt' | 'tabId' | 'incognito' | 'cookieStoreId' | 'initiator' | 'matchedBy'
>

const unknownClient = {
  profileId: null,
  ruleProfile: 'oauth2',
  issuer: null,
  clientId: null,
  redirectUris: [],
} as const

/** A flow of a client without messages. */
export function emptyFlow(start: Start, client: KnownClient | null): Flow {
  const { profileId, ruleProfile, issuer, clientId, redirectUris } = client ?? unknownClient
  return {
    ...start,
    profileId,
    ruleProfile,
    issuer,
    clientId,
    redirectUris,
    requestUri: null,
    storedRequestId: null,
    expected: { state: null, nonce: null },
    requested: noRequestedParams,
    tokens: [],
    tabClosed: false,
    hold: false,
    updatedAt: start.createdAt,
    chains: [],
    messages: [],
  }
}

/** The properties of a new flow. */
export interface FlowStart {
  readonly id: string
  readonly client: KnownClient | null
  /** Null for a third-party request. */
  readonly stored: StoredRequest | null
  readonly request: AuthorizationRequest
  readonly matchedBy: MatchReason
  readonly tabId: number | null
  readonly incognito: boolean
  readonly cookieStoreId: string | null
  /** Origin of the page that sent the request. */
  readonly initiator: string | null
  /** Id for the message of the PAR response, if the stored request has one. */
  readonly parId: string
}

/**
 * Creates a flow whose first messages are the pasted PAR response, if there is one, and the authorization
 * request.
 */
export function startFlow(start: FlowStart): Flow {
  const { client, stored, request } = start
  const { id, matchedBy, tabId, incognito, cookieStoreId, initiator } = start
  const flow = emptyFlow(
    { id, createdAt: request.at, tabId, incognito, cookieStoreId, initiator, matchedBy },
    client,
  )
  const par = stored?.par ? parResponse({ ...stored, par: stored.par }, start.parId) : null
  const requestedParam = paramsOfRequest(request)
  const requested = requestedParamsOf(
    stored?.requested ?? noRequestedParams,
    request.params,
    requestedParam,
  )
  return {
    ...flow,
    ...ownership(flow, stored, requestedParam),
    requestUri: stored?.requestUri || requestedParam('request_uri'),
    ...usedRequest(start),
    ...(stored?.label && { name: stored.label }),
    ...(requested.redirectUri !== null && { redirectUris: [requested.redirectUri] }),
    expected: expectedOf(stored?.expected, requestedParam),
    requested,
    messages: par ? [par, request] : [request],
  }
}

function usedRequest({
  stored,
  matchedBy,
}: FlowStart): Pick<Flow, 'storedRequestId' | 'reusesRequest' | 'madeByParley'> {
  if (!stored) return { storedRequestId: null }
  const isReuse = matchedBy === 'request_uri' && stored.usedAt !== null
  return {
    storedRequestId: stored.id,
    ...(isReuse && { reusesRequest: true }),
    ...(stored.source === 'parley' && { madeByParley: true }),
  }
}

/** A request of a different client at a known server has neither the profile nor its redirect_uris. */
function ownership(
  flow: Flow,
  stored: StoredRequest | null,
  requestedParam: ParamReader,
): Pick<Flow, 'clientId' | 'profileId' | 'redirectUris'> {
  const named = requestedParam('client_id')
  const seen = named !== null && named.length > maxPageLength ? null : named
  const clientId = stored?.clientId ?? seen ?? flow.clientId
  const isOwn = stored !== null || clientId === flow.clientId
  const { profileId, redirectUris } = isOwn ? flow : { profileId: null, redirectUris: [] }
  return { clientId, profileId, redirectUris }
}

/** Continues the flow of a push when its request_uri is used. */
export function continuePushed(
  pushed: Flow,
  { stored, request, tabId, incognito, cookieStoreId }: FlowStart,
): Flow {
  return {
    ...pushed,
    ...(stored?.label && pushed.name === undefined && { name: stored.label }),
    ...(stored && {
      storedRequestId: stored.id,
      expected: withMore(stored.expected, pushed.expected),
      requested: withMore(stored.requested, pushed.requested),
    }),
    requestUri: param(request.params, 'request_uri') ?? pushed.requestUri,
    tabId,
    incognito,
    cookieStoreId,
    messages: [...pushed.messages, request],
    updatedAt: request.at,
  }
}

/** Replaces unknown values (null) by the other ones. */
function withMore<T extends object>(known: T, elsewhere: T): T {
  const requestedParam = Object.entries(known).filter(([, value]) => value !== null)
  return { ...elsewhere, ...Object.fromEntries(requestedParam) }
}

type ParamReader = (name: string) => string | null

/** Reads the parameters of an authorization request: from its request object, otherwise from the URL. */
function paramsOfRequest({ params }: AuthorizationRequest): ParamReader {
  const request = param(params, 'request')
  const claims = request === undefined ? null : decodeJwt(request).payload
  return (name) => {
    const claim = claims?.[name]
    return claim === undefined ? (param(params, name) ?? null) : jsonText(claim)
  }
}

function expectedOf(known: Expected | undefined, requestedParam: ParamReader): Expected {
  return {
    state: known?.state ?? requestedParam('state'),
    nonce: known?.nonce ?? requestedParam('nonce'),
  }
}

/** The known parameters of a request, completed from the authorize URL. */
function requestedParamsOf(
  requested: RequestedParams,
  params: Params,
  requestedParam: ParamReader,
): RequestedParams {
  return {
    ...requested,
    ...requestedResponse(requested, params),
    redirectUri: requested.redirectUri ?? requestedParam('redirect_uri'),
    scope:
      requested.scope ?? (requestedParam('request_uri') === null ? requestedParam('scope') : null),
    authorizationDetails: requested.authorizationDetails ?? requestedParam('authorization_details'),
    claims: requested.claims ?? requestedParam('claims'),
    acrValues: requested.acrValues ?? requestedParam('acr_values'),
  }
}

type RequestedResponse = Pick<RequestedParams, 'responseType' | 'responseMode'>

/**
 * The requested response_type and response_mode. A request object or a pushed request takes precedence over
 * the parameters beside it.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-6.3)
 */
function requestedResponse(requested: RequestedResponse, params: Params): RequestedResponse {
  const { responseType, responseMode } = requested
  if (responseType !== null || param(params, 'request_uri') !== undefined)
    return { responseType, responseMode }
  const object = param(params, 'request')
  const claims = object === undefined ? null : decodeJwt(object).payload
  const requestedParam = (name: string) =>
    (object === undefined ? param(params, name) : textIn(claims, name)) ?? null
  return {
    responseType: requestedParam('response_type'),
    responseMode: requestedParam('response_mode'),
  }
}

type Pushed = Pick<StoredRequest, 'requestUri' | 'receivedAt' | 'source'> & {
  readonly par: NonNullable<StoredRequest['par']>
}

/** The PAR response with a request_uri whose push was not observed. */
export function parResponse(pushed: Pushed, id: string): ParResponse {
  const { requestUri, receivedAt, source, par } = pushed
  return {
    kind: 'par-response',
    id,
    at: receivedAt,
    source,
    results: [],
    requestMessageId: null,
    truncated: false,
    took: null,
    issues: [],
    jwts: [],
    requestUri,
    ...par,
  }
}
