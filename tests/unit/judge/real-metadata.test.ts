import { describe, expect, test } from 'vitest'
import { readinessOf } from '@/lib/judge/readiness'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { ruleProfileNames } from '@/lib/model/rule-profiles'
import { readPasted } from '@/lib/oauth/read-metadata'

/**
 * The shapes of documents that servers and ecosystems publish, with other names and fewer members. Each finding
 * that is a failure or a warning is argued by a clause.
 */
interface Case {
  readonly profile: RuleProfile
  readonly document: object
  readonly findings: readonly string[]
}

const at = 'https://as.example'
const openid = {
  issuer: at,
  authorization_endpoint: `${at}/authorize`,
  token_endpoint: `${at}/token`,
  userinfo_endpoint: `${at}/userinfo`,
  jwks_uri: `${at}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['RS256'],
  scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
  claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'email'],
  code_challenge_methods_supported: ['S256'],
}

const cases: Readonly<Record<string, Case>> = {
  'a multi-tenant server with members of its own': {
    profile: 'oidc',
    document: {
      ...openid,
      code_challenge_methods_supported: undefined,
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      http_logout_supported: true,
      frontchannel_logout_supported: true,
      request_uri_parameter_supported: false,
      tenant_region_scope: null,
      cloud_instance_name: 'cloud.example',
    },
    // RFC 9700, section 2.1.2: not `id_token token`. RFC 8414, section 2, and RFC 9700, section 2.1.1: PKCE is not published.
    findings: ['warn disc-implicit-offered', 'warn disc-pkce-s256'],
  },
  'a server on the intranet with a method of its own': {
    profile: 'oidc',
    document: {
      ...openid,
      grant_types_supported: ['authorization_code', 'refresh_token', 'urn:example:logon_cert'],
      token_endpoint_auth_methods_supported: [
        'client_secret_post',
        'windows_client_authentication',
      ],
      microsoft_multi_refresh_token: true,
      access_token_issuer: 'http://as.example/services/trust',
    },
    // RFC 8414, section 2: the method is not registered.
    findings: ['warn disc-auth-methods-default'],
  },
  'a server with an unregistered encryption next to the registered ones': {
    profile: 'oidc',
    document: {
      ...openid,
      id_token_encryption_alg_values_supported: ['RSA-OAEP', 'RSA-OAEP-256'],
      id_token_encryption_enc_values_supported: ['A256GCM', 'XC20P'],
    },
    // RFC 7515, section 4.1.1: should be registered.
    findings: ['warn disc-alg-names'],
  },
  'a server with a DPoP-only ecosystem': {
    profile: 'oauth2',
    document: {
      issuer: at,
      authorization_endpoint: `${at}/oauth/authorize`,
      token_endpoint: `${at}/oauth/token`,
      pushed_authorization_request_endpoint: `${at}/oauth/par`,
      require_pushed_authorization_requests: true,
      jwks_uri: `${at}/oauth/jwks`,
      scopes_supported: ['atproto', 'transition:generic'],
      response_types_supported: ['code'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      request_object_encryption_alg_values_supported: [],
      token_endpoint_auth_methods_supported: ['none', 'private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['RS256', 'ES256', 'ES256K'],
      dpop_signing_alg_values_supported: ['RS256', 'ES256', 'ES256K'],
      authorization_response_iss_parameter_supported: true,
      client_id_metadata_document_supported: true,
    },
    // RFC 8414, section 3.2: an empty list is omitted.
    findings: ['fail disc-empty-arrays'],
  },
  'the directory of an ecosystem': {
    profile: 'br',
    document: {
      ...openid,
      response_types_supported: ['code id_token'],
      response_modes_supported: ['fragment', 'jwt'],
      grant_types_supported: ['client_credentials'],
      id_token_signing_alg_values_supported: ['PS256'],
      request_object_signing_alg_values_supported: ['PS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt', 'tls_client_auth'],
      token_endpoint_auth_signing_alg_values_supported: ['PS256'],
      authorization_signing_alg_values_supported: ['PS256'],
      registration_endpoint: `${at}/reg`,
      pushed_authorization_request_endpoint: `${at}/par`,
      require_pushed_authorization_requests: true,
      scopes_supported: ['openid', 'directory:software'],
      tls_client_certificate_bound_access_tokens: true,
      request_parameter_supported: true,
      mtls_endpoint_aliases: { token_endpoint: 'https://mtls.as.example/token' },
    },
    // It is not a bank: no `acr`, no `cpf`, no scope of an API, and only the client's own tokens. A server that
    // requires PAR need not encrypt request objects.
    findings: [
      'warn disc-acr-values',
      'warn disc-claims-supported',
      'warn disc-grant-types-code',
      'warn disc-scopes-profile',
    ],
  },
}

function found({ profile, document }: Case): readonly string[] {
  const read = readPasted(JSON.stringify(document), '')
  const results = readinessOf(read, { issuer: null, now: 0 })[profile]
  return results
    .filter(({ outcome }) => outcome === 'failed')
    .flatMap(({ id, severity, findings }) =>
      findings.map((finding) => `${finding.severity ?? severity} ${id}`),
    )
    .filter((text) => !text.startsWith('info'))
}

describe('a document in the shape of', () => {
  test.each(Object.entries(cases))(
    '%s has exactly the findings that a clause argues',
    (_, each) => {
      expect([...new Set(found(each))].toSorted()).toEqual([...each.findings].toSorted())
    },
  )

  test.each(Object.entries(cases))('%s crashes no rule of any profile', (_, { document }) => {
    const readiness = readinessOf(readPasted(JSON.stringify(document), ''), {
      issuer: null,
      now: 0,
    })
    const outcomes = ruleProfileNames.flatMap((name) =>
      readiness[name].map(({ outcome }) => outcome),
    )
    expect(outcomes.length).toBeGreaterThan(200)
    expect(outcomes).not.toContain('crashed')
  })
})
