import { expect, test } from 'vitest'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import { fitIssues, type FitDraft } from '@/lib/oauth/profile-fit'
import metadata from '../../sandbox/open-finance-malaysia.openid-configuration.json'

const fit = (draft: Partial<FitDraft> = {}, alg: string | null = 'PS256', more: object = {}) =>
  fitIssues({
    draft: { ...clientDefaults.ofm, ...draft },
    alg,
    metadata: { ...metadata, ...more },
  }).map(({ code, seen, expected }) => [code, seen, expected?.split(':')[0]])

test('the defaults for Open Finance Malaysia fit what it publishes', () => {
  expect(fit()).toEqual([])
  expect(fit({ bindTokens: 'certificate' })).toEqual([])
})

test.each([
  [
    { clientAuth: { ...clientDefaults.ofm.clientAuth, method: 'client_secret_basic' } },
    'PS256',
    [['fit_not_listed', 'client_secret_basic', 'token_endpoint_auth_methods_supported']],
  ],
  [
    {},
    'RS256',
    [
      ['fit_not_listed', 'RS256', 'token_endpoint_auth_signing_alg_values_supported'],
      ['fit_not_listed', 'RS256', 'request_object_signing_alg_values_supported'],
    ],
  ],
  [{ scope: 'openid payments' }, null, [['fit_not_listed', 'payments', 'scopes_supported']]],
  [
    { responseType: 'code id_token', responseMode: 'fragment' },
    null,
    [
      ['fit_not_listed', 'code id_token', 'response_types_supported'],
      ['fit_not_listed', 'fragment', 'response_modes_supported'],
    ],
  ],
  [
    { bindTokens: 'dpop' },
    null,
    [['fit_unpublished', 'dpop', 'dpop_signing_alg_values_supported']],
  ],
] satisfies [Partial<FitDraft>, string | null, unknown][])('%j with %s', (draft, alg, expected) => {
  expect(fit(draft, alg)).toEqual(expected)
})

test('what the server demands is named', () => {
  const demands = {
    require_pushed_authorization_requests: true,
    require_signed_request_object: true,
  }
  expect(fit({ sendBy: 'url', requestAs: 'parameters' }, null, demands)).toEqual([
    ['fit_demanded', 'url', 'require_pushed_authorization_requests'],
    ['fit_demanded', 'parameters', 'require_signed_request_object'],
  ])
  expect(fit({ sendBy: 'par', requestAs: 'request-object' }, null, demands)).toEqual([])
})

test('metadata of any shape says nothing rather than throws', () => {
  expect(fit({}, 'PS256', { scopes_supported: 'openid', response_types_supported: null })).toEqual(
    [],
  )
})
