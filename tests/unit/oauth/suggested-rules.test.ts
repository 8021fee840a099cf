import { describe, expect, test } from 'vitest'
import { ruleProfileNames, type RuleProfile } from '@/lib/model/rule-profiles'
import { includesRules, suggestedRules } from '@/lib/oauth/suggested-rules'
import malaysia from '../../samples/ofm-metadata.json'

const openId = { scopes_supported: ['openid'], subject_types_supported: ['public'] }
const pushed = { require_pushed_authorization_requests: true }
const dpop = { dpop_signing_alg_values_supported: ['ES256'] }
const certificate = { tls_client_certificate_bound_access_tokens: true }
const fapi1 = {
  ...openId,
  ...certificate,
  request_object_signing_alg_values_supported: ['PS256'],
  response_types_supported: ['code id_token'],
}
const oauth21 = {
  response_types_supported: ['code'],
  code_challenge_methods_supported: ['S256'],
  grant_types_supported: ['authorization_code', 'refresh_token'],
}

/** What a server of each kind publishes, and the evidence in it. */
const servers: readonly (readonly [RuleProfile, Record<string, unknown>, readonly string[]])[] = [
  ['oauth2', {}, []],
  ['oauth2', { ...oauth21, response_types_supported: ['code', 'token'] }, []],
  ['oauth2', { ...oauth21, code_challenge_methods_supported: ['plain', 'S256'] }, []],
  ['oauth2', { ...oauth21, grant_types_supported: ['authorization_code', 'password'] }, []],
  ['oauth2', { ...dpop, require_pushed_authorization_requests: false }, []],
  ['oauth2', pushed, []],
  ['oauth2', { authorization_details_types_supported: 'urn:openfinance-ml' }, []],
  ['oauth2', { jwks_uri: 'https://notsaltedge.com/jwks', issuer: 7 }, []],
  [
    'oauth21',
    oauth21,
    [
      'response_types_supported: code',
      'code_challenge_methods_supported: S256',
      'grant_types_supported: authorization_code, refresh_token',
    ],
  ],
  ['oidc', { ...openId, ...oauth21 }, ['scopes_supported: openid']],
  [
    'fapi1',
    fapi1,
    [
      'tls_client_certificate_bound_access_tokens: true',
      'request_object_signing_alg_values_supported: PS256',
      'response_types_supported: code id_token',
    ],
  ],
  [
    'fapi2',
    { ...openId, ...pushed, ...dpop },
    ['require_pushed_authorization_requests: true', 'dpop_signing_alg_values_supported: ES256'],
  ],
  [
    'fapi2',
    { ...pushed, ...certificate },
    [
      'require_pushed_authorization_requests: true',
      'tls_client_certificate_bound_access_tokens: true',
    ],
  ],
  [
    'fapi2ms',
    { ...pushed, ...dpop, response_modes_supported: ['query', 'query.jwt'] },
    [
      'require_pushed_authorization_requests: true',
      'dpop_signing_alg_values_supported: ES256',
      'response_modes_supported: query.jwt',
    ],
  ],
  [
    'uk',
    { ...fapi1, acr_values_supported: ['urn:openbanking:psd2:sca'] },
    ['acr_values_supported: urn:openbanking:psd2:sca'],
  ],
  [
    'uk',
    { ...fapi1, jwks_uri: 'https://keystore.openbanking.org.uk/x/y.jwks' },
    ['jwks_uri: keystore.openbanking.org.uk'],
  ],
  [
    'br',
    { ...fapi1, ...pushed, acr_values_supported: ['urn:brasil:openbanking:loa2'] },
    ['acr_values_supported: urn:brasil:openbanking:loa2'],
  ],
  [
    'cdr',
    { ...fapi1, cdr_arrangement_revocation_endpoint: 'https://as.example/arrangements/revoke' },
    ['cdr_arrangement_revocation_endpoint'],
  ],
  [
    'saltedge',
    { issuer: 'https://priora.saltedge.com/bank_code' },
    ['issuer: priora.saltedge.com'],
  ],
  ['bg', { ...oauth21, scopes_supported: ['PIS', 'AIS:consent'] }, ['scopes_supported: PIS']],
]

describe('the metadata suggests', () => {
  test.each(servers)('%s: %j', (ruleProfile, metadata, evidence) => {
    expect(suggestedRules(metadata)).toEqual({ ruleProfile, evidence })
  })

  test('Open Finance Malaysia, for its published document', () => {
    const { ruleProfile, evidence } = suggestedRules(malaysia)
    expect(ruleProfile).toBe('ofm')
    expect(evidence[0]).toMatch(/^authorization_details_types_supported: .*openfinance-ml/)
  })

  test('each of the rule profiles for some server', () => {
    const suggested = new Set(servers.map(([ruleProfile]) => ruleProfile)).add('ofm')
    expect([...suggested].toSorted()).toEqual([...ruleProfileNames].toSorted())
  })
})

test('rules that contain the suggested ones need no suggestion', () => {
  expect(includesRules('ofm', 'fapi2')).toBe(true)
  expect(includesRules('br', 'fapi1')).toBe(true)
  expect(includesRules('fapi2', 'oauth2')).toBe(true)
  expect(includesRules('oauth2', 'oidc')).toBe(true)
  expect(includesRules('fapi2', 'ofm')).toBe(false)
  expect(includesRules('bg', 'oidc')).toBe(false)
})
