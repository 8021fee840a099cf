import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { isFapi } from '../fapi'
import { given, isParUri, namesOf } from '../reading'
import { defineRule } from '../rule'
import { namesInEndpoint } from '../endpoint-parameters'

/**
 * A pushed request is sent as `client_id` and `request_uri` alone. The guide of Open Finance Malaysia adds
 * `scope=openid`. Outside FAPI a `request_uri` may also name a request object of the client, for which
 * OpenID Connect requires further parameters.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.3.2)
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.6.2)
 */
export default defineRule({
  id: 'az-par-only-two-params',
  on: 'authorization-request',
  about: 'params',
  refs: ['FAPI2-SP-5.3.3.2', 'OFM'],
  check({ message: { params }, stored, context: { metadata, ruleProfile } }) {
    const requestUri = given(params, 'request_uri')
    if (requestUri === undefined) return undefined
    if (!isFapi(ruleProfile) && !stored && !isParUri(requestUri)) return undefined
    const expected = new Set(['client_id', 'request_uri', ...namesInEndpoint(metadata)])
    const others = [...new Set(namesOf(params))].filter((name) => !expected.has(name))
    return others.flatMap((name): readonly Finding[] => {
      const isGuides = name === 'scope' && given(params, name) === 'openid'
      if (isGuides && ruleProfile === 'ofm') return []
      return [finding(isGuides ? 'unexpected_scope' : 'unexpected', name)]
    })
  },
})
