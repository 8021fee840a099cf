import {
  calculatePKCECodeChallenge,
  DPoP,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  issueRequestObject,
  modifyAssertion,
  processPushedAuthorizationResponse,
  pushedAuthorizationRequest,
  type ModifyAssertionFunction,
} from 'oauth4webapi'
import type { RequestedParams } from '@/lib/flow/model/flow'
import { param, type Params } from '@/lib/model/params'
import {
  asksForIdToken,
  authorizeParams,
  searchParams,
  type Fresh,
} from '@/lib/oauth/authorize-params'
import { buildAuthorizeUrl } from '@/lib/oauth/authorize-url'
import type { Profile } from '@/lib/oauth/profile'
import { changeJwt } from '@/lib/oauth/request-values'
import type { Issue } from '@/lib/model/issue'
import { jsonObjectOf, textIn } from '@/lib/model/json'
import { secondsOf } from '@/lib/model/lifetime'
import { isReachable, joinUrl, parseUrl, splitUrl } from '@/lib/model/url'
import { authenticate, signer } from './authenticate'
import { clientOf, perform, refused, serverOf } from './perform-call'
import type { CallResult, ClientContext } from './client-context'
import { endpointUrl } from './endpoints'

/** An authorization request that has been built and not sent yet. */
export interface Authorization {
  /** The parameters in the order of the request. */
  readonly params: Params
  readonly state: string
  /** Null if the request has none. */
  readonly nonce: string | null
  readonly codeVerifier: string
  readonly redirectUri: string
  /** The signed request object; null if the parameters are sent unsigned. */
  readonly requestObject: string | null
  /** The caller sets `dpopKeyId`. */
  readonly requested: RequestedParams
  /** Reasons why the server may refuse the request, although it can be sent. */
  readonly warnings: readonly Issue[]
}

/** Values chosen by the tester; null means the first `redirect_uri`, or a fresh value. */
export interface Wanted {
  readonly redirectUri: string | null
  readonly state: string | null
  readonly nonce: string | null
  readonly codeVerifier?: string | null
  /** Parameters that are left out. */
  readonly without?: readonly string[]
}

/** The result of a push. */
export type PushResult = CallResult & {
  /** Null if the response has none. */
  readonly requestUri: string | null
  /** Seconds, as in the response. */
  readonly expiresIn: number | null
}

type Refused = { readonly issues: readonly Issue[] }

/** Lifetime of a request object in seconds. */
const requestObjectLifetime = 5 * 60

/**
 * Builds an authorization request with fresh `state`, `nonce` and PKCE, signed if the profile says
 * so.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.1)
 * @see [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636.html#section-4.1)
 */
export async function makeAuthorization(
  ctx: ClientContext,
  wanted: Wanted,
): Promise<Authorization | Refused> {
  const { profile } = ctx
  const redirectUri = wanted.redirectUri ?? profile.redirectUris[0]
  if (redirectUri === undefined)
    return { issues: [{ code: 'redirect_uri_missing', field: 'redirectUris' }] }
  const codeVerifier = wanted.codeVerifier ?? generateRandomCodeVerifier()
  const fresh: Fresh = {
    redirectUri,
    state: wanted.state ?? generateRandomState(),
    nonce: wanted.nonce ?? (asksForIdToken(profile) ? generateRandomNonce() : null),
    codeChallenge: await challengeOf(profile, codeVerifier),
    dpopJkt: ctx.dpop && (await DPoP(clientOf(ctx), ctx.dpop).calculateThumbprint()),
  }
  const made = authorizeParams(profile, fresh)
  if ('issues' in made) return made
  const params = made.params.filter(([name]) => !wanted.without?.includes(name))
  const signed = await signRequest(ctx, params)
  if ('issues' in signed) return signed
  const sent = (name: string) => param(params, name) ?? null
  return {
    params,
    state: sent('state') ?? '',
    nonce: sent('nonce'),
    codeVerifier,
    redirectUri: sent('redirect_uri') ?? redirectUri,
    ...signed,
    requested: requestedIn(params, codeVerifier),
  }
}

/** What a request asks for; it has no verifier without a challenge. */
function requestedIn(params: Params, codeVerifier: string): RequestedParams {
  const sent = (name: string) => param(params, name) ?? null
  return {
    redirectUri: sent('redirect_uri'),
    responseType: sent('response_type'),
    responseMode: sent('response_mode'),
    codeVerifier: sent('code_challenge') === null ? null : codeVerifier,
    scope: sent('scope'),
    authorizationDetails: sent('authorization_details'),
    claims: sent('claims'),
    acrValues: sent('acr_values'),
    maxAge: secondsOf(sent('max_age')),
    dpopKeyId: null,
  }
}

/**
 * The challenge by the method that the profile's parameters name.
 *
 * @see [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636.html#section-4.2)
 */
async function challengeOf({ authorizationParams }: Profile, verifier: string): Promise<string> {
  const method = param(authorizationParams, 'code_challenge_method')
  return method === 'plain' ? verifier : calculatePKCECodeChallenge(verifier)
}

type Signed = Pick<Authorization, 'requestObject' | 'warnings'>

/**
 * Signs the parameters of a request if the profile says so. `edit` changes the header and the claims last.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-4)
 */
export async function signRequest(
  ctx: ClientContext,
  params: Params,
  edit: ModifyAssertionFunction = () => {},
): Promise<Signed | Refused> {
  if (ctx.profile.requestAs === 'parameters') return { requestObject: null, warnings: [] }
  const key = signer(ctx)
  if ('issues' in key) return key
  try {
    const requestObject = await issueRequestObject(
      serverOf(ctx),
      clientOf(ctx),
      searchParams(params),
      key,
      {
        [modifyAssertion]: (header, claims) => {
          header['alg'] = key.alg
          claims['exp'] = Number(claims['iat']) + requestObjectLifetime
          if (ctx.jwts) changeJwt(header, claims, ctx.jwts.requestObject)
          edit(header, claims)
        },
      },
    )
    return { requestObject, warnings: algWarnings(ctx, key.alg) }
  } catch (error) {
    const seen = error instanceof Error ? error.message : String(error)
    return { issues: [{ code: 'request_not_created', seen }] }
  }
}

function algWarnings({ metadata }: ClientContext, alg: string): readonly Issue[] {
  const supported = metadata['request_object_signing_alg_values_supported']
  if (!Array.isArray(supported) || supported.includes(alg)) return []
  return [{ code: 'request_object_alg', seen: alg, expected: supported.join(' ') }]
}

/**
 * Pushes an authorization request. The `request_uri` is read from any successful response that has
 * one, even if a conforming client would reject the response.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2)
 */
export async function pushAuthorization(
  ctx: ClientContext,
  { params, requestObject }: Authorization,
): Promise<PushResult> {
  const nothing = { requestUri: null, expiresIn: null }
  const url = endpointUrl(ctx, 'par')
  if (typeof url !== 'string') return { ...refused([url]), ...nothing }
  const auth = authenticate(ctx, url)
  if ('issues' in auth) return { ...refused(auth.issues), ...nothing }
  const server = serverOf(ctx, 'par', url)
  const client = clientOf(ctx)
  const sent: Params = requestObject === null ? params : [['request', requestObject]]
  const result = await perform(ctx, {
    endpoint: 'par',
    proves: true,
    success: 201,
    send: (options) =>
      pushedAuthorizationRequest(server, client, auth, searchParams(sent), options),
    process: (response) => processPushedAuthorizationResponse(server, client, response),
    extras: requestObject === null ? ctx.profile.authorizationParams : [],
  })
  return { ...result, ...(readPushed(result) ?? nothing) }
}

function readPushed({ response }: CallResult): Pick<PushResult, 'requestUri' | 'expiresIn'> | null {
  if (!response?.ok || response.status >= 300) return null
  const members = jsonObjectOf(response.body)
  return (
    members && {
      requestUri: textIn(members, 'request_uri') || null,
      expiresIn: secondsOf(members['expires_in']),
    }
  )
}

/**
 * The authorization URL: with the `request_uri` if there was a push, otherwise with the request
 * object or the parameters. An OpenID Connect request repeats `response_type` and `scope` next to the
 * request object.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-4)
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-5)
 * @see [OpenID Connect](https://openid.net/specs/openid-connect-core-1_0.html#RequestObject)
 */
export function authorizeUrl(
  { profile, metadata }: ClientContext,
  { params, requestObject }: Authorization,
  requestUri: string | null,
): string | Issue {
  const endpoint = metadata['authorization_endpoint']
  const parsed = typeof endpoint === 'string' ? parseUrl(endpoint) : null
  if (typeof endpoint !== 'string' || !parsed || !isReachable(parsed))
    return { code: 'metadata_authorization_endpoint', seen: JSON.stringify(endpoint) ?? '–' }
  const { clientId, addScopeOpenid } = profile
  if (requestUri !== null)
    return buildAuthorizeUrl({
      authorizationEndpoint: endpoint,
      clientId,
      requestUri,
      addScopeOpenid,
    })
  if (requestObject === null) return withQuery(endpoint, params)
  const isOpenid = (param(params, 'scope') ?? '').split(' ').includes('openid')
  const repeated = new Set(isOpenid ? ['client_id', 'response_type', 'scope'] : ['client_id'])
  return withQuery(endpoint, [
    ...params.filter(([name]) => repeated.has(name)),
    ['request', requestObject],
  ])
}

function withQuery(endpoint: string, params: Params): string {
  const { base, query } = splitUrl(endpoint)
  const added = String(searchParams(params))
  return joinUrl({ base, query: query ? `${query}&${added}` : added, fragment: null })
}
