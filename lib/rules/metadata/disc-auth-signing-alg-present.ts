import { textsIn } from '@/lib/model/json'
import type { Metadata } from '@/lib/oauth/metadata'
import { finding } from '../builders'
import { metadataRule, type MetadataInput } from '../metadata-builders'
import { isOpenId } from '../reading'
import type { Finding } from '@/lib/model/rule-result'

const endpoints = ['token', 'revocation', 'introspection']

const offersJwt = (metadata: Metadata, endpoint: string) =>
  (textsIn(metadata, `${endpoint}_endpoint_auth_methods_supported`) ?? []).some((method) =>
    method.endsWith('_jwt'),
  )

function judgeEndpoint(
  metadata: Metadata,
  endpoint: string,
  { document }: MetadataInput,
): readonly Finding[] {
  const name = `${endpoint}_endpoint_auth_signing_alg_values_supported`
  if (metadata[name] === undefined) {
    if (!offersJwt(metadata, endpoint)) return []
    return isOpenId(document)
      ? [{ ...finding('missing_oidc', null, name), severity: 'info' }]
      : [finding('missing', null, name)]
  }
  return textsIn(metadata, name)?.includes('none') ? [finding('none', `${name}: none`)] : []
}

/**
 * The algorithms of JWT client authentication are published, and `none` is not one of them. OpenID Connect
 * Discovery makes the member optional, RFC 8414 does not.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 * @see [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.3)
 */
export default metadataRule({
  id: 'disc-auth-signing-alg-present',
  about: 'metadata',
  refs: ['RFC8414-2', 'OIDC-DISCOVERY-3'],
  check(metadata, input) {
    const judged = endpoints.filter(
      (endpoint) =>
        offersJwt(metadata, endpoint) ||
        metadata[`${endpoint}_endpoint_auth_signing_alg_values_supported`] !== undefined,
    )
    if (judged.length === 0) return undefined
    return judged.flatMap((endpoint) => judgeEndpoint(metadata, endpoint, input))
  },
})
