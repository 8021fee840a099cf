import { noRequestedParams, type Flow } from '@/lib/flow/model/flow'
import type { EndpointRequest, EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import type { Endpoint } from '@/lib/model/endpoint'
import type { Params } from '@/lib/model/params'
import { formEncode } from '@/lib/model/url'
import { base64urlOf } from '@/lib/model/octets'
import { flowWith, held } from './held'

export const base64url = (text: string) => base64urlOf(new TextEncoder().encode(text))

/** A signed token. Its signature is not checked here. */
export function signed(claims: object, signature: string): string {
  const header = { alg: 'PS256', kid: 'k1' }
  return [header, claims].map((part) => base64url(JSON.stringify(part))).join('.') + `.${signature}`
}

/** The values that must not leave in safe mode, by their kind. */
export interface Planted {
  readonly code: string
  readonly accessToken: string
  readonly refreshToken: string
  readonly verifier: string
  readonly secret: string
  readonly cookie: string
  readonly state: string
  readonly signature: string
  readonly sub: string
  readonly account: string
  readonly password: string
}

export const planted: Planted = {
  code: 'Zx81k/q+7Lmn=0pQrs',
  accessToken: 'at.9fK2-mmQ8zPl3vXc0wTy',
  refreshToken: 'rt"8&kd<0>Wq%41zz11',
  verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  secret: 's3cr3t pass+word/42',
  cookie: 'sess-8831aabbccdd',
  state: 'af0ifjsldkj-7731',
  signature: 'c2lnbmF0dXJlLW9mLXRoZS1pZC10b2tlbg',
  sub: 'user-248289761001',
  account: 'MY40012345678901',
  password: 'hunter2-hunter2',
}

function request(endpoint: Endpoint, id: string, more: Partial<EndpointRequest>): OAuthMessage {
  return {
    kind: `${endpoint}-request`,
    id,
    at: 2000,
    source: 'parley',
    results: [],
    method: 'POST',
    url: `https://as.example/${endpoint}`,
    headers: [],
    body: '',
    params: [],
    certificate: false,
    ...more,
  } as OAuthMessage
}

function response(endpoint: Endpoint, id: string, more: Partial<EndpointResponse>): OAuthMessage {
  return {
    kind: `${endpoint}-response`,
    id,
    at: 3000,
    source: 'parley',
    results: [],
    requestMessageId: null,
    status: 200,
    headers: [['content-type', 'application/json']],
    body: '',
    truncated: false,
    took: 214,
    issues: [],
    jwts: [],
    ...more,
  } as OAuthMessage
}

/** A code flow with every secret in every kind of place. */
export function flowWithSecrets(p: Planted = planted, id = 'shared'): Flow {
  const idToken = signed(
    {
      iss: 'https://as.example',
      aud: 'tpp-7f3a91',
      sub: p.sub,
      nonce: 'n-1',
      name: 'Siti Nurhaliza',
      note: `code ${p.code}`,
    },
    p.signature,
  )
  const form: Params = [
    ['grant_type', 'authorization_code'],
    ['code', p.code],
    ['code_verifier', p.verifier],
    ['client_secret', p.secret],
    ['redirect_uri', 'https://app.example/cb'],
  ]
  const body = formEncode(form)
  const tokens = {
    access_token: p.accessToken,
    token_type: 'Bearer',
    expires_in: 300,
    refresh_token: p.refreshToken,
    id_token: idToken,
    trace: `https://as.example/debug?next=${encodeURIComponent(`https://x.example/?token=${encodeURIComponent(p.accessToken)}`)}`,
    nested: JSON.stringify({
      inner: JSON.stringify({ access_token: p.accessToken, note: p.code }),
    }),
    blob: base64url(JSON.stringify({ copy: p.refreshToken })),
  }
  const basic = btoa(`tpp-7f3a91:${encodeURIComponent(p.secret)}`)
  const callback = `https://app.example/cb?code=${encodeURIComponent(p.code)}&state=${p.state}`
  const html = `<html><body><form action="${callback.replaceAll('&', '&amp;')}"><input type="hidden" name="code" value="${p.code.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"><script>var x = {"refresh_token": ${JSON.stringify(p.refreshToken)}}</script></form> retry with ${base64url(`xx${p.code}yy`)}</body></html>`
  const messages: readonly OAuthMessage[] = [
    {
      kind: 'authorization-request',
      id: 'm1',
      at: 1000,
      source: 'browser',
      results: [],
      method: 'GET',
      url: `https://as.example/auth?client_id=tpp-7f3a91&state=${p.state}&login_hint=${p.sub}`,
      params: [
        ['client_id', 'tpp-7f3a91'],
        ['state', p.state],
        ['login_hint', p.sub],
      ],
      frame: 'top',
    },
    held({
      id: 'm2',
      at: 1500,
      url: callback,
      params: [
        ['code', p.code],
        ['state', p.state],
      ],
      hold: null,
    }),
    request('token', 'm3', {
      headers: [
        ['authorization', `Basic ${basic}`],
        ['cookie', `sid=${p.cookie}; theme=dark`],
        ['referer', callback],
      ],
      body,
      params: form,
    }),
    response('token', 'm4', {
      requestMessageId: 'm3',
      headers: [
        ['content-type', 'application/json'],
        ['set-cookie', `sid=${p.cookie}; Path=/; HttpOnly`],
      ],
      body: JSON.stringify(tokens, null, 2),
      results: [
        {
          id: 'tr-token-type',
          on: 'token-response',
          of: 'message',
          about: 'access_token',
          outcome: 'failed',
          severity: 'fail',
          findings: [{ code: 'unknown', seen: p.accessToken, expected: `not ${p.accessToken}` }],
          refs: ['RFC6749-5.1'],
        },
      ],
    }),
    request('resource', 'm5', {
      method: 'GET',
      url: `https://user:${p.password}@rs.example/accounts?access_token=${encodeURIComponent(p.accessToken)}`,
      headers: [['authorization', `Bearer ${p.accessToken}`]],
    }),
    response('resource', 'm6', {
      requestMessageId: 'm5',
      status: 500,
      headers: [
        ['content-type', 'text/html'],
        [
          'location',
          `/next#access_token=${encodeURIComponent(p.accessToken)}&code=${encodeURIComponent(p.code)}`,
        ],
      ],
      body: html,
    }),
    response('userinfo', 'm7', {
      body: JSON.stringify({
        sub: p.sub,
        name: 'Siti Nurhaliza',
        address: { locality: 'Kuala Lumpur', note: 'near the river' },
        accounts: [{ identification: p.account }],
        text: `account ${p.account} of ${p.sub}`,
      }),
    }),
  ]
  return flowWith(messages, {
    id,
    createdAt: 1000,
    updatedAt: 3000,
    expected: { state: p.state, nonce: 'n-1' },
    requested: {
      ...noRequestedParams,
      redirectUri: 'https://app.example/cb',
      codeVerifier: p.verifier,
      scope: 'openid accounts',
    },
    tokens: [
      {
        id: 't1',
        kind: 'access_token',
        value: p.accessToken,
        messageId: 'm4',
        receivedAt: 3000,
        expiresAt: null,
        tokenType: 'Bearer',
        scope: null,
        state: 'live',
      },
    ],
  })
}

/** Every encoding in which a value could be found again. */
export function encodingsOf(value: string): readonly string[] {
  const base64 = btoa(unescape(encodeURIComponent(value)))
  const html = value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
  return [
    value,
    encodeURIComponent(value),
    encodeURIComponent(encodeURIComponent(value)),
    encodeURIComponent(value).toLowerCase(),
    new URLSearchParams({ x: value }).toString().slice(2),
    base64,
    base64.replace(/=+$/, ''),
    base64url(value),
    JSON.stringify(value).slice(1, -1),
    JSON.stringify(JSON.stringify(value)).slice(3, -3),
    html,
  ]
}
