import type { Flow } from '@/lib/flow/model/flow'
import { decodeJwt } from '@/lib/jose/decode'
import type { ExtraParams } from '@/lib/oauth/profile'

/**
 * The variables that a flow has: `auth_time` of its newest ID token.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#IDToken)
 */
export function flowValues({ tokens }: Pick<Flow, 'tokens'>): ExtraParams {
  const idToken = tokens.findLast(({ kind }) => kind === 'id_token')
  const time = idToken && decodeJwt(idToken.value).payload?.['auth_time']
  return typeof time === 'number' && time > 0 ? [['auth_time', String(Math.floor(time))]] : []
}
