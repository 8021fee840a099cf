import type { Delivery } from '@/lib/flow/model/hold'
import { type Flow, noRequestedParams } from '@/lib/flow/model/flow'
import type { AuthorizationResponse, EndpointRequest, OAuthMessage } from '@/lib/flow/model/message'

/** A held response without a decision. */
export function held(more: Partial<AuthorizationResponse> = {}): AuthorizationResponse {
  const { at = Date.now() } = more
  return {
    kind: 'authorization-response',
    id: 'r1',
    at,
    source: 'browser',
    results: [],
    method: 'GET',
    url: 'https://app.example/cb',
    target: 'https://app.example/cb',
    responseMode: 'query',
    via: 'redirect',
    params: [],
    status: 303,
    callback: {},
    from: 'https://as.example',
    posted: null,
    passedOn: [],
    frame: 'top',
    matchedBy: 'state',
    jwts: [],
    replays: [],
    hold: { state: 'held', at, tabId: 7, initiator: 'https://as.example', releases: [] },
    ...more,
  }
}

export function flowWith(messages: readonly OAuthMessage[], more: Partial<Flow> = {}): Flow {
  return {
    id: 'f1',
    profileId: 'p1',
    ruleProfile: 'ofm',
    issuer: 'https://as.example',
    clientId: 'tpp-7f3a91',
    requestUri: null,
    storedRequestId: null,
    redirectUris: ['https://app.example/cb'],
    expected: { state: null, nonce: null },
    requested: noRequestedParams,
    tokens: [],
    createdAt: 1,
    updatedAt: 1,
    tabId: 7,
    incognito: false,
    cookieStoreId: null,
    tabClosed: false,
    hold: false,
    chains: [],
    matchedBy: 'opened',
    messages,
    ...more,
  }
}

const encode = (value: object) =>
  btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** A signed authorization response; its signature is not checked here. */
export function jarm(members: object): string {
  return [
    encode({ alg: 'PS256', kid: 'k1' }),
    encode({ aud: 'tpp-7f3a91', ...members }),
    'c2ln',
  ].join('.')
}

export function tokenRequestWith(code: string): EndpointRequest<'token'> {
  return {
    kind: 'token-request',
    id: `t-${code}`,
    at: Date.now(),
    source: 'parley',
    results: [],
    method: 'POST',
    url: 'https://as.example/token',
    headers: [],
    body: '',
    params: [['code', code]],
    certificate: false,
  }
}

/** A form that was stopped and is not a response. */
export const stopped: Delivery = {
  tabId: 7,
  frame: 'top',
  method: 'POST',
  url: 'https://app.example/cb',
  form: [
    ['transfer', '1000'],
    ['code', 'a-secret-code'],
  ],
  of: null,
  start: 'cross-site',
  initiator: 'https://news.example',
  state: 'undecided',
  webRequestId: null,
  stoppedId: '1',
}
