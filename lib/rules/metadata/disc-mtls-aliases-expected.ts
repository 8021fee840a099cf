import { isObject, textIn, textsIn } from '@/lib/model/json'
import { isSameOrigin } from '@/lib/model/url'
import { endpointMembers } from '@/lib/oauth/endpoint-members'
import type { Metadata } from '@/lib/oauth/metadata'
import { finding } from '../builders'
import { metadataRule } from '../metadata-builders'

/** Endpoints where a client authenticates with its certificate, or presents a token that is bound to it. */
const endpoints = Object.values(endpointMembers)

function usesCertificates(metadata: Metadata): boolean {
  const methods = textsIn(metadata, 'token_endpoint_auth_methods_supported') ?? []
  return (
    metadata['tls_client_certificate_bound_access_tokens'] === true ||
    methods.some((method) => method.endsWith('tls_client_auth'))
  )
}

/** Whether an endpoint is on the host of an alias, so that it already requests a certificate. */
const isOnAliasHost = (url: string, aliases: Metadata) =>
  Object.values(aliases).some((alias) => typeof alias === 'string' && isSameOrigin(alias, url))

/**
 * A server that uses client certificates publishes aliases for the endpoints that request one, unless its
 * plain endpoints do.
 *
 * @see [RFC 8705](https://www.rfc-editor.org/rfc/rfc8705.html#section-5)
 */
export default metadataRule({
  id: 'disc-mtls-aliases-expected',
  about: 'mtls_endpoint_aliases',
  refs: ['RFC8705-5', 'FAPI2-SP-5.2.2.1', 'FAPI2-SP-5.3.3.1'],
  check(metadata) {
    const { mtls_endpoint_aliases: aliases } = metadata
    if (!usesCertificates(metadata)) return undefined
    if (aliases === undefined) return [finding('missing')]
    if (!isObject(aliases)) return undefined
    return endpoints
      .filter((name) => {
        const url = textIn(metadata, name)
        return url !== null && aliases[name] === undefined && !isOnAliasHost(url, aliases)
      })
      .map((name) => finding('incomplete', null, name))
  },
})
