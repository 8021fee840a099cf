import { isSameJson } from '@/lib/model/same-json'
import { jsonText } from '@/lib/model/json'
import { finding } from '../builders'
import { metadataRule } from '../metadata-builders'
import { notObserved } from '../rule'

/** Members of RFC 8414 and its extensions that both documents publish. */
const shared = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'pushed_authorization_request_endpoint',
  'introspection_endpoint',
  'revocation_endpoint',
  'registration_endpoint',
  'device_authorization_endpoint',
  'jwks_uri',
  'require_pushed_authorization_requests',
  'require_signed_request_object',
  'authorization_response_iss_parameter_supported',
  'tls_client_certificate_bound_access_tokens',
]

/**
 * A server that publishes two documents publishes the same values in both.
 *
 * @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-4)
 */
export default metadataRule({
  id: 'disc-two-documents-consistent',
  about: 'metadata',
  refs: ['RFC9068-4', 'RFC8414-5'],
  check(metadata, { serverContext: { otherMetadata } }) {
    if (!otherMetadata) return notObserved
    return shared.flatMap((name) => {
      const [own, other] = [metadata[name], otherMetadata[name]]
      if (own === undefined && other === undefined) return []
      if (own === undefined || other === undefined) return [finding('only_one', name)]
      return isSameJson(own, other)
        ? []
        : [finding('differs', `${name}: ${jsonText(own)}`, jsonText(other))]
    })
  },
})
