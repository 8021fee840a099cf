import { audiencesIn } from '../created-jwt'
import { finding } from '../builders'
import { allEndpoints } from '@/lib/oauth/endpoint-members'
import { defineRule, notObserved } from '../rule'
import { show, signingAlg } from '../token-reading'

/**
 * A signed request object should contain `aud`, which includes the issuer.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-4)
 * @see [FAPI 2.0 Message Signing](https://openid.net/specs/fapi-message-signing-2_0-final.html#section-5.3.1)
 */
export default defineRule({
  id: 'ro-aud',
  on: 'request-object',
  about: 'aud',
  refs: ['FAPI2-MS-5.3.1', 'FAPI2-MS-5.3.2', 'FAPI1-ADV-5.2.2', 'FAPI1-ADV-5.2.3', 'RFC9101-4'],
  check({ jwt, requestContext, context: { issuer, metadata } }) {
    const { payload } = jwt
    if (!payload || signingAlg(jwt) === null) return undefined
    const aud = payload['aud']
    if (aud === undefined) return [finding('missing', null, issuer)]
    if (issuer === null) return notObserved
    const audiences = audiencesIn(payload)
    if (audiences.includes(issuer)) return []
    const endpoints = new Set<unknown>([...allEndpoints(metadata), requestContext?.url])
    return audiences.some((each) => endpoints.has(each))
      ? [{ ...finding('endpoint', show(aud), issuer), severity: 'warn' }]
      : [finding('differs', show(aud), issuer)]
  },
})
