import { flowContextOf } from '@/lib/facts/flow-context'
import type { JudgingContext } from '@/lib/facts/judging-context'
import type {
  AuthorizationRequest,
  AuthorizationResponse,
  EndpointRequest,
  EndpointResponse,
  OAuthMessage,
  ReceivedJwt,
} from '@/lib/flow/model/message'
import type { Verification } from '@/lib/jose/types'
import type { Endpoint } from '@/lib/model/endpoint'
import type { JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import type { Artefacts } from '@/lib/rules/artefacts'
import { accessToken, refreshToken } from './answers'
import {
  clientId,
  code,
  context,
  noon,
  redirectUri,
  request as authorizationRequest,
  response,
  state,
} from './artefacts'
import { compact } from './tokens'

const second = 1000
export const requestUri = 'urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc'

type Sent = Partial<EndpointRequest>

/** A request to an endpoint, `after` seconds after noon. */
export function sent(
  endpoint: Endpoint,
  after: number,
  params: Params,
  overrides: Sent = {},
): OAuthMessage & EndpointRequest {
  const message = {
    id: `${endpoint}-${after}`,
    at: noon + after * second,
    source: 'devtools',
    results: [],
    kind: `${endpoint}-request`,
    method: 'POST',
    url: `https://auth1.sandbox.mya.ozoneapi.io/${endpoint}`,
    headers: [],
    body: '',
    params,
    certificate: false,
    ...overrides,
  }
  return message as OAuthMessage & EndpointRequest
}

/** The response to a request, a second later. */
export function received(
  { id, kind, at }: EndpointRequest,
  members: JsonObject | string,
  overrides: Partial<EndpointResponse> = {},
): OAuthMessage & EndpointResponse {
  const message = {
    id: `${id}-response`,
    at: at + second,
    source: 'devtools',
    results: [],
    kind: kind.replace('-request', '-response'),
    requestMessageId: id,
    status: 200,
    headers: [],
    body: typeof members === 'string' ? members : JSON.stringify(members),
    truncated: false,
    took: second,
    issues: [],
    jwts: [],
    ...(kind === 'par-request' && { requestUri, expiresIn: 60 }),
    ...overrides,
  }
  return message as unknown as OAuthMessage & EndpointResponse
}

const refused = (sentBefore: EndpointRequest, error: string) =>
  received(sentBefore, { error }, { status: 400 })

/** An authorization request with these parameters. */
export function authorize(
  params: Params,
  overrides: Partial<AuthorizationRequest> = {},
): AuthorizationRequest {
  const query = `?${new URLSearchParams(params as [string, string][]).toString()}`
  return { ...authorizationRequest(query).message, id: 'authorize', ...overrides }
}

/** An authorization response with these parameters. */
export function delivered(
  params: Params,
  overrides: Partial<AuthorizationResponse> = {},
): AuthorizationResponse {
  const query = `?${new URLSearchParams(params as [string, string][]).toString()}`
  return { ...response(query).message, id: 'delivered', ...overrides }
}

/** The last message of a flow with these messages. */
export function lastOf(
  messages: readonly OAuthMessage[],
  known: Partial<JudgingContext> = {},
): Artefacts['flow'] {
  const message = messages.at(-1)
  const flowContext = message && flowContextOf(message, { messages })
  if (!message || !flowContext) throw new Error('The flow has no messages')
  return { message, flowContext, context: { ...context, ...known } }
}

export const exchange = (after = 10, more: Params = [], overrides: Sent = {}) =>
  sent(
    'token',
    after,
    [
      ['grant_type', 'authorization_code'],
      ['code', code],
      ['redirect_uri', redirectUri],
      ['client_id', clientId],
      ...more,
    ],
    overrides,
  )

export const refresh = (
  after: number,
  token = refreshToken,
  more: Params = [['client_id', clientId]],
  overrides: Sent = {},
) =>
  sent(
    'token',
    after,
    [['grant_type', 'refresh_token'], ['refresh_token', token], ...more],
    overrides,
  )

export const tokens: JsonObject = {
  access_token: accessToken,
  token_type: 'Bearer',
  expires_in: 600,
  refresh_token: refreshToken,
}

export const successParams: Params = [
  ['code', code],
  ['state', state],
]

export const push = (client = clientId, more: readonly (readonly [string, string])[] = []) => {
  const request = sent('par', -5, [
    ['client_id', client],
    ['response_type', 'code'],
    ['redirect_uri', redirectUri],
    ['state', state],
    ...more,
  ])
  return [request, received(request, { request_uri: requestUri }, { status: 201 })]
}

export const use = (client = clientId, more: readonly (readonly [string, string])[] = []) =>
  authorize([['client_id', client], ['request_uri', requestUri], ...more])

export const answered = (request: EndpointRequest, members = tokens) => [
  request as never,
  received(request, members),
]

export const error = (request: EndpointRequest, name: string) => [
  request as never,
  refused(request, name),
]

export const asserting = (text: string) => [['client_assertion', text] as const]

export const assertion = (jti: string) => compact({ alg: 'PS256' }, { jti, sub: clientId })

export const unverified: Verification = {
  status: 'not-run',
  reason: null,
  jwk: null,
  keys: null,
  source: null,
}

/** An ID token of this issuer, whose signature was not verified. */
export const idToken = (iss: string): readonly ReceivedJwt[] => [
  {
    name: 'id_token',
    text: compact({ alg: 'PS256' }, { iss }),
    decryption: null,
    verification: unverified,
  },
]

export const verifier = [['code_verifier', 'v']] as const
