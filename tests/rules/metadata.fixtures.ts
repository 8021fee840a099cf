import { changed, document, issuer, metadata, unknown } from './artefacts'
import type { Fixtures } from './fixtures'

const notJson = document(null, { body: '<!doctype html><title>Log in</title>' })
const notFound = document(null, { status: 404, contentType: 'text/html', body: 'Not Found' })
const unanswered = document(metadata, { status: null, contentType: null })
const pasted = document(metadata, { url: '', form: 'explicit', status: null, contentType: null })
const tenant = 'https://as.example/t'
const inserted = 'https://as.example/.well-known/oauth-authorization-server/t'
const priora = 'https://priora.saltedge.com'
const saltEdge = `${priora}/.well-known/openid-configuration/demobank`

export const fixtures: Fixtures<'metadata'> = {
  'disc-url-https': {
    passed: [document(), document(metadata, { issuer: 'http://localhost:8080' })],
    failed: [['scheme', document(metadata, { issuer: 'http://as.example' })]],
    notApplicable: [pasted],
  },
  'disc-status-200': {
    passed: [document()],
    failed: [['differs', notFound]],
    notApplicable: [pasted],
    notObserved: [unanswered],
  },
  'disc-content-type-json': {
    passed: [document(), document(metadata, { contentType: 'Application/JSON' })],
    failed: [
      ['missing', document(metadata, { contentType: null })],
      ['differs', document(metadata, { contentType: 'text/html' })],
    ],
    notApplicable: [notFound, pasted],
    notObserved: [unanswered],
  },
  'disc-json-object': {
    passed: [document(), pasted],
    failed: [
      ['not_object', notJson],
      ['repeated', document(metadata, { duplicates: ['issuer'] })],
    ],
    notApplicable: [notFound],
  },
  'disc-issuer-present': {
    passed: [document()],
    failed: [
      ['missing', document(changed({ issuer: undefined }))],
      ['missing', document(changed({ issuer: '' }))],
      ['type', document(changed({ issuer: 1 }))],
    ],
    notApplicable: [notJson, notFound],
  },
  'disc-issuer-url': {
    passed: [document(), document({ issuer: 'http://127.0.0.1:9000/t' })],
    failed: [
      ['not_url', document({ issuer: 'as.example' })],
      ['scheme', document({ issuer: 'http://as.example' })],
      ['query', document({ issuer: 'https://as.example/?tenant=1' })],
      ['query', document({ issuer: 'https://as.example?' })],
      ['fragment', document({ issuer: 'https://as.example#' })],
      ['userinfo', document({ issuer: 'https://me@as.example' })],
    ],
    notApplicable: [notJson, document({})],
  },
  'disc-issuer-match-oidc': {
    passed: [
      document(),
      document({ issuer: tenant }, { issuer: tenant }),
      document(
        { issuer: `${tenant}/` },
        { issuer: `${tenant}/`, url: `${tenant}/.well-known/openid-configuration` },
      ),
    ],
    failed: [
      ['differs', document({ issuer: 'https://as.example/T' }, { issuer: tenant })],
      ['differs', document({ issuer: 'https://evil.example' }, { issuer: tenant })],
      ['slash', document({ issuer: `${tenant}/` }, { issuer: tenant })],
    ],
    notApplicable: [
      notJson,
      pasted,
      document({ issuer: tenant }, { issuer: tenant, url: inserted, form: 'oauth' }),
      document({ issuer: priora }, { issuer: priora, url: saltEdge, form: 'explicit' }),
    ],
  },
  'disc-issuer-match-rfc8414': {
    passed: [
      document({ issuer: tenant }, { issuer: tenant, url: inserted, form: 'oauth' }),
      document({ issuer }, { url: `${issuer}/.well-known/oauth-authorization-server` }),
    ],
    failed: [
      ['differs', document({ issuer: priora }, { url: saltEdge, form: 'explicit' })],
      ['slash', document({ issuer: `${tenant}/` }, { issuer: tenant, url: inserted })],
    ],
    notApplicable: [document(), pasted, document({}, { url: inserted })],
  },
  'disc-issuer-trailing-slash': {
    passed: [document()],
    failed: [['slash', document(changed({ issuer: `${issuer}/` }))]],
    notApplicable: [document(changed({ issuer: 'https://as.example' })), document({})],
    notObserved: [{ ...document(), context: unknown }],
  },
  'disc-wellknown-form': {
    passed: [
      document(),
      document(metadata, { url: inserted }),
      document(metadata, { url: saltEdge }),
      document(metadata, { url: `${tenant}/.well-known/openid-configuration` }),
    ],
    failed: [
      ['appended', document(metadata, { url: `${tenant}/.well-known/oauth-authorization-server` })],
      ['other', document(metadata, { url: 'https://as.example/metadata.json' })],
      ['other', document(metadata, { url: `${tenant}/.well-known/openid-configuration/u` })],
    ],
    notApplicable: [pasted],
  },
  'disc-endpoints-https': {
    passed: [
      document(),
      document({ token_endpoint: 'http://localhost:9000/token' }),
      document({ token_endpoint: 'https://[2001:db8::1]/token' }),
      document({ issuer: 'https://as.example', token_endpoint: 'https://as.example.my/token' }),
    ],
    failed: [
      ['scheme', document(changed({ token_endpoint: 'http://as.example/token' }))],
      ['not_url', document(changed({ jwks_uri: '/jwks' }))],
      ['host', document({ issuer: priora, jwks_uri: `${priora}.oidc/demobank/jwks` })],
      ['host', document({ issuer, jwks_uri: 'https://as..example/jwks' })],
      ['host', document({ issuer, jwks_uri: 'https://-as.example/jwks' })],
      [
        'scheme',
        document({ mtls_endpoint_aliases: { token_endpoint: 'http://mtls.as.example/token' } }),
      ],
    ],
    notApplicable: [notJson, document({ issuer })],
  },
  'disc-required-oidc': {
    passed: [
      document(),
      document(
        changed({
          response_types_supported: ['id_token'],
          grant_types_supported: undefined,
          token_endpoint: undefined,
        }),
      ),
    ],
    failed: [
      ['missing', document(changed({ subject_types_supported: undefined }))],
      ['missing', document(changed({ token_endpoint: undefined }))],
      [
        'missing',
        document(
          { issuer, subject_types_supported: ['public'] },
          { form: 'explicit', url: 'https://x/y' },
        ),
      ],
    ],
    notApplicable: [
      notJson,
      document(metadata, { form: 'oauth' }),
      document({ issuer }, { form: 'explicit', url: 'https://as.example/metadata.json' }),
    ],
  },
  'disc-required-oauth': {
    passed: [
      document(),
      document({
        issuer,
        response_types_supported: [],
        grant_types_supported: ['client_credentials'],
        token_endpoint: `${issuer}/token`,
      }),
    ],
    failed: [
      ['missing', document(changed({ response_types_supported: undefined }))],
      ['missing', document(changed({ authorization_endpoint: undefined }))],
      [
        'missing',
        document(
          changed({
            grant_types_supported: undefined,
            response_types_supported: ['code', 'token'],
            token_endpoint: undefined,
          }),
        ),
      ],
    ],
    notApplicable: [notJson, notFound],
  },
  'disc-member-types': {
    passed: [
      document(),
      document({ credential_configurations_supported: {} }),
      document(changed({ op_tos_uri: null })),
    ],
    failed: [
      ['type', document(changed({ require_pushed_authorization_requests: 'true' }))],
      ['type', document(changed({ response_types_supported: 'code' }))],
      ['type', document(changed({ scopes_supported: ['openid', 1] }))],
      ['type', document(changed({ token_endpoint: null }))],
      ['type', document(changed({ mtls_endpoint_aliases: [] }))],
    ],
    notApplicable: [notJson],
  },
}
