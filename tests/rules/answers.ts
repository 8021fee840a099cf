import type { EndpointRequest, EndpointResponse } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import type { DecodedJwt, Verification } from '@/lib/jose/types'
import type { JsonObject } from '@/lib/model/json'
import type { Artefacts } from '@/lib/rules/artefacts'
import type { TokenContext } from '@/lib/facts/token-context'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { clientId, code, context, noon, redirectUri } from './artefacts'

const base = { id: 'm1', at: noon, source: 'parley', results: [] } as const

/** A JSON body with these members, without those that are undefined. */
function answer<E extends 'token' | 'userinfo' | 'introspection'>(
  endpoint: E,
  members: JsonObject,
  overrides: Partial<EndpointResponse<E>>,
): EndpointResponse<E> {
  return {
    ...base,
    kind: `${endpoint}-response`,
    requestMessageId: 'm0',
    status: 200,
    headers: [
      ['content-type', 'application/json; charset=utf-8'],
      ['cache-control', 'no-store'],
      ['pragma', 'no-cache'],
    ],
    body: JSON.stringify(members),
    truncated: false,
    took: 80,
    issues: [],
    jwts: [],
    ...overrides,
  }
}

/** What is known, with some of it changed and something beside it. */
export function knowing(
  overrides: Partial<JudgingContext> = {},
  tokenContext: Partial<TokenContext> = {},
): JudgingContext {
  return { ...context, ...overrides, tokenContext: { ...context.tokenContext, ...tokenContext } }
}

/** Tokens that cannot be guessed. */
export const accessToken = '9f3QeKcZ0VtXyLr7Bn2MwAhJs5DgUoPi8TfRqEbYk1C'
export const refreshToken = 'Zk4WmR8vQ1xTn6LhB3yCsJd0GfPaUeIo7SrKqXtMw2E'

const tokens: JsonObject = {
  access_token: accessToken,
  token_type: 'Bearer',
  expires_in: 600,
  scope: 'openid accounts',
}

type Sent = Partial<EndpointRequest<'token'>>

/** A token request with these parameters. */
export function tokenRequest(params: Params, overrides: Sent = {}): EndpointRequest<'token'> {
  return {
    ...base,
    id: 'm0',
    kind: 'token-request',
    method: 'POST',
    url: 'https://auth1.sandbox.mya.ozoneapi.io/token',
    headers: [['content-type', 'application/x-www-form-urlencoded']],
    body: new URLSearchParams(params.map(([name, value]) => [name, value])).toString(),
    params,
    certificate: false,
    ...overrides,
  }
}

export const codeRequest = tokenRequest([
  ['grant_type', 'authorization_code'],
  ['code', code],
  ['redirect_uri', redirectUri],
  ['client_id', clientId],
])

/** The answer of the token endpoint with these members beside those of a success. */
export function tokenResponse(
  members: JsonObject = {},
  overrides: Partial<EndpointResponse<'token'>> = {},
  parts: Partial<Omit<Artefacts['token-response'], 'message'>> = {},
): Artefacts['token-response'] {
  const message = answer('token', { ...tokens, ...members }, overrides)
  return { message, request: codeRequest, context, ...parts }
}

/** A refusal of the token endpoint. */
export function tokenError(
  members: JsonObject = {},
  overrides: Partial<EndpointResponse<'token'>> = {},
  parts: Partial<Omit<Artefacts['token-response'], 'message'>> = {},
): Artefacts['token-response'] {
  const body = JSON.stringify({ error: 'invalid_grant', ...members })
  return tokenResponse({}, { status: 400, body, ...overrides }, parts)
}

/** No response. */
export const noTokenAnswer = tokenResponse({}, { status: null, headers: [], body: '' })
/** Only the body was pasted. */
export const pastedTokens = tokenResponse({}, { status: null, headers: [] }, { request: null })

interface Judged {
  readonly jwt: DecodedJwt
  readonly verification: Verification
}

/** The answer of the userinfo endpoint. */
export function userinfo(
  members: JsonObject = { sub: '248289761001' },
  overrides: Partial<EndpointResponse<'userinfo'>> = {},
  knownHere: JudgingContext = knowing({}, { subject: '248289761001' }),
): Artefacts['userinfo-response'] {
  const message = answer('userinfo', members, overrides)
  return { message, jwt: null, verification: null, context: knownHere }
}

/** The answer of the userinfo endpoint as a JWT. */
export function signedUserinfo(
  { jwt, verification }: Judged,
  knownHere: JudgingContext = knowing({}, { subject: '248289761001' }),
): Artefacts['userinfo-response'] {
  const headers = [['content-type', 'application/jwt']] as const
  return { ...userinfo({}, { headers, body: jwt.text }, knownHere), jwt, verification }
}

/** The answer of the introspection endpoint. */
export function introspection(
  members: JsonObject = { active: true },
  overrides: Partial<EndpointResponse<'introspection'>> = {},
  knownHere: JudgingContext = context,
): Artefacts['introspection-response'] {
  const message = answer('introspection', members, overrides)
  return { message, jwt: null, verification: null, context: knownHere }
}

/** The answer of the introspection endpoint as a JWT. */
export function signedIntrospection(
  { jwt, verification }: Judged,
  overrides: Partial<EndpointResponse<'introspection'>> = {},
  knownHere: JudgingContext = context,
): Artefacts['introspection-response'] {
  const headers = [['content-type', 'application/token-introspection+jwt']] as const
  const message = { headers, body: jwt.text, ...overrides }
  return { ...introspection({}, message, knownHere), jwt, verification }
}
