import { noRequestedParams, type Flow } from '@/lib/flow/model/flow'
import type { Hop, OAuthMessage } from '@/lib/flow/model/message'
import { judgeFlow } from '@/lib/judge/judge-flow'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Params } from '@/lib/model/params'
import type { Data } from '@/lib/storage/data'
import { defaultSettings, emptySession } from '@/lib/storage/state'
import { accessToken, refreshToken } from '../rules/answers'
import { clientId, code, issuer, noon, redirectUri, state } from '../rules/artefacts'
import {
  authorize,
  delivered,
  exchange,
  received,
  refresh,
  requestUri,
  sent,
  tokens,
} from '../rules/flow-messages'
import { flowWith } from './held'

const data: Data = {
  ...emptySession,
  profiles: [],
  settings: defaultSettings,
  keys: [],
  templates: [],
  savedRequests: [],
  savedCalls: [],
  facts: new Map(),
  metadata: {},
}

const date = (after: number) => ['date', new Date(noon + after * 1000).toUTCString()] as const
const safe: Params = [
  ['strict-transport-security', 'max-age=31536000'],
  ['content-security-policy', "frame-ancestors 'none'"],
  ['referrer-policy', 'no-referrer'],
  ['cache-control', 'no-store'],
]
export const push = sent('par', -5, [
  ['client_id', clientId],
  ['response_type', 'code'],
  ['redirect_uri', redirectUri],
  ['state', state],
  ['code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'],
  ['code_challenge_method', 'S256'],
])
export const visit = (id: string, after: number, headers = safe): Hop => ({
  kind: 'hop',
  id,
  at: noon + after * 1000,
  source: 'browser',
  results: [],
  method: 'GET',
  url: 'https://auth1.sandbox.mya.ozoneapi.io/consent',
  status: 200,
  headers,
})
export const verified = exchange(30, [['code_verifier', 'a'.repeat(43)]])
const renewed = refresh(60)
const asked = sent('introspection', 70, [['token', accessToken]])
const ended = sent('revocation', 80, [['token', refreshToken]])
const askedAgain = sent('introspection', 120, [['token', refreshToken]])

export const requestStep = authorize(
  [
    ['client_id', clientId],
    ['request_uri', requestUri],
  ],
  { httpResult: { at: noon + 300, status: 303, error: null, headers: [...safe, date(0)] } },
)
export const responseStep = delivered(
  [
    ['code', code],
    ['state', state],
    ['iss', issuer],
  ],
  { at: noon + 25_000, callback: { status: 200, headers: safe } },
)

/** A flow in which nothing is wrong. */
export const good: readonly OAuthMessage[] = [
  push,
  received(push, { request_uri: requestUri, expires_in: 60 }, { status: 201, headers: [date(-4)] }),
  requestStep,
  visit('login', 1),
  visit('consent', 12),
  responseStep,
  verified,
  received(verified, tokens, { headers: [date(31)] }),
  renewed,
  received(renewed, tokens),
  asked,
  received(asked, { active: true, iss: issuer, client_id: clientId }),
  ended,
  received(ended, ''),
  askedAgain,
  received(askedAgain, { active: false }),
]

const flowOf = (messages: readonly OAuthMessage[], more: Partial<Flow> = {}): Flow =>
  flowWith(messages, {
    profileId: null,
    issuer,
    clientId,
    redirectUris: [redirectUri],
    expected: { state, nonce: null },
    requested: { ...noRequestedParams, redirectUri, responseType: 'code' },
    ...more,
  })

export const judged = (messages: readonly OAuthMessage[], ruleProfile: RuleProfile = 'fapi2') =>
  judgeFlow(flowOf(messages, { ruleProfile }), data).messages
export const resultsOf = (messages: readonly OAuthMessage[], ruleProfile?: RuleProfile) =>
  judged(messages, ruleProfile).flatMap(({ results }) => results)
