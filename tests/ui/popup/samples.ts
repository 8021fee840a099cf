import type { OriginAccess } from '@/lib/storage/state'
import { type Flow, noRequestedParams } from '@/lib/flow/model/flow'
import type { EndpointRequest, EndpointResponse, ParResponse } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import type { StoredRequest } from '@/lib/flow/model/stored-request'
import type { KeyInfo } from '@/lib/model/key'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import type { Profile } from '@/lib/oauth/profile'
import type { RuleResult } from '@/lib/model/rule-result'
import type { Mirror } from '@/lib/state/mirror'
import { flowWith as flowOf, held } from '../../samples/held'
import { rsaKey } from '../../samples/key'

export const secretCode = 'SplxlOBeZQQYbYS6WxSbIAGk4'

export const profile: Profile = {
  id: 'p1',
  name: 'Sandbox',
  issuer: 'https://as.example',
  clientId: 'tpp-7f3a91',
  redirectUris: ['https://app.example/cb'],
  ruleProfile: 'ofm',
  addScopeOpenid: true,
  ...clientDefaults.ofm,
  createdAt: 1,
}

export function request(id: string, more: Partial<StoredRequest> = {}): StoredRequest {
  const now = Date.now()
  return {
    id,
    profileId: 'p1',
    label: `Request ${id}`,
    clientId: 'tpp-7f3a91',
    requestUri: `urn:ietf:params:oauth:request_uri:${id}`,
    authorizeUrl: null,
    addedAt: now,
    receivedAt: now,
    receivedAssumed: true,
    expiresAt: now + 90_000,
    usedAt: null,
    expected: { state: null, nonce: null },
    requested: noRequestedParams,
    source: 'pasted',
    flowId: null,
    par: null,
    ...more,
  }
}

/** A request that has so many seconds left of ninety. */
export function living(id: string, seconds: number, more: Partial<StoredRequest> = {}) {
  const expiresAt = Date.now() + seconds * 1000
  return request(id, { receivedAt: expiresAt - 90_000, expiresAt, ...more })
}

export function result(id: string, outcome: RuleResult['outcome'], code = 'differs'): RuleResult {
  const findings = outcome === 'failed' ? [{ code }] : []
  const refs = [id.startsWith('ar-iss') ? 'RFC9207-2.4' : 'RFC6749-4.1.2'] as const
  return {
    id,
    on: 'authorization-response',
    of: 'message',
    about: id,
    outcome,
    severity: 'fail',
    findings,
    refs,
  }
}

export const goodParams: Params = [
  ['code', secretCode],
  ['state', 'af0ifjsldkj-of-the-request'],
  ['iss', 'https://as.example'],
]
const goodResults = [result('ar-state-match', 'passed'), result('ar-iss-match', 'passed')]

interface FlowParts {
  readonly params?: Params
  readonly results?: readonly RuleResult[]
  readonly age?: number
  readonly flow?: Partial<Flow>
}

/** A flow whose response was received the given number of milliseconds ago. */
export function flowWith({
  params = goodParams,
  results = goodResults,
  age = 10_000,
  flow,
}: FlowParts): Flow {
  const at = Date.now() - age
  const response = held({
    id: 'm1',
    at,
    results,
    params,
    status: 302,
    from: null,
    hold: null,
  })
  return flowOf([response], {
    expected: { state: 'af0ifjsldkj-of-the-request', nonce: null },
    createdAt: at,
    updatedAt: at,
    tabId: null,
    ...flow,
  })
}

export const withFlow = (flow: Flow): Partial<Mirror> => ({ latest: 'f1', flow: { f1: flow } })

export function access(
  origin: string,
  granted: boolean,
  roles: OriginAccess['roles'],
  calls: OriginAccess['calls'] = [],
): OriginAccess {
  return { origin, granted, named: granted, roles, calls, pattern: `${origin}/*` }
}

/** A profile that can push and exchange, with its key below. */
export const able: Profile = { ...profile, signingKeyId: 'key1' }

export const signingKey: KeyInfo = { ...rsaKey, id: 'key1', kid: 'k1', algs: ['PS256'] }

const endpointAnswer = {
  at: Date.now(),
  source: 'parley',
  results: [],
  headers: [],
  truncated: false,
  took: 12,
  issues: [],
  jwts: [],
} as const

export const parRefused: ParResponse = {
  ...endpointAnswer,
  id: 'par',
  kind: 'par-response',
  requestMessageId: null,
  status: 400,
  body: JSON.stringify({
    error: 'invalid_authorization_details',
    error_description: 'expirationDateTime must be in the future',
  }),
  requestUri: '',
  expiresIn: null,
}

/** The code of `goodParams`, sent to the token endpoint. */
export const tokenRequest: EndpointRequest<'token'> = {
  id: 'm2',
  kind: 'token-request',
  at: Date.now(),
  source: 'parley',
  results: [],
  method: 'POST',
  url: 'https://as.example/token',
  headers: [],
  body: '',
  params: [['code', secretCode]],
  certificate: false,
}

export const tokensCame: EndpointResponse<'token'> = {
  ...endpointAnswer,
  id: 'm3',
  kind: 'token-response',
  requestMessageId: 'm2',
  status: 200,
  body: '{"access_token":"a","id_token":"b"}',
  jwts: [
    {
      name: 'id_token',
      text: 'b',
      decryption: null,
      verification: { status: 'valid', reason: null, jwk: null, keys: null, source: 'jwks_uri' },
    },
  ],
}
