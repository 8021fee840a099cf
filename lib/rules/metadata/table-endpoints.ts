import { keysOf, notJsonStart } from '@/lib/jose/key-set'
import { isSameSite } from '@/lib/oauth/site'
import { foreignHosts } from '@/lib/oauth/foreign-hosts'
import { textIn, textsIn } from '@/lib/model/json'
import { isReachable, parseUrl } from '@/lib/model/url'
import type { Metadata } from '@/lib/oauth/metadata'
import { finding } from '../builders'
import { metadataRule, presentMember, trueFlag } from '../metadata-builders'
import { isOpenId } from '../reading'
import { notObserved } from '../rule'

/** The members with these names that are strings. */
function urlsIn(metadata: Metadata, names: readonly string[]) {
  return names.flatMap((name) => {
    const value = textIn(metadata, name)
    return value === null ? [] : [{ name, value }]
  })
}

const keyStores: readonly string[] = [
  'keystore.openbanking.org.uk',
  'keystore.openbankingtest.org.uk',
]

export const table = [
  metadataRule({
    id: 'disc-authz-no-fragment',
    about: 'metadata',
    refs: ['RFC6749-3.1', 'RFC6749-3.2'],
    check(metadata) {
      const urls = urlsIn(metadata, ['authorization_endpoint', 'token_endpoint'])
      if (urls.length === 0) return undefined
      return urls
        .filter(({ value }) => value.includes('#'))
        .map(({ name, value }) => finding('fragment', `${name}: ${value}`))
    },
  }),
  /** Endpoints and keys may be on a different site. The user should know it. */
  metadataRule({
    id: 'disc-cross-origin-endpoints',
    about: 'metadata',
    refs: ['RFC8414-6.2', 'FAPI2-SP-5.3.3.1'],
    check(metadata, { context: { issuer } }) {
      if (issuer === null) return notObserved
      const site = issuer.replace(/^http:/, 'https:')
      return foreignHosts(issuer, metadata)
        .filter(({ host }) => !isSameSite(`https://${host}`, site))
        .flatMap(({ host, members }) =>
          members.map((member) => finding('other_site', `${member}: ${host}`, issuer)),
        )
    },
  }),
  metadataRule({
    id: 'disc-end-session-https',
    about: 'metadata',
    refs: ['OIDC-RPINITIATED-2.1'],
    check(metadata) {
      const urls = urlsIn(metadata, ['end_session_endpoint', 'check_session_iframe'])
      if (urls.length === 0) return undefined
      return urls.flatMap(({ name, value }) => {
        const url = parseUrl(value)
        return url && !isReachable(url) ? [finding('scheme', `${name}: ${value}`)] : []
      })
    },
  }),
  presentMember({
    id: 'disc-par-endpoint',
    about: 'pushed_authorization_request_endpoint',
    refs: ['FAPI2-SP-5.3.2.2', 'RFC9126-2', 'RFC9126-5'],
  }),
  presentMember({
    id: 'disc-userinfo-endpoint',
    about: 'userinfo_endpoint',
    refs: ['OIDC-DISCOVERY-3'],
    appliesTo: (metadata, { document }) =>
      isOpenId(document) && (textsIn(metadata, 'claims_supported') ?? []).length > 0,
  }),
  presentMember({
    id: 'disc-registration-endpoint',
    about: 'registration_endpoint',
    refs: ['OIDC-DISCOVERY-3', 'CDS'],
  }),
  metadataRule({
    id: 'disc-uk-keystore-host',
    about: 'jwks_uri',
    refs: ['OBIE', 'OIDF-SUITE'],
    check(metadata) {
      const url = parseUrl(textIn(metadata, 'jwks_uri') ?? '')
      if (!url) return undefined
      return keyStores.includes(url.hostname)
        ? []
        : [finding('other_host', url.hostname, keyStores[0])]
    },
  }),
  metadataRule({
    id: 'disc-jwks-uri-fetchable',
    about: 'jwks_uri',
    refs: ['OIDC-DISCOVERY-3', 'RFC8414-2', 'FAPI2-SP-5.4.2'],
    check(metadata, { serverContext: { keySet } }) {
      if (textIn(metadata, 'jwks_uri') === null) return undefined
      if (!keySet) return notObserved
      if (keySet.status !== 200) return [finding('status', String(keySet.status), '200')]
      return keysOf(keySet) ? [] : [finding('not_jwks', notJsonStart(keySet))]
    },
  }),
  metadataRule({
    id: 'disc-cors-discovery',
    about: 'Access-Control-Allow-Origin',
    refs: ['OIDC-DISCOVERY-3', 'OIDC-DISCOVERY-4.2', 'RFC9700-2.6'],
    check(_, { document: { url, allowOrigin } }) {
      if (url === '') return undefined
      if (allowOrigin === undefined) return notObserved
      return allowOrigin === null ? [finding('missing')] : []
    },
  }),
  trueFlag({
    id: 'disc-par-required',
    about: 'require_pushed_authorization_requests',
    refs: ['RFC9126-5', 'FAPI2-SP-5.3.2.2', 'CDS'],
  }),
  trueFlag({
    id: 'disc-iss-param-true',
    about: 'authorization_response_iss_parameter_supported',
    refs: ['RFC9207-2.3', 'RFC9207-3', 'FAPI2-SP-5.3.2.2'],
  }),
  trueFlag({
    id: 'disc-require-signed-request-object',
    about: 'require_signed_request_object',
    refs: ['RFC9101-10.5'],
    otherwise: 'missing',
  }),
  metadataRule({
    id: 'disc-sender-constrained',
    about: 'tls_client_certificate_bound_access_tokens',
    refs: ['FAPI2-SP-5.3.2.1', 'RFC8705-3.3', 'RFC9449-5.1'],
    check: (metadata) =>
      metadata['tls_client_certificate_bound_access_tokens'] === true ||
      metadata['dpop_signing_alg_values_supported'] !== undefined
        ? []
        : [finding('missing')],
  }),
] as const
