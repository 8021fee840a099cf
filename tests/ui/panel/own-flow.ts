import { noRequestedParams, type Flow, type FlowToken } from '@/lib/flow/model/flow'
import type { Endpoint } from '@/lib/model/endpoint'
import type {
  EndpointRequest,
  EndpointResponse,
  MessageOf,
  OAuthMessage,
  ParResponse,
} from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import type { KeyInfo } from '@/lib/model/key'
import { code, failed, flow, hop, issuer, parResponse, passed, request, response } from './sample'
import { rsaKey } from '../../samples/key'

const encode = (value: object) =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** A token of the right shape with an invented signature. */
const jwt = (header: object, claims: object = {}) => `${encode(header)}.${encode(claims)}.c2ln`

export const secrets = {
  assertion: jwt({ alg: 'PS256', kid: 'k1' }, { sub: 'tpp' }),
  access: 'opaque-access-token-1',
  refresh: 'opaque-refresh-token-1',
  idToken: jwt({ alg: 'PS256', kid: 'as' }, { sub: 'aisyah' }),
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
}
const proofJwk = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }
export const proof = jwt({ typ: 'dpop+jwt', alg: 'ES256', jwk: proofJwk })
export const requestObject = jwt({ alg: 'PS256', kid: 'k1' }, { client_id: 'tpp' })

const start = parResponse.at

function sent<E extends Endpoint>(
  endpoint: E,
  more: Partial<EndpointRequest<E>> = {},
): MessageOf<`${E}-request`> {
  const message: EndpointRequest = {
    id: `${endpoint}-request`,
    kind: `${endpoint}-request`,
    at: start,
    source: 'parley',
    results: [],
    method: 'POST',
    url: `${issuer}/${endpoint}`,
    headers: [['accept', 'application/json']],
    body: '',
    params: [],
    certificate: false,
    ...more,
  }
  return message as unknown as MessageOf<`${E}-request`>
}

export function answered<E extends Endpoint>(
  endpoint: E,
  more: Partial<EndpointResponse<E>> = {},
): EndpointResponse<E> & OAuthMessage {
  const message: EndpointResponse = {
    id: `${endpoint}-response`,
    kind: `${endpoint}-response`,
    at: start,
    source: 'parley',
    results: [],
    requestMessageId: `${endpoint}-request`,
    status: 200,
    headers: [['content-type', 'application/json']],
    body: '',
    truncated: false,
    took: 268,
    issues: [],
    jwts: [],
    ...more,
  }
  return message as unknown as EndpointResponse<E> & OAuthMessage
}

const details = [
  { type: 'urn:example:consent:v1', consent: { consentId: 'c-5d0e7b', permissions: ['a', 'b'] } },
]
const form: Params = [
  ['client_id', 'tpp'],
  ['request', requestObject],
  ['authorization_details', JSON.stringify(details)],
  ['client_assertion', secrets.assertion],
]

export const parRequest = sent('par', {
  at: start - 214,
  url: `${issuer}/par`,
  params: form,
  body: new URLSearchParams(form.map(([name, value]) => [name, value])).toString(),
})

const ownParResponse: ParResponse = {
  ...parResponse,
  source: 'parley',
  requestMessageId: parRequest.id,
  took: 214,
}

const tokenForm: Params = [
  ['grant_type', 'authorization_code'],
  ['code', code],
  ['code_verifier', secrets.verifier],
]

export const tokenRequest = sent('token', {
  at: start + 37_981,
  url: `${issuer}/token`,
  headers: [
    ['authorization', `Basic ${btoa('tpp%2Fa:s3cret%3A')}`],
    ['DPoP', proof],
  ],
  params: tokenForm,
  body: new URLSearchParams(tokenForm.map(([name, value]) => [name, value])).toString(),
})

export const tokenResponse = answered('token', {
  at: start + 38_249,
  results: [passed, { ...failed, id: 'idt-iss', on: 'id-token', of: 'id_token', about: 'iss' }],
  body: JSON.stringify({
    access_token: secrets.access,
    refresh_token: secrets.refresh,
    id_token: secrets.idToken,
    token_type: 'DPoP',
    expires_in: 300,
    authorization_details: details,
  }),
})

const userinfoRequest = sent('userinfo', {
  at: start + 38_902,
  method: 'GET',
  url: `${issuer}/userinfo`,
  headers: [['authorization', `DPoP ${secrets.access}`]],
})

const userinfoResponse = answered('userinfo', {
  at: start + 39_067,
  headers: [['content-type', 'application/jwt']],
  body: secrets.idToken,
})

const resourceRequest = sent('resource', {
  at: start + 40_000,
  method: 'GET',
  url: 'https://api.example/accounts?page=2',
})

/** It was never received. */
export const resourceResponse = answered('resource', {
  at: start + 50_000,
  status: null,
  headers: [],
  took: 10_000,
  issues: [{ code: 'fetch_timeout', seen: 'timed out', expected: 'https://api.example/accounts' }],
})

const revocationRequest = sent('revocation', {
  at: start + 60_000,
  params: [['token', secrets.access]],
})

const revocationResponse = answered('revocation', { at: start + 60_100 })

function held(kind: FlowToken['kind'], value: string, more: Partial<FlowToken> = {}): FlowToken {
  return {
    id: kind,
    kind,
    value,
    messageId: tokenResponse.id,
    receivedAt: start,
    expiresAt: null,
    tokenType: null,
    scope: null,
    state: 'live',
    ...more,
  }
}

export const accessToken = held('access_token', secrets.access, {
  tokenType: 'DPoP',
  expiresAt: Date.now() + 300_000,
})
const refreshToken = held('refresh_token', secrets.refresh)
const idToken = held('id_token', secrets.idToken)
export const spentToken = held('refresh_token', 'spent-value', { id: 'old', state: 'spent' })

/** Parley pushed it, got a code, and exchanged it. */
export const ownFlow: Flow = {
  ...flow,
  matchedBy: 'sent',
  requested: { ...noRequestedParams, authorizationDetails: JSON.stringify(details) },
  tokens: [accessToken, refreshToken, idToken, spentToken],
  messages: [
    parRequest,
    ownParResponse,
    request,
    hop(0),
    response,
    tokenRequest,
    tokenResponse,
    userinfoRequest,
    userinfoResponse,
    resourceRequest,
    resourceResponse,
    revocationRequest,
    revocationResponse,
  ],
}

/** The same before the code was exchanged. */
export const codeFlow: Flow = { ...ownFlow, tokens: [], messages: ownFlow.messages.slice(0, 5) }

/** The same before it was opened. */
export const pushedFlow: Flow = { ...ownFlow, tokens: [], messages: [parRequest, ownParResponse] }

export const signingKey: KeyInfo = { ...rsaKey, id: 'key1', kid: 'k1' }
