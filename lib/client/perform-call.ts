import {
  allowInsecureRequests,
  clockSkew,
  customFetch,
  DPoP,
  isDPoPNonceError,
  type AuthorizationServer,
  type Client,
  type CustomFetchOptions,
  type DPoPHandle,
} from 'oauth4webapi'
import type { Endpoint } from '@/lib/model/endpoint'
import { signatureAlgorithms, symmetricAlgorithms } from '@/lib/jose/algorithms'
import { searchParams, withExtras } from '@/lib/oauth/authorize-params'
import { header } from '@/lib/model/http-text'
import type { Params } from '@/lib/model/params'
import { headersFor } from '@/lib/oauth/call-headers'
import { textsIn } from '@/lib/model/json'
import type { Issue } from '@/lib/model/issue'
import type { ExtraParams } from '@/lib/oauth/profile'
import { responseIssue, type ReceivedResponse } from './response-issue'
import type { CallResult, ClientContext, SentRequest } from './client-context'
import { headersOf } from './http'
import { endpointMembers, type NamedEndpoint } from '@/lib/oauth/endpoint-members'
import { usesCertificate } from './endpoints'

/** The options for every request by oauth4webapi. */
export interface CallOptions {
  readonly [allowInsecureRequests]: true
  readonly [customFetch]: (
    url: string,
    init: CustomFetchOptions<string, unknown>,
  ) => Promise<Response>
  readonly DPoP?: DPoPHandle
}

/** One call to an endpoint. */
export interface Call {
  readonly endpoint: Endpoint
  /** The request carries a DPoP proof. */
  readonly proves: boolean
  /** The status of a success; null accepts any status below 300. */
  readonly success: number | null
  /** Sends the request with oauth4webapi. */
  send(options: CallOptions): Promise<Response>
  /** Validates the response with oauth4webapi. Throws what a conforming client would throw. */
  process(response: Response, received: ReceivedResponse): Promise<unknown>
  /**
   * Form parameters that replace those of the same name, including those that oauth4webapi writes.
   */
  readonly extras?: ExtraParams
}

/**
 * Sends a request and validates the response. Sends it a second time if the server demands its nonce
 * in the DPoP proof.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-8)
 */
export async function perform(ctx: ClientContext, call: Call): Promise<CallResult> {
  const dpop = call.proves && ctx.dpop ? DPoP(clientOf(ctx), ctx.dpop) : null
  const first = await attempt(ctx, call, dpop)
  const needsNonce = dpop !== null && isDPoPNonceError(first.error) && first.response?.ok === true
  if (!needsNonce || !first.response?.ok || !header(first.response.headers, 'dpop-nonce'))
    return resultOf(first)
  return resultOf(await attempt(ctx, call, dpop))
}

interface Attempt extends Pick<CallResult, 'response'> {
  readonly call: Call
  /** Undefined if a conforming client would accept the response. */
  readonly error: unknown
}

async function attempt(ctx: ClientContext, call: Call, dpop: DPoPHandle | null): Promise<Attempt> {
  const last: { response: CallResult['response'] } = { response: null }
  try {
    const response = await call.send({
      [allowInsecureRequests]: true,
      [customFetch]: async (url, init) => {
        last.response = await ctx.send(call.endpoint, sentRequest(ctx, call, url, init))
        return responseOf(last.response)
      },
      ...(dpop ? { DPoP: dpop } : {}),
    })
    if (last.response?.ok) await call.process(response, last.response)
    return { call, response: last.response, error: undefined }
  } catch (error) {
    return { call, response: last.response, error }
  }
}

function resultOf({ call, response, error }: Attempt): CallResult {
  if (response?.ok === false) {
    const { failure, cause, url } = response
    return { response, issues: [{ code: `fetch_${failure}`, seen: cause, expected: url }] }
  }
  const missing = response ? missingEnd(response) : []
  if (error === undefined) return { response, issues: missing }
  if (response)
    return { response, issues: [responseIssue(error, response, call.success), ...missing] }
  return refused([
    { code: 'request_not_created', seen: error instanceof Error ? error.message : String(error) },
  ])
}

/** What is missing of a response whose end was not received. The part that arrived is used. */
function missingEnd({ incomplete, body, headers }: ReceivedResponse): readonly Issue[] {
  if (!incomplete) return []
  const length = header(headers, 'content-length')
  const seen = `${new TextEncoder().encode(body).length} octets`
  return [
    {
      code: `response_open_${incomplete}`,
      seen,
      ...(length === undefined ? {} : { expected: `${length} octets` }),
    },
  ]
}

/** A call that was not sent. */
export function refused(issues: readonly Issue[]): CallResult {
  return { response: null, issues }
}

/** The form parameters that oauth4webapi overwrites. */
const written: ReadonlySet<string> = new Set([
  'grant_type',
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
])

function sentRequest(
  ctx: ClientContext,
  { endpoint, extras = [] }: Call,
  url: string,
  { method, headers, body }: CustomFetchOptions<string, unknown>,
): SentRequest {
  const replaced = extras.filter(([name]) => written.has(name))
  const sent =
    body instanceof URLSearchParams ? String(searchParams(withExtras([...body], replaced))) : body
  return {
    method,
    url,
    // The browser sets its own `User-Agent`.
    headers: withHeaders(
      Object.entries(headers).filter(([name]) => name !== 'user-agent'),
      // The caller of a resource has chosen its headers.
      endpoint === 'resource'
        ? []
        : headersFor(ctx.profile.headers, { endpoint, method }, ctx.variables),
    ),
    body: typeof sent === 'string' ? sent : '',
    certificate: usesCertificate(ctx),
  }
}

/** Adds headers. Each replaces those of the same name. */
function withHeaders(headers: Params, added: Params): Params {
  const names = new Set(added.map(([name]) => name.toLowerCase()))
  return [...headers.filter(([name]) => !names.has(name.toLowerCase())), ...added]
}

/** A `Response` with one of these statuses must have a null body. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304])

/** The response in the shape of oauth4webapi; an empty one if the request failed. */
function responseOf(response: NonNullable<CallResult['response']>): Response {
  if (!response.ok) return new Response()
  const { status, headers, body } = response
  return new Response(bodiless.has(status) ? null : body, {
    status,
    headers: headersOf(headers),
  })
}

/** The client in the shape of oauth4webapi, with the clock of the context. */
export function clientOf(ctx: ClientContext): Client {
  const skew = Math.floor(ctx.now() / 1000) - Math.floor(Date.now() / 1000)
  return { client_id: ctx.profile.clientId, [clockSkew]: skew }
}

/** The algorithms that the client may have registered, for metadata without these members. */
const anySigned = {
  id_token_signing_alg_values_supported: [...signatureAlgorithms.keys()],
  userinfo_signing_alg_values_supported: [...signatureAlgorithms.keys()],
  introspection_signing_alg_values_supported: [...signatureAlgorithms.keys()],
}

/**
 * Tokens that may be signed with the client secret. Parley verifies them itself (`judge/verify-secret.ts`), and the
 * rule `idt-alg` compares their algorithm with the metadata.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.10.1)
 */
const signedBySecret = [
  'id_token_signing_alg_values_supported',
  'userinfo_signing_alg_values_supported',
] as const

function withSymmetric(server: AuthorizationServer): AuthorizationServer {
  const lists = signedBySecret.flatMap((name) => {
    const published = textsIn(server, name)
    return published ? [[name, [...published, ...symmetricAlgorithms]] as const] : []
  })
  return { ...server, ...(Object.fromEntries(lists) as Partial<AuthorizationServer>) }
}

/** The server in the shape of oauth4webapi, with the URL for the endpoint. */
export function serverOf(
  { profile, metadata }: ClientContext,
  endpoint?: NamedEndpoint,
  url?: string,
): AuthorizationServer {
  return withSymmetric({
    ...anySigned,
    ...metadata,
    issuer: profile.issuer,
    ...(endpoint && url ? { [endpointMembers[endpoint]]: url } : {}),
  })
}
