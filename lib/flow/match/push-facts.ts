import { decodeJwt } from '@/lib/jose/decode'
import type { Flow } from '@/lib/flow/model/flow'
import { secondsOf } from '@/lib/model/lifetime'
import { param, paramsIn, type Params } from '@/lib/model/params'

/**
 * The pushed authorization request: the claims of its request object if it has one, otherwise its parameters.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-3)
 */
export function pushedParams(sent: Params): Params {
  const object = param(sent, 'request')
  const claims = object === undefined ? null : decodeJwt(object).payload
  return claims ? paramsIn(claims) : sent
}

/** Adds the pushed parameters to a flow. They take precedence over the authorize URL. */
export function withPushed(flow: Flow, pushed: Params): Flow {
  const { requested, expected } = flow
  const pushedOr = <T>(name: string, known: T): string | T => param(pushed, name) ?? known
  const redirectUri = pushedOr('redirect_uri', null)
  return {
    ...flow,
    clientId: flow.clientId ?? pushedOr('client_id', null),
    redirectUris: redirectUri === null ? flow.redirectUris : [redirectUri],
    expected: {
      state: pushedOr('state', expected.state),
      nonce: pushedOr('nonce', expected.nonce),
    },
    requested: {
      ...requested,
      redirectUri: redirectUri ?? requested.redirectUri,
      responseType: pushedOr('response_type', requested.responseType),
      responseMode: pushedOr('response_mode', requested.responseMode),
      scope: pushedOr('scope', requested.scope),
      authorizationDetails: pushedOr('authorization_details', requested.authorizationDetails),
      claims: pushedOr('claims', requested.claims),
      acrValues: pushedOr('acr_values', requested.acrValues),
      maxAge: secondsOf(pushedOr('max_age', null)) ?? requested.maxAge,
    },
  }
}
