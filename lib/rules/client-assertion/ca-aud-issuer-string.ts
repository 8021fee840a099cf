import { finding } from '../builders'
import { allEndpoints } from '@/lib/oauth/endpoint-members'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * FAPI 2.0 permits only the issuer, as a string.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.3.1)
 */
export default defineRule({
  id: 'ca-aud-issuer-string',
  on: 'client-assertion',
  about: 'aud',
  refs: ['FAPI2-SP-5.3.3.1', 'FAPI2-SP-5.3.2.1'],
  check({ jwt: { payload }, requestContext, context: { issuer, metadata } }) {
    if (!payload) return undefined
    const aud = payload['aud']
    if (aud === undefined) return [finding('missing', null, issuer)]
    if (Array.isArray(aud)) return [finding('array', show(aud), issuer)]
    if (issuer === null) return notObserved
    if (aud === issuer) return []
    const endpoints: readonly unknown[] = [...allEndpoints(metadata), requestContext?.url]
    return [finding(endpoints.includes(aud) ? 'endpoint' : 'differs', show(aud), issuer)]
  },
})
