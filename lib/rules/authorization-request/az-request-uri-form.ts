import { finding, uriFindings } from '../builders'
import { given } from '../reading'
import { defineRule } from '../rule'

/** SHA-256 of the request object, the only fragment that a request_uri may have. */
const isHash = (fragment: string) => /^[\w-]{43}$/.test(fragment)

/**
 * The request_uri is an absolute URI of at most 512 ASCII characters. Its only allowed fragment is the hash
 * of the request object.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-5.2)
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.6.2)
 */
export default defineRule({
  id: 'az-request-uri-form',
  on: 'authorization-request',
  about: 'request_uri',
  refs: ['RFC9101-5.2', 'RFC9126-2.2', 'OIDC-CORE-6.2'],
  check({ message: { params } }) {
    const requestUri = given(params, 'request_uri')
    if (requestUri === undefined) return undefined
    if (/^urn:ietf:params:oauth:request_uri:$/i.test(requestUri))
      return [finding('empty', requestUri)]
    const [, fragment] = /#(.*)/.exec(requestUri) ?? []
    const isFragmentAllowed =
      fragment === undefined || (requestUri.startsWith('https:') && isHash(fragment))
    return [
      ...uriFindings(requestUri),
      ...(isFragmentAllowed ? [] : [finding('fragment', `#${fragment}`)]),
    ]
  },
})
