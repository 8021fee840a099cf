import {
  backchannelAuthenticationRequest,
  deviceAuthorizationRequest,
  generateRandomState,
  processBackchannelAuthenticationResponse,
  processDeviceAuthorizationResponse,
} from 'oauth4webapi'
import { param, type Params } from '@/lib/model/params'
import { searchParams } from '@/lib/oauth/authorize-params'
import { grantFacts, type DecoupledGrant, type DeliveryMode } from '@/lib/oauth/decoupled'
import { isWaiting } from '@/lib/oauth/polling'
import { authenticate } from './authenticate'
import { signRequest } from './authorization'
import type { CallResult, ClientContext } from './client-context'
import { endpointUrl } from './endpoints'
import { clientOf, perform, refused, serverOf } from './perform-call'
import { grantTokens } from './token-requests'

/** The first request of a grant without the browser. */
export interface DecoupledRequest {
  readonly grant: DecoupledGrant
  readonly delivery: DeliveryMode
  /** The parameters in the order of the request, without those that authenticate the client. */
  readonly params: Params
}

const calls = {
  ciba: {
    send: backchannelAuthenticationRequest,
    process: processBackchannelAuthenticationResponse,
  },
  device: { send: deviceAuthorizationRequest, process: processDeviceAuthorizationResponse },
} as const

/**
 * Asks for the decision of a user on another device. A backchannel request is signed if the profile signs requests.
 * Neither endpoint expects a DPoP proof: the token request has it.
 *
 * @see [CIBA](https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.7.1)
 * @see [RFC 8628](https://www.rfc-editor.org/rfc/rfc8628.html#section-3.1)
 */
export async function beginDecoupled(
  ctx: ClientContext,
  request: DecoupledRequest,
): Promise<CallResult> {
  const { grant } = request
  const { endpoint } = grantFacts[grant]
  const url = endpointUrl(ctx, endpoint)
  if (typeof url !== 'string') return refused([url])
  const auth = authenticate(ctx, url)
  if ('issues' in auth) return refused(auth.issues)
  const params = withNotification(request)
  const signed =
    grant === 'ciba' ? await signRequest(ctx, params, withoutType) : { requestObject: null }
  if ('issues' in signed) return refused(signed.issues)
  const isSigned = signed.requestObject !== null
  const sent: Params = isSigned ? [['request', signed.requestObject ?? '']] : params
  const server = serverOf(ctx, endpoint, url)
  const client = clientOf(ctx)
  const { send, process } = calls[grant]
  return perform(ctx, {
    endpoint,
    proves: false,
    success: 200,
    send: (options) => send(server, client, auth, searchParams(sent), options),
    process: (response) => process(server, client, response),
    extras: isSigned ? [] : params,
  })
}

/** A signed backchannel request is not an authorization request, whose type it would have. */
const withoutType = (header: Record<string, unknown>) => {
  delete header['typ']
}

/**
 * The token with which the server would notify the client. It is required although no address can receive it.
 *
 * @see [CIBA](https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.7.1)
 */
function withNotification({ grant, delivery, params }: DecoupledRequest): Params {
  const name = 'client_notification_token'
  if (grant !== 'ciba' || delivery === 'poll' || param(params, name) !== undefined) return params
  return [...params, [name, generateRandomState()]]
}

/** Polls once. A response that says to poll again has no issue: a conforming client accepts it. */
export async function pollForTokens(
  ctx: ClientContext,
  { grant, code }: { readonly grant: DecoupledGrant; readonly code: string },
): Promise<CallResult> {
  const { grantType, member: name } = grantFacts[grant]
  const result = await grantTokens(ctx, { grantType, params: [[name, code]] })
  const { response } = result
  return response?.ok && isWaiting(response) ? { response, issues: [] } : result
}
