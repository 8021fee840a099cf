import { jsonObjectOf, textIn } from '@/lib/model/json'
import {
  genericTokenEndpointRequest,
  processAuthorizationCodeResponse,
  processBackchannelAuthenticationGrantResponse,
  processClientCredentialsResponse,
  processDeviceCodeResponse,
  processGenericTokenEndpointResponse,
  processRefreshTokenResponse,
  type AuthorizationServer,
  type Client,
} from 'oauth4webapi'
import type { Params } from '@/lib/model/params'
import { asksForIdToken, searchParams, withExtras } from '@/lib/oauth/authorize-params'
import { isJwe } from '@/lib/oauth/jwt-text'
import type { ExtraParams } from '@/lib/oauth/profile'
import { grantFacts } from '@/lib/oauth/decoupled'
import type { ReceivedResponse } from './response-issue'
import { authenticate } from './authenticate'
import { clientOf, perform, refused, serverOf } from './perform-call'
import type { CallResult, ClientContext } from './client-context'
import { endpointUrl } from './endpoints'
import { headersOf } from './http'

/** The input of a code exchange; null values are unknown and are not sent. */
export interface CodeExchange {
  readonly code: string
  readonly redirectUri: string | null
  readonly codeVerifier: string | null
  /** Compared with the `nonce` of the ID token. */
  readonly nonce: string | null
  /** The requested `max_age` in seconds. */
  readonly maxAge: number | null
}

/** Any other grant: its type and its parameters in order. */
export interface Grant {
  readonly grantType: string
  readonly params: Params
}

type Process = (server: AuthorizationServer, client: Client, response: Response) => Promise<unknown>

/**
 * Exchanges an authorization code. `state` and `iss` of the response are checked elsewhere.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.3)
 */
export function exchangeCode(ctx: ClientContext, exchange: CodeExchange): Promise<CallResult> {
  const { code, redirectUri, codeVerifier, nonce, maxAge } = exchange
  const params: Params = [
    ['code', code],
    ...(redirectUri === null ? [] : [['redirect_uri', redirectUri] as const]),
    ...(codeVerifier === null ? [] : [['code_verifier', codeVerifier] as const]),
  ]
  // Without a known nonce, the nonce in the ID token cannot be checked.
  const process: Process =
    nonce === null || !asksForIdToken(ctx.profile)
      ? processGenericTokenEndpointResponse
      : (server, client, response) =>
          processAuthorizationCodeResponse(server, client, response, {
            expectedNonce: nonce,
            ...(maxAge === null ? {} : { maxAge }),
          })
  return askForTokens(ctx, 'authorization_code', params, ctx.profile.tokenParams, process)
}

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-6) */
export function refreshTokens(
  ctx: ClientContext,
  { refreshToken }: { readonly refreshToken: string },
): Promise<CallResult> {
  const params: Params = [['refresh_token', refreshToken]]
  return askForTokens(
    ctx,
    'refresh_token',
    params,
    ctx.profile.tokenParams,
    processRefreshTokenResponse,
  )
}

/**
 * Requests tokens with any grant: client_credentials, token exchange, an extension grant.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.5)
 * @see [RFC 8693](https://www.rfc-editor.org/rfc/rfc8693.html#section-2.1)
 */
export function grantTokens(ctx: ClientContext, grant: Grant): Promise<CallResult> {
  const { grantType, params } = grant
  const process = processes.get(grantType) ?? processGenericTokenEndpointResponse
  const given = new Set(['grant_type', ...params.map(([name]) => name)])
  const extras = ctx.profile.tokenParams.filter(([name]) => !given.has(name))
  return askForTokens(ctx, grantType, params, extras, process)
}

/** Token types that only a token exchange may return. */
const exchangeable = { recognizedTokenTypes: { n_a: () => {} } }

const processes: ReadonlyMap<string, Process> = new Map<string, Process>([
  ['client_credentials', processClientCredentialsResponse],
  ['refresh_token', processRefreshTokenResponse],
  [grantFacts.ciba.grantType, processBackchannelAuthenticationGrantResponse],
  [grantFacts.device.grantType, processDeviceCodeResponse],
  [
    'urn:ietf:params:oauth:grant-type:token-exchange',
    (server, client, response) =>
      processGenericTokenEndpointResponse(server, client, response, exchangeable),
  ],
])

async function askForTokens(
  ctx: ClientContext,
  grantType: string,
  params: Params,
  extras: ExtraParams,
  process: Process,
): Promise<CallResult> {
  const url = endpointUrl(ctx, 'token')
  if (typeof url !== 'string') return refused([url])
  const auth = authenticate(ctx, url)
  if ('issues' in auth) return refused(auth.issues)
  const server = serverOf(ctx, 'token', url)
  const client = clientOf(ctx)
  const sent = searchParams(withExtras([['grant_type', grantType], ...params], extras))
  return perform(ctx, {
    endpoint: 'token',
    proves: true,
    success: 200,
    send: (options) => genericTokenEndpointRequest(server, client, auth, grantType, sent, options),
    process: (response, received) => {
      const readable = withoutJwe(received)
      return readable
        ? processGenericTokenEndpointResponse(server, client, readable)
        : process(server, client, response)
    },
    extras,
  })
}

/** The response without an encrypted ID token, which is opened and judged elsewhere. */
function withoutJwe({ status, headers, body }: ReceivedResponse): Response | null {
  const members = jsonObjectOf(body)
  if (!members || !isJwe(textIn(members, 'id_token') ?? '')) return null
  const { id_token: _, ...rest } = members
  return new Response(JSON.stringify(rest), { status, headers: headersOf(headers) })
}
