import type { KeySetDocument } from '@/lib/jose/key-set'
import { document, issuer, metadata, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import { knowing, notFound, notJson, oauthOnly, pasted, published } from './metadata-artefacts'

const keySet: KeySetDocument = {
  url: `${issuer}/jwks`,
  status: 200,
  contentType: 'application/json',
  cacheControl: null,
  body: '{"keys":[]}',
}

export const fixtures: Fixtures<'metadata'> = {
  'disc-authz-no-fragment': {
    passed: [document(), pasted],
    failed: [
      ['fragment', published({ authorization_endpoint: `${issuer}/#/auth` })],
      ['fragment', published({ token_endpoint: `${issuer}/token#` })],
    ],
    notApplicable: [notJson, document({ issuer })],
  },
  'disc-cross-origin-endpoints': {
    passed: [published({ jwks_uri: `${issuer}/jwks` })],
    failed: [
      ['other_site', document()],
      ['other_site', published({ token_endpoint: 'https://evil.example/token' })],
    ],
    notApplicable: [notJson],
    notObserved: [{ ...document(), context: unknown }],
  },
  'disc-end-session-https': {
    passed: [
      published({ end_session_endpoint: `${issuer}/logout` }),
      published({ end_session_endpoint: 'http://localhost:9000/logout' }),
    ],
    failed: [
      ['scheme', published({ end_session_endpoint: 'http://as.example/logout' })],
      ['scheme', published({ check_session_iframe: 'http://as.example/session' })],
    ],
    notApplicable: [document(), notJson],
  },
  'disc-par-endpoint': {
    passed: [document(), pasted],
    failed: [
      ['missing', published({ pushed_authorization_request_endpoint: undefined })],
      ['missing', published({ pushed_authorization_request_endpoint: '' })],
    ],
    notApplicable: [notJson, notFound],
  },
  'disc-userinfo-endpoint': {
    passed: [document()],
    failed: [['missing', published({ userinfo_endpoint: undefined })]],
    notApplicable: [
      notJson,
      published({ userinfo_endpoint: undefined, claims_supported: undefined }),
      oauthOnly({ issuer, claims_supported: ['sub'] }),
    ],
  },
  'disc-registration-endpoint': {
    passed: [document()],
    failed: [['missing', published({ registration_endpoint: undefined })]],
    notApplicable: [notJson],
  },
  'disc-uk-keystore-host': {
    passed: [published({ jwks_uri: 'https://keystore.openbanking.org.uk/a/b.jwks' })],
    failed: [['other_host', document()]],
    notApplicable: [notJson, published({ jwks_uri: undefined })],
  },
  'disc-jwks-uri-fetchable': {
    passed: [knowing({ keySet }, document())],
    failed: [
      ['status', knowing({ keySet: { ...keySet, status: 404 } }, document())],
      ['not_jwks', knowing({ keySet: { ...keySet, body: '<html>' } }, document())],
      ['not_jwks', knowing({ keySet: { ...keySet, body: '[]' } }, document())],
    ],
    notApplicable: [notJson, published({ jwks_uri: undefined })],
    notObserved: [document()],
  },
  'disc-cors-discovery': {
    passed: [document(metadata, { allowOrigin: '*' })],
    failed: [['missing', document(metadata, { allowOrigin: null })]],
    notApplicable: [pasted, notJson],
    notObserved: [document()],
  },
  'disc-par-required': {
    passed: [document()],
    failed: [
      ['missing', published({ require_pushed_authorization_requests: undefined })],
      ['false', published({ require_pushed_authorization_requests: false })],
    ],
    notApplicable: [notJson],
  },
  'disc-iss-param-true': {
    passed: [document()],
    failed: [
      ['missing', published({ authorization_response_iss_parameter_supported: undefined })],
      ['false', published({ authorization_response_iss_parameter_supported: false })],
    ],
    notApplicable: [notJson],
  },
  'disc-require-signed-request-object': {
    passed: [published({ require_signed_request_object: true })],
    failed: [
      ['missing', document()],
      ['missing', published({ require_signed_request_object: false })],
    ],
    notApplicable: [notJson],
  },
  'disc-sender-constrained': {
    passed: [
      document(),
      published({
        tls_client_certificate_bound_access_tokens: undefined,
        dpop_signing_alg_values_supported: ['ES256'],
      }),
    ],
    failed: [['missing', published({ tls_client_certificate_bound_access_tokens: false })]],
    notApplicable: [notJson],
  },
  'disc-mtls-aliases-object': {
    passed: [document(), published({ mtls_endpoint_aliases: {} })],
    failed: [
      ['type', published({ mtls_endpoint_aliases: 'https://mtls.as.example' })],
      ['type', published({ mtls_endpoint_aliases: [] })],
      [
        'scheme',
        published({ mtls_endpoint_aliases: { token_endpoint: 'http://as.example/token' } }),
      ],
      ['scheme', published({ mtls_endpoint_aliases: { token_endpoint: 1 } })],
      [
        'no_meaning',
        published({ mtls_endpoint_aliases: { authorization_endpoint: `${issuer}/auth` } }),
      ],
    ],
    notApplicable: [notJson, published({ mtls_endpoint_aliases: undefined })],
  },
  'disc-mtls-aliases-expected': {
    passed: [
      document(),
      published({
        mtls_endpoint_aliases: { token_endpoint: 'https://as1.sandbox.mya.ozoneapi.io/token' },
      }),
    ],
    failed: [
      ['missing', published({ mtls_endpoint_aliases: undefined })],
      [
        'incomplete',
        published({ mtls_endpoint_aliases: { token_endpoint: 'https://mtls.as.example/token' } }),
      ],
    ],
    notApplicable: [
      notJson,
      document({ issuer, token_endpoint_auth_methods_supported: ['private_key_jwt'] }),
    ],
  },
  'disc-two-documents-consistent': {
    passed: [knowing({ otherMetadata: metadata }, document())],
    failed: [
      [
        'differs',
        knowing({ otherMetadata: { ...metadata, token_endpoint: `${issuer}/t` } }, document()),
      ],
      ['only_one', knowing({ otherMetadata: { issuer } }, document())],
    ],
    notApplicable: [notJson],
    notObserved: [document()],
  },
  'disc-saltedge-provider-code': {
    passed: [
      document(
        { authorization_endpoint: 'https://priora.saltedge.com/api/oidc/demobank/authorize' },
        { url: 'https://priora.saltedge.com/.well-known/openid-configuration/demobank' },
      ),
    ],
    failed: [
      [
        'path',
        document(
          { jwks_uri: 'https://priora.saltedge.com/api/oidc/jwks' },
          { url: 'https://priora.saltedge.com/.well-known/openid-configuration/demobank' },
        ),
      ],
    ],
    notApplicable: [notJson, document(), pasted],
  },
}
