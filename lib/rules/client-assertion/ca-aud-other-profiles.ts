import { audiencesIn } from '../created-jwt'
import { finding } from '../builders'
import { allEndpoints } from '@/lib/oauth/endpoint-members'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * The audience is the server, by its issuer or by the URL of an endpoint.
 *
 * @see [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523.html#section-3)
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-2)
 */
export default defineRule({
  id: 'ca-aud-other-profiles',
  on: 'client-assertion',
  about: 'aud',
  refs: ['RFC7523-3', 'RFC9126-2', 'OIDC-CORE-9', 'CDS'],
  check({ jwt: { payload }, requestContext, context: { issuer, metadata } }) {
    if (!payload) return undefined
    const aud = payload['aud']
    if (aud === undefined) return [finding('missing', null, issuer)]
    const meant = new Set<unknown>([issuer, requestContext?.url, ...allEndpoints(metadata)])
    if (audiencesIn(payload).some((each) => typeof each === 'string' && meant.has(each))) return []
    const isKnown = issuer !== null && metadata !== null
    return isKnown ? [finding('differs', show(aud), issuer)] : notObserved
  },
})
