import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import { changedClaims } from '../same-claims'
import { isoOf, show } from '../token-reading'

/**
 * The ID token of a refresh is about the same login as the first ID token.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.12.2)
 */
export default defineRule({
  id: 'rf-id-token',
  on: 'id-token',
  about: 'sub',
  refs: ['OIDC-CORE-12.2'],
  check({ jwt: { payload }, context: { tokenContext } }) {
    if (!payload || tokenContext.from !== 'refresh') return undefined
    const first = tokenContext.earlier.idToken
    if (!first) return notObserved
    return [
      ...changedClaims(first, payload, ['iss', 'sub', 'aud', 'auth_time', 'azp']),
      ...ofNonce(payload['nonce'], first['nonce']),
      ...ofIat(payload['iat'], first['iat']),
    ]
  },
})

function ofNonce(nonce: unknown, first: unknown): readonly Finding[] {
  if (nonce === undefined) return []
  return nonce === first
    ? [finding('nonce_present')]
    : [finding('nonce_differs', show(nonce), show(first))]
}

function ofIat(iat: unknown, first: unknown): readonly Finding[] {
  if (typeof iat !== 'number' || typeof first !== 'number' || iat >= first) return []
  return [finding('older', isoOf(iat), isoOf(first))]
}
