import type { Flow } from '@/lib/flow/model/flow'
import type {
  AuthorizationRequest,
  AuthorizationResponse,
  EndpointResponse,
  Hop,
  OAuthMessage,
} from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import {
  answered,
  codeFlow,
  ownFlow,
  parRequest,
  pushedFlow,
  tokenRequest,
  tokenResponse,
} from '../../ui/panel/own-flow'
import { code, flow, hop, issuer, parResponse, request, response } from '../../ui/panel/sample'
import { jarm } from '../../samples/held'
import { idClaims, judged, signed } from './bank'

const [, ownParResponse] = codeFlow.messages
const pushed: readonly OAuthMessage[] = [parRequest, ownParResponse ?? parResponse]

const reached = (status: number | null, error: string | null = null): AuthorizationRequest => ({
  ...request,
  httpResult: { at: request.at + 20, status, error },
})

const goodParams: Params = [
  ['code', code],
  ['state', 's1'],
  ['iss', issuer],
]

function responded(
  params: Params = goodParams,
  more: Partial<AuthorizationResponse> = {},
): AuthorizationResponse {
  const query = new URLSearchParams(params.map(([name, value]) => [name, value]))
  return {
    ...response,
    url: `https://app.example/cb?${query.toString()}`,
    params,
    results: [],
    callback: { status: 200 },
    ...more,
  }
}

const hold = (state: 'held' | 'discarded') => ({
  state,
  at: Date.now(),
  tabId: 7,
  initiator: null,
  releases: [],
})

const login: readonly OAuthMessage[] = [...pushed, reached(302), hop(0), hop(1)]
const failedHop = (more: Partial<Hop>): Hop => ({ ...hop(1), ...more })

/** How long ago the flows began, in milliseconds: their codes live, or were exchanged. */
const ages = { code: 45_000, tokens: 75_000 }
const exchangedAt = Date.now() - ages.tokens + tokenResponse.at - parResponse.at

const withBody = (body: object, more: Partial<EndpointResponse<'token'>> = {}) =>
  answered('token', { at: tokenResponse.at, body: JSON.stringify(body), ...more })

const tokens = {
  ...(JSON.parse(tokenResponse.body) as object),
  access_token: 'mF_9.B5f-4.1JqM-7Zk2QwXr8TnVb3LsYc6HdGp0',
  refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA-9uYbN4mRc7DsHfEw',
}
const goodTokens = withBody(
  { ...tokens, id_token: await signed(idClaims(exchangedAt)) },
  {
    headers: [
      ['content-type', 'application/json'],
      ['cache-control', 'no-store'],
      ['pragma', 'no-cache'],
    ],
  },
)
const badTokens = withBody({
  ...tokens,
  id_token: await signed(
    idClaims(exchangedAt, { nonce: 'other', aud: 'someone-else', exp: 1_000_000_000 }),
  ),
  authorization_details: [
    { type: 'urn:example:consent:v1', consent: { consentId: 'c-1', permissions: ['a', 'c'] } },
  ],
})

const thirdParty: Partial<Flow> = {
  storedRequestId: null,
  profileId: null,
  clientId: 'demo-app',
  matchedBy: 'endpoint',
  expected: { state: null, nonce: null },
}

const userinfo = await signed({ iss: issuer, aud: 'tpp', sub: 'aisyah' })
const after = ownFlow.messages
  .slice(7)
  .map((message) =>
    message.kind === 'userinfo-response' ? { ...message, body: userinfo } : message,
  )

const sampleUri = flow.requestUri ?? ''
const uri = 'urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c'

/** The samples as if their flow had begun so many milliseconds ago, with a request_uri that cannot be guessed. */
function recent(messages: readonly unknown[], age: number): Flow['messages'] {
  const text = JSON.stringify(messages)
    .replaceAll(sampleUri, uri)
    .replaceAll(encodeURIComponent(sampleUri), encodeURIComponent(uri))
  const later = Date.now() - age - parResponse.at
  return (JSON.parse(text) as Flow['messages']).map((message) => ({
    ...message,
    at: message.at + later,
    ...('headers' in message && message.kind === 'par-response'
      ? { headers: [...message.headers, ['content-type', 'application/json'] as const] }
      : {}),
  }))
}

/** A flow for each way that one can stand, by its name. */
const sketches = {
  pushed: pushedFlow.messages,
  'push-refused': [
    parRequest,
    {
      ...parResponse,
      source: 'parley',
      requestMessageId: parRequest.id,
      status: 400,
      requestUri: '',
      expiresIn: null,
      body: JSON.stringify({
        error: 'invalid_authorization_details',
        error_description: 'expirationDateTime must be in the future',
      }),
    },
  ],
  waiting: [...pushed, reached(302), failedHop({ status: 200 })],
  code: [...login, responded()],
  'code-mismatch': [...login, response],
  held: [...login, responded(goodParams, { hold: hold('held') })],
  discarded: [...login, responded(goodParams, { hold: hold('discarded') })],
  error: [
    ...login,
    responded([
      ['error', 'access_denied'],
      ['error_description', 'The user declined the consent'],
      ['state', 's1'],
      ['iss', issuer],
    ]),
  ],
  jarm: [
    ...login,
    responded([
      [
        'response',
        await signed({
          iss: issuer,
          aud: 'tpp',
          exp: Math.floor(Date.now() / 1000) + 60,
          code,
          state: 's1',
        }),
      ],
    ]),
  ],
  'jarm-unsigned': [...login, responded([['response', jarm({ code, state: 'other' })]])],
  tokens: [...login, responded(), tokenRequest, goodTokens, ...after],
  'tokens-failed': [...login, responded(), tokenRequest, badTokens],
  'tokens-refused': [
    ...login,
    responded(),
    tokenRequest,
    withBody(
      { error: 'invalid_grant', error_description: 'The code was used before' },
      { status: 400 },
    ),
  ],
  'tokens-no-response': [
    ...login,
    responded(),
    tokenRequest,
    answered('token', {
      at: tokenResponse.at,
      status: null,
      headers: [],
      issues: [{ code: 'fetch_timeout', seen: 'timed out', expected: `${issuer}/token` }],
    }),
  ],
  'refused-at-server': [...pushed, reached(403)],
  'server-error': [...pushed, reached(503)],
  unreachable: [...pushed, reached(null, 'net::ERR_CERT_AUTHORITY_INVALID')],
  'error-page': [
    ...pushed,
    reached(302),
    failedHop({ url: `${issuer}/error`, status: 400, errorCode: 'invalid_request' }),
  ],
  'page-failed': [
    ...pushed,
    reached(302),
    failedHop({ status: null, failure: 'NS_ERROR_UNKNOWN_HOST' }),
  ],
  'tab-closed': [...pushed, reached(200)],
  'not-observable': [...pushed, reached(200)],
  'third-party': [
    request,
    responded([
      ['code', code],
      ['state', 'x'],
    ]),
  ],
  'third-party-devtools': [
    request,
    responded([
      ['code', code],
      ['state', 'x'],
    ]),
    { ...tokenRequest, source: 'devtools' },
    { ...goodTokens, source: 'devtools', truncated: true, body: '' },
  ],
  unsolicited: [responded(goodParams, { matchedBy: 'unsolicited' })],
} as const satisfies Readonly<Record<string, readonly unknown[]>>

export type FlowName = keyof typeof sketches

const changes: { readonly [N in FlowName]?: Partial<Flow> } = {
  'tab-closed': { tabClosed: true },
  'not-observable': { requested: { ...flow.requested, responseMode: 'web_message' } },
  'third-party': thirdParty,
  'third-party-devtools': thirdParty,
  unsolicited: { ...thirdParty, matchedBy: 'unsolicited' },
}

const withTokens: ReadonlySet<string> = new Set(['tokens', 'tokens-failed'])

async function flowOf(name: FlowName, at: number): Promise<Flow> {
  return judged({
    ...codeFlow,
    id: name,
    createdAt: Date.now() - 45_000 - at * 70_000,
    tokens: withTokens.has(name) ? ownFlow.tokens : [],
    requestUri: uri,
    messages: recent(sketches[name], withTokens.has(name) ? ages.tokens : ages.code),
    ...changes[name],
  })
}

export const flowNames = Object.keys(sketches) as FlowName[]
export const flows = Object.fromEntries(
  await Promise.all(flowNames.map(async (name, at) => [name, await flowOf(name, at)] as const)),
) as Readonly<Record<FlowName, Flow>>
