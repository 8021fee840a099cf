import { isDpopType } from '@/lib/model/token-kinds'
import {
  introspectionRequest,
  processIntrospectionResponse,
  processRevocationResponse,
  processUserInfoResponse,
  protectedResourceRequest,
  revocationRequest,
  skipSubjectCheck,
  userInfoRequest,
  type ClientAuth,
  customFetch,
} from 'oauth4webapi'
import type { Params } from '@/lib/model/params'
import { notInHeader } from '@/lib/model/http-text'
import type { Issue } from '@/lib/model/issue'
import { isReachable, parseUrl } from '@/lib/model/url'
import { isJwe } from '@/lib/oauth/jwt-text'
import { hasFailed } from './response-issue'
import { authenticate } from './authenticate'
import { clientOf, perform, refused, serverOf, type CallOptions } from './perform-call'
import type { CallResult, ClientContext } from './client-context'
import { endpointUrl } from './endpoints'
import { headersOf } from './http'

/**
 * The value of `token_type_hint`.
 *
 * @see [RFC 7009](https://www.rfc-editor.org/rfc/rfc7009.html#section-2.1)
 */
export type TokenKind = 'access_token' | 'refresh_token'

/**
 * Requests the claims about the user.
 *
 * @see [OpenID Connect](https://openid.net/specs/openid-connect-core-1_0.html#UserInfo)
 */
export async function userInfo(
  ctx: ClientContext,
  accessToken: string,
  tokenType: string | null,
): Promise<CallResult> {
  const url = endpointUrl(ctx, 'userinfo')
  const issues = [
    ...(typeof url === 'string' ? [] : [url]),
    ...tokenIssues(accessToken),
    ...proofIssues(ctx, tokenType),
  ]
  if (typeof url !== 'string' || issues.length > 0) return refused(issues)
  const server = serverOf(ctx, 'userinfo', url)
  const client = clientOf(ctx)
  return perform(ctx, {
    endpoint: 'userinfo',
    proves: isDpopType(tokenType),
    success: 200,
    send: (options) => userInfoRequest(server, client, accessToken, options),
    process: async (response, { status, body }) => {
      if (status === 200 && isJwe(body)) return
      await processUserInfoResponse(server, client, skipSubjectCheck, response)
    },
  })
}

/**
 * Introspects a token. Requests a signed response if the metadata lists signing algorithms.
 *
 * @see [RFC 7662](https://www.rfc-editor.org/rfc/rfc7662.html#section-2.1)
 * @see [RFC 9701](https://www.rfc-editor.org/rfc/rfc9701.html#section-4)
 */
export function introspect(
  ctx: ClientContext,
  token: string,
  tokenKind: TokenKind,
): Promise<CallResult> {
  const algs = ctx.metadata['introspection_signing_alg_values_supported']
  const signs = Array.isArray(algs) && algs.length > 0
  return aboutToken(ctx, 'introspection', tokenKind, (server, client, auth, more) => ({
    send: (options) =>
      introspectionRequest(server, client, auth, token, {
        ...(signs ? accepting(options, signedOrPlain) : options),
        ...more,
      }),
    process: async (response, { status, body }) => {
      if (status === 200 && isJwe(body)) return
      await processIntrospectionResponse(server, client, response)
    },
  }))
}

const signedOrPlain = 'application/token-introspection+jwt, application/json'

function accepting(options: CallOptions, accept: string): CallOptions {
  return {
    ...options,
    [customFetch]: (url, init) =>
      options[customFetch](url, { ...init, headers: { ...init.headers, accept } }),
  }
}

/** @see [RFC 7009](https://www.rfc-editor.org/rfc/rfc7009.html#section-2.1) */
export function revoke(
  ctx: ClientContext,
  token: string,
  tokenKind: TokenKind,
): Promise<CallResult> {
  return aboutToken(ctx, 'revocation', tokenKind, (server, client, auth, more) => ({
    send: (options) => revocationRequest(server, client, auth, token, { ...options, ...more }),
    process: (response) => processRevocationResponse(response),
  }))
}

type AboutToken = (
  server: ReturnType<typeof serverOf>,
  client: ReturnType<typeof clientOf>,
  auth: ClientAuth,
  more: { readonly additionalParameters: URLSearchParams },
) => Pick<Parameters<typeof perform>[1], 'send' | 'process'>

async function aboutToken(
  ctx: ClientContext,
  endpoint: 'introspection' | 'revocation',
  tokenKind: TokenKind,
  make: AboutToken,
): Promise<CallResult> {
  const url = endpointUrl(ctx, endpoint)
  if (typeof url !== 'string') return refused([url])
  const auth = authenticate(ctx, url)
  if ('issues' in auth) return refused(auth.issues)
  const more = { additionalParameters: new URLSearchParams({ token_type_hint: tokenKind }) }
  const made = make(serverOf(ctx, endpoint, url), clientOf(ctx), auth, more)
  return perform(ctx, { endpoint, proves: false, success: 200, ...made })
}

/** A call of a protected resource. */
export interface ResourceCall {
  readonly accessToken: string
  /** `DPoP` in any case; anything else is a bearer token. */
  readonly tokenType: string | null
  readonly method: string
  readonly url: string
  readonly headers: Params
  /** Empty if the request has no body. */
  readonly body: string
}

/**
 * Calls a protected resource with a token. The caller checks that the token may go to this host.
 *
 * @see [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750.html#section-2.1)
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-7.1)
 */
export async function callResource(ctx: ClientContext, call: ResourceCall): Promise<CallResult> {
  const { accessToken, tokenType, url, body } = call
  const method = call.method.toUpperCase()
  const issues = [
    ...urlIssues(url),
    ...headerIssues(call.headers),
    ...(body !== '' && ['GET', 'HEAD'].includes(method)
      ? [{ code: 'body_not_allowed', field: 'body', seen: method }]
      : []),
    ...tokenIssues(accessToken),
    ...proofIssues(ctx, tokenType),
  ]
  if (issues.length > 0) return refused(issues)
  const headers = headersOf(call.headers)
  return perform(ctx, {
    endpoint: 'resource',
    proves: isDpopType(tokenType),
    success: null,
    send: (options) =>
      protectedResourceRequest(accessToken, method, new URL(url), headers, body || null, options),
    process: async (_, response) => {
      if (hasFailed(response, null)) throw new Error(String(response.status))
    },
  })
}

export function urlIssues(url: string): readonly Issue[] {
  const parsed = parseUrl(url)
  if (!parsed) return [{ code: 'url_malformed', field: 'url', seen: url }]
  return isReachable(parsed) ? [] : [{ code: 'url_not_https', field: 'url', seen: url }]
}

/** Rejects headers that Parley sets itself, and invalid ones. */
export function headerIssues(headers: Params): readonly Issue[] {
  return headers.flatMap(([name, value]) => {
    const field = 'headers'
    if (['authorization', 'dpop'].includes(name.toLowerCase()))
      return [{ code: 'header_reserved', field, seen: name }]
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name))
      return [{ code: 'header_malformed', field, seen: name }]
    const wrong = notInHeader(value)
    return wrong === null ? [] : [{ code: 'header_malformed', field, seen: `${name}: ${wrong}` }]
  })
}

/** The error of the browser would contain the whole token. */
function tokenIssues(accessToken: string): readonly Issue[] {
  const wrong = notInHeader(accessToken)
  return wrong === null ? [] : [{ code: 'token_malformed', seen: wrong }]
}

function proofIssues({ dpop }: ClientContext, tokenType: string | null): readonly Issue[] {
  return isDpopType(tokenType) && !dpop ? [{ code: 'dpop_key_missing' }] : []
}
