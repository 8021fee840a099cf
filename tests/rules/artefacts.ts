import type {
  AuthorizationRequest,
  AuthorizationResponse,
  OAuthMessage,
  ParResponse,
} from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import { noRequestedParams } from '@/lib/flow/model/flow'
import type { JsonObject } from '@/lib/model/json'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import { readResponse } from '@/lib/oauth/response'
import { formDecode, splitUrl } from '@/lib/model/url'
import {
  emptyAuthorizationContext,
  type AuthorizationContext,
} from '@/lib/facts/authorization-context'
import { effectiveRequestOf } from '@/lib/facts/effective-request'
import { emptyResponseContext } from '@/lib/facts/response-context'
import { emptyServerContext } from '@/lib/facts/server-context'
import { emptyTokenContext } from '@/lib/facts/token-context'
import type { Artefacts } from '@/lib/rules/artefacts'
import type { JudgingContext } from '@/lib/facts/judging-context'
import ofm from '../sandbox/open-finance-malaysia.openid-configuration.json'

/** What Open Finance Malaysia publishes for its sandbox. */
export const metadata: JsonObject = ofm
export const { issuer } = ofm
export const clientId = 'tpp-7f3a91'
export const redirectUri = 'https://app.example/cb'
export const state = '73x9mA3to_bPIMQobHuCcw'
export const code = '6esc_11ACC5bwc014ltc14eY22c'
const requestUri = `urn:ietf:params:oauth:request_uri:${code}`
export const noon = Date.parse('2026-11-20T12:00:00Z')

export const context: JudgingContext = {
  now: noon,
  issuer,
  clientId,
  redirectUris: [redirectUri],
  metadata,
  expected: { state, nonce: null },
  requested: noRequestedParams,
  observedRequest: null,
  ruleProfile: 'ofm',
  tokenContext: emptyTokenContext,
}

/** Nothing is known but the message itself. */
export const unknown: JudgingContext = {
  now: noon,
  issuer: null,
  clientId: null,
  redirectUris: [],
  metadata: null,
  expected: { state: null, nonce: null },
  requested: noRequestedParams,
  observedRequest: null,
  ruleProfile: 'oauth2',
  tokenContext: emptyTokenContext,
}

/** Only these parameters were requested, through the browser. */
export const requestedOnly = (...names: readonly string[]) => ({
  expected: { state: null, nonce: null },
  observedRequest: { names: new Set(names), isProtected: false },
})

const base = { id: 'm1', at: noon, source: 'browser', results: [] } as const

/** A metadata document that holds these members, fetched in the form of OpenID Connect Discovery. */
export function document(
  json: JsonObject | null = metadata,
  overrides: Partial<FetchedDocument> = {},
): Artefacts['metadata'] {
  const requested = overrides.issuer ?? issuer
  return {
    document: {
      url: `${requested}/.well-known/openid-configuration`,
      form: 'oidc',
      issuer: requested,
      status: 200,
      contentType: 'application/json; charset=utf-8',
      body: JSON.stringify(json),
      duplicates: [],
      json,
      ...overrides,
    },
    serverContext: emptyServerContext,
    context: { ...context, issuer: requested, metadata: json },
  }
}

/** The metadata of Open Finance Malaysia with some members changed; undefined leaves one out. */
export function changed(members: JsonObject): JsonObject {
  const entries = Object.entries({ ...metadata, ...members })
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

/** The answer of the PAR endpoint with these members in its body. */
export function par(
  members: JsonObject = {},
  overrides: Partial<ParResponse> = {},
): Artefacts['par-response'] {
  const body: JsonObject = { request_uri: requestUri, expires_in: 60, ...members }
  return {
    message: {
      ...base,
      kind: 'par-response',
      source: 'pasted',
      status: 201,
      headers: [
        ['content-type', 'application/json'],
        ['cache-control', 'no-cache, no-store'],
      ],
      body: JSON.stringify(body),
      requestMessageId: null,
      truncated: false,
      took: null,
      issues: [],
      jwts: [],
      requestUri: typeof body['request_uri'] === 'string' ? body['request_uri'] : '',
      expiresIn: typeof body['expires_in'] === 'number' ? body['expires_in'] : null,
      ...overrides,
    },
    request: null,
    context,
  }
}

/** A PAR response of which only the body was pasted. */
export const bodyOnly = par({}, { status: null, headers: [] })

/** A request_uri of which nothing else is known. */
export const bareRequestUri = par({}, { status: null, headers: [], body: '', expiresIn: null })

export const refusal = par({ error: 'invalid_request' }, { status: 400 })

type Stored = NonNullable<Artefacts['authorization-request']['stored']>

/** A request_uri that was pushed ten seconds ago and lives for a minute. */
export const fresh: Stored = {
  receivedAt: noon - 10_000,
  receivedAssumed: false,
  expiresAt: noon + 50_000,
  usedAt: null,
}

/** Other facts about an authorization request. `push` are the parameters behind its request_uri. */
type RequestFacts = Partial<Omit<Artefacts['authorization-request'], 'authorizationContext'>> &
  Partial<Pick<AuthorizationRequest, 'at' | 'params' | 'frame' | 'fetched'>> &
  Partial<Omit<AuthorizationContext, 'effective'>> & { readonly push?: Params }

/** An authorization request to this URL, or with these parameters to the endpoint of the metadata. */
export function request(
  urlOrQuery: string,
  overrides: RequestFacts = {},
): Artefacts['authorization-request'] {
  const url = /^[?#]/.test(urlOrQuery) ? ofm.authorization_endpoint + urlOrQuery : urlOrQuery
  const { at = noon, params = formDecode(splitUrl(url).query ?? ''), frame = 'top' } = overrides
  const { stored = fresh, context: judgingContext = context, push } = overrides
  const { isConfidential, reused, otherIssuers, challenge } = {
    ...emptyAuthorizationContext,
    ...overrides,
  }
  const kind = 'authorization-request'
  const fetched = overrides.fetched && { fetched: true as const }
  const own = { ...base, kind, frame, method: 'GET', url, params, at } as const
  const message: AuthorizationRequest = { ...own, ...fetched }
  const flow = { messages: push ? pushMessages(push) : [] }
  const effective = effectiveRequestOf(message, flow, judgingContext.ruleProfile)
  const authorizationContext = { effective, isConfidential, reused, otherIssuers, challenge }
  return { message, stored, context: judgingContext, authorizationContext }
}

/** A push with these parameters, and its response. */
function pushMessages(params: Params): readonly OAuthMessage[] {
  const { message } = par()
  return [
    {
      ...base,
      kind: 'par-request',
      id: 'push',
      method: 'POST',
      url: ofm.pushed_authorization_request_endpoint,
      headers: [],
      body: '',
      params,
      certificate: false,
    },
    { ...message, requestMessageId: 'push' },
  ]
}

export const pushed = `?client_id=${clientId}&request_uri=${encodeURIComponent(requestUri)}`

/** A response that the browser was redirected with; a query alone goes to the redirect_uri. */
export function response(
  urlOrQuery: string,
  overrides: Partial<AuthorizationResponse> = {},
  knownOverrides: Partial<JudgingContext> = {},
): Artefacts['authorization-response'] {
  const url = /^[?#]/.test(urlOrQuery) ? redirectUri + urlOrQuery : urlOrQuery
  const redirectUris = knownOverrides.redirectUris ?? context.redirectUris
  const read = readResponse(url, null, redirectUris) ?? {
    responseMode: 'query',
    params: [],
    target: url,
  }
  return {
    message: {
      ...base,
      kind: 'authorization-response',
      frame: 'top',
      matchedBy: 'state',
      jwts: [],
      replays: [],
      hold: null,
      method: 'GET',
      url,
      via: 'redirect',
      status: 303,
      callback: { status: 200 },
      from: null,
      posted: null,
      passedOn: [],
      ...read,
      ...overrides,
    },
    responseContext: emptyResponseContext,
    context: { ...context, ...knownOverrides },
  }
}

/** A response that was sent as a form. */
export function formPost(
  params: Params,
  url = redirectUri,
  knownOverrides: Partial<JudgingContext> = {},
): Artefacts['authorization-response'] {
  const overrides = { responseMode: 'form', params, target: url, via: 'navigation' } as const
  return response(url, { ...overrides, method: 'POST', status: null }, knownOverrides)
}

/** What Open Finance Malaysia answers. */
export const success = `?code=${code}&state=${state}&iss=${encodeURIComponent(issuer)}`
export const failure = `?error=access_denied&error_description=User+cancelled&state=${state}&iss=${encodeURIComponent(issuer)}`
export const jarm = '?response=eyJhbGciOiJQUzI1NiJ9.e30.c2lnbmF0dXJl'
