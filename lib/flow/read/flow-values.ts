import type { Flow } from '@/lib/flow/model/flow'
import { decodeJwt } from '@/lib/jose/decode'
import type { ExtraParams } from '@/lib/oauth/profile'

/**
 * The variables that a flow has: the id of its consent, and `auth_time` of its newest ID token.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#IDToken)
 */
export function flowValues({ tokens, consent }: Pick<Flow, 'tokens' | 'consent'>): ExtraParams {
  const idToken = tokens.findLast(({ kind }) => kind === 'id_token')
  const time = idToken && decodeJwt(idToken.value).payload?.['auth_time']
  const hasTime = typeof time === 'number' && time > 0
  return [
    ...(consent?.id ? [['consent.id', consent.id] as const] : []),
    ...(hasTime ? [['auth_time', String(Math.floor(time))] as const] : []),
  ]
}
