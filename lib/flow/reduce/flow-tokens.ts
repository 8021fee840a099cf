import { isSuccess } from '@/lib/flow/read/endpoint-response'
import { jsonObjectOf, textIn, type JsonObject } from '@/lib/model/json'
import { tokenKinds } from '@/lib/model/token-kinds'
import { decodeJwt } from '@/lib/jose/decode'
import { momentAfter, secondsOf } from '@/lib/model/lifetime'
import type { FlowToken } from '@/lib/flow/model/flow'
import { param } from '@/lib/model/params'
import type { EndpointRequest, EndpointResponse } from '@/lib/flow/model/message'

type Tokens = readonly FlowToken[]

/** The tokens of a flow after a token response. Earlier tokens stay, with an updated state. */
export function withReceivedTokens(
  tokens: Tokens,
  request: EndpointRequest<'token'>,
  response: EndpointResponse<'token'>,
  newId: () => string,
): Tokens {
  const body = jsonObjectOf(response.body)
  if (!isSuccess(response) || !body) return tokens
  const received = tokenKinds.flatMap((kind): Tokens => {
    const value = body[kind]
    return typeof value === 'string' && value !== ''
      ? [heldToken(newId(), { kind, value }, body, { request, response })]
      : []
  })
  const isKnown = ({ kind, value }: FlowToken) =>
    tokens.some((token) => token.kind === kind && token.value === value && token.state === 'live')
  return [
    ...received.filter((token) => !isKnown(token)),
    ...tokens.map((token) => outdated(token, received, request)),
  ]
}

function heldToken(
  id: string,
  { kind, value }: Pick<FlowToken, 'kind' | 'value'>,
  body: JsonObject,
  { request, response }: { readonly request: EndpointRequest; readonly response: EndpointResponse },
): FlowToken {
  const isAccess = kind === 'access_token'
  const isOfClient = param(request.params, 'grant_type') === 'client_credentials'
  return {
    id,
    kind,
    value,
    messageId: response.id,
    receivedAt: response.at,
    expiresAt: expiries[kind](value, body, response.at),
    tokenType: isAccess ? textIn(body, 'token_type') : null,
    scope: isAccess ? textIn(body, 'scope') : null,
    state: 'live',
    ...(isOfClient && { ofClient: true }),
  }
}

type Expiry = (value: string, body: JsonObject, at: number) => number | null

const expiries: Readonly<Record<FlowToken['kind'], Expiry>> = {
  access_token: (_, body, at) => after(at, body['expires_in']),
  refresh_token: (_, body, at) => after(at, body['refresh_expires_in']),
  id_token: (value) => after(0, decodeJwt(value).payload?.['exp']),
}

function after(at: number, seconds: unknown): number | null {
  const life = secondsOf(seconds)
  return life === null ? null : momentAfter(at, life)
}

/** Grants whose tokens replace earlier tokens of the same authorization. */
const continuing: ReadonlySet<string> = new Set(['authorization_code', 'refresh_token'])

/**
 * The state of a token after newer ones were received. A refresh token that was used and replaced is spent.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.14.2)
 */
function outdated(token: FlowToken, received: Tokens, { params }: EndpointRequest): FlowToken {
  const isContinued = continuing.has(param(params, 'grant_type') ?? '')
  if (token.state !== 'live' || token.ofClient || !isContinued) return token
  const newer = received.find(({ kind }) => kind === token.kind)
  if (!newer || newer.value === token.value) return token
  const wasUsed = param(params, 'refresh_token') === token.value
  return { ...token, state: wasUsed ? 'spent' : 'replaced' }
}

/** The tokens after a revocation response. */
export function withRevokedToken(
  tokens: Tokens,
  request: EndpointRequest<'revocation'>,
  response: EndpointResponse<'revocation'>,
): Tokens {
  if (!isSuccess(response)) return tokens
  const value = param(request.params, 'token')
  return tokens.map((token) => (token.value === value ? { ...token, state: 'revoked' } : token))
}
