import type { SessionState } from '@/lib/storage/state'
import { type Flow, type FlowSummary, noRequestedParams } from '@/lib/flow/model/flow'
import type {
  AuthorizationRequest,
  AuthorizationResponse,
  Hop,
  ParResponse,
} from '@/lib/flow/model/message'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import type { Profile } from '@/lib/oauth/profile'
import type { RuleResult } from '@/lib/model/rule-result'

export const issuer = 'https://auth1.sandbox.example'
export const code = 'SplxlOBeZQQYbYS6WxSbIA'
const start = Date.now() - 60 * 60_000

export const passed: RuleResult = {
  id: 'ar_state_match',
  on: 'authorization-response',
  of: 'message',
  about: 'state',
  outcome: 'passed',
  severity: 'fail',
  findings: [],
  refs: ['RFC6749-4.1.2'],
}

export const failed: RuleResult = {
  id: 'ar_iss_match',
  on: 'authorization-response',
  of: 'message',
  about: 'iss',
  outcome: 'failed',
  severity: 'fail',
  findings: [{ code: 'differs', seen: 'https://evil.example', expected: issuer }],
  refs: ['RFC9207-2.4'],
}

export const notRun: RuleResult = { ...passed, outcome: 'not-observed' }

export const parResponse: ParResponse = {
  id: 'par',
  kind: 'par-response',
  at: start,
  source: 'pasted',
  results: [],
  status: 201,
  headers: [['cache-control', 'no-store']],
  body: '{"request_uri":"urn:example:1","expires_in":90}',
  requestMessageId: null,
  truncated: false,
  took: null,
  issues: [],
  jwts: [],
  requestUri: 'urn:example:1',
  expiresIn: 90,
}

export const request: AuthorizationRequest = {
  id: 'request',
  kind: 'authorization-request',
  frame: 'top',
  at: start + 2907,
  source: 'browser',
  results: [],
  method: 'GET',
  url: `${issuer}/authorize?client_id=tpp&request_uri=urn%3Aexample%3A1`,
  params: [
    ['client_id', 'tpp'],
    ['request_uri', 'urn:example:1'],
  ],
}

export function hop(index: number): Hop {
  return {
    id: `hop${index}`,
    kind: 'hop',
    at: start + 3000 + index * 1000,
    source: 'browser',
    results: [],
    method: 'GET',
    url: `${issuer}/login/${index}`,
    status: 303,
  }
}

export const response: AuthorizationResponse = {
  id: 'response',
  kind: 'authorization-response',
  frame: 'top',
  matchedBy: 'state',
  jwts: [],
  replays: [],
  hold: null,
  at: start + 31402,
  source: 'browser',
  results: [passed, failed],
  method: 'GET',
  url: `https://app.example/cb?code=${code}&state=s1&iss=https%3A%2F%2Fevil.example`,
  target: 'https://app.example/cb',
  responseMode: 'query',
  via: 'redirect',
  params: [
    ['code', code],
    ['state', 's1'],
    ['iss', 'https://evil.example'],
  ],
  status: 303,
  callback: { error: 'net::ERR_CONNECTION_REFUSED' },
  from: null,
  posted: null,
  passedOn: [],
}

export const flow: Flow = {
  id: 'f1',
  profileId: 'p1',
  ruleProfile: 'ofm',
  issuer,
  clientId: 'tpp',
  requestUri: 'urn:example:1',
  storedRequestId: 'r1',
  redirectUris: ['https://app.example/cb'],
  expected: { state: 's1', nonce: 'n1' },
  requested: noRequestedParams,
  tokens: [],
  createdAt: start,
  updatedAt: start,
  tabId: 1,
  incognito: false,
  cookieStoreId: null,
  tabClosed: false,
  hold: false,
  chains: [],
  matchedBy: 'opened',
  messages: [parResponse, request, hop(0), hop(1), response],
}

export const summary: FlowSummary = {
  id: 'f1',
  profileId: 'p1',
  issuer,
  clientId: 'tpp',
  createdAt: start,
  updatedAt: start,
  outcome: 'code',
  error: null,
  status: 'fail',
  failed: 1,
  warned: 0,
}

export const denied: FlowSummary = {
  ...summary,
  id: 'f2',
  issuer: 'https://auth2.sandbox.example',
  createdAt: start - 60_000,
  outcome: 'error',
  error: 'access_denied',
  status: 'warn',
  failed: 0,
}

export const profile: Profile = {
  id: 'p1',
  name: 'Sandbox',
  issuer,
  clientId: 'tpp',
  redirectUris: ['https://app.example/cb'],
  ruleProfile: 'ofm',
  addScopeOpenid: true,
  ...clientDefaults.ofm,
  createdAt: start,
}

export const access: SessionState['access'] = {
  p1: [
    {
      origin: issuer,
      pattern: `${issuer}/*`,
      roles: ['issuer', 'jwks'],
      granted: false,
      named: false,
      calls: [],
    },
    {
      origin: 'https://app.example',
      pattern: 'https://app.example/*',
      roles: ['redirect'],
      granted: true,
      named: true,
      calls: [],
    },
  ],
}
