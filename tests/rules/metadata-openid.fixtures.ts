import { document, issuer } from './artefacts'
import type { Fixtures } from './fixtures'
import { knowing, notJson, oauthOnly, pasted, published, under } from './metadata-artefacts'

const scopes = (...values: readonly string[]) => published({ scopes_supported: values })
const subjects = (...values: readonly string[]) => published({ subject_types_supported: values })
const details = 'urn:openfinance-ml:account-access-consent:v1.2'
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const signed = (claims: object, header: object = { alg: 'PS256' }) =>
  published({ signed_metadata: `${part(header)}.${part(claims)}.c2lnbmF0dXJl` })
const cdr = {
  cdr_arrangement_revocation_endpoint: `${issuer}/arrangements/revoke`,
  acr_values_supported: ['urn:cds.au:cdr:3'],
  authorization_signing_alg_values_supported: ['PS256'],
  token_endpoint_auth_methods_supported: ['private_key_jwt'],
}

export const fixtures: Fixtures<'metadata'> = {
  'disc-scopes-openid': {
    passed: [document()],
    failed: [['unlisted', scopes('accounts')]],
    notApplicable: [notJson, document({ issuer }), oauthOnly({ scopes_supported: ['accounts'] })],
  },
  'disc-scopes-profile': {
    passed: [document(), under('saltedge', scopes('openid', 'payments'))],
    failed: [
      ['missing', scopes('openid', 'account')],
      ['missing', under('uk', scopes('openid'))],
      ['unknown', under('saltedge', document())],
    ],
    notApplicable: [notJson, published({ scopes_supported: undefined })],
  },
  'disc-subject-types': {
    passed: [document(), subjects('public', 'pairwise'), under('cdr', subjects('pairwise'))],
    failed: [
      ['empty', subjects()],
      ['unknown', subjects('Public')],
      ['cdr', under('cdr', document())],
    ],
    notApplicable: [notJson, oauthOnly({ subject_types_supported: [] }), document({ issuer })],
  },
  'disc-claims-supported': {
    passed: [document(), under('br', published({ claims_supported: ['sub', 'cnpj'] }))],
    failed: [
      ['missing', published({ claims_supported: undefined })],
      ['profile', published({ claims_supported: ['sub'] })],
      ['profile', under('uk', document())],
    ],
    notApplicable: [notJson, oauthOnly({ issuer }), published({ claims_supported: 'sub' })],
  },
  'disc-claims-parameter': {
    passed: [document(), knowing({ hasRequestedClaims: true }, document())],
    failed: [
      [
        'false',
        knowing({ hasRequestedClaims: true }, published({ claims_parameter_supported: undefined })),
      ],
    ],
    notApplicable: [
      notJson,
      knowing({ hasRequestedClaims: false }, published({ claims_parameter_supported: false })),
    ],
    notObserved: [published({ claims_parameter_supported: undefined })],
  },
  'disc-acr-values': {
    passed: [
      published({ acr_values_supported: ['loa2'] }),
      under('br', published({ acr_values_supported: ['urn:brasil:openbanking:loa2'] })),
    ],
    failed: [
      ['missing', document()],
      ['missing', under('uk', document({ issuer }))],
      ['profile', under('br', published({ acr_values_supported: ['loa2'] }))],
    ],
    notApplicable: [
      notJson,
      document({ issuer }),
      published({ acr_values_supported: 'urn:brasil:openbanking:loa2' }),
    ],
  },
  'disc-request-params-flags': {
    passed: [document(), under('oauth2', published({ request_parameter_supported: false }))],
    failed: [
      ['type', published({ request_uri_parameter_supported: 'yes' })],
      ['unsupported', published({ request_parameter_supported: false })],
    ],
    notApplicable: [notJson, document({ issuer })],
  },
  'disc-rar-types': {
    passed: [knowing({ requestedTypes: [details] }, document())],
    failed: [
      ['missing', knowing({ requestedTypes: [details] }, document({ issuer }))],
      ['unlisted', knowing({ requestedTypes: ['payment'] }, document())],
    ],
    notApplicable: [notJson, knowing({ requestedTypes: [] }, document())],
    notObserved: [document(), document({ issuer })],
  },
  'disc-ofm-sandbox-shape': {
    passed: [document(), published({ grant_types_supported: undefined })],
    failed: [
      ['grants', published({ grant_types_supported: ['authorization_code'] })],
      ['bound', published({ tls_client_certificate_bound_access_tokens: false })],
    ],
    notApplicable: [notJson],
  },
  'disc-cdr-required': {
    passed: [published(cdr)],
    failed: [
      ['missing', published({ ...cdr, acr_values_supported: undefined })],
      ['missing', published({ ...cdr, tls_client_certificate_bound_access_tokens: undefined })],
      ['auth_method', document()],
      ['auth_method', document({ issuer })],
    ],
    notApplicable: [notJson],
  },
  'disc-locales': {
    passed: [published({ ui_locales_supported: ['en-MY', 'ms', 'iw', 'x-private'] })],
    failed: [
      ['tag', published({ ui_locales_supported: ['en_my'] })],
      ['tag', published({ claims_locales_supported: [''] })],
      ['case', published({ ui_locales_supported: ['en-my'] })],
    ],
    notApplicable: [notJson, document(), published({ ui_locales_supported: 'en' })],
  },
  'disc-backchannel-logout': {
    passed: [
      published({
        backchannel_logout_supported: true,
        backchannel_logout_session_supported: true,
        frontchannel_logout_session_supported: false,
      }),
    ],
    failed: [
      ['type', published({ backchannel_logout_supported: 'true' })],
      ['alone', published({ backchannel_logout_session_supported: true })],
    ],
    notApplicable: [notJson, document()],
  },
  'disc-federation': {
    passed: [
      published({ client_registration_types_supported: ['automatic'] }),
      published({
        client_registration_types_supported: ['explicit'],
        federation_registration_endpoint: `${issuer}/federation`,
      }),
    ],
    failed: [
      ['missing', published({ client_registration_types_supported: ['explicit'] })],
      ['unknown', published({ client_registration_types_supported: ['Automatic'] })],
    ],
    notApplicable: [notJson, document()],
  },
  'disc-empty-arrays': {
    passed: [
      document(),
      pasted,
      document({ issuer, response_types_supported: [] }),
      published({ tenant_region_scope: null }),
    ],
    failed: [
      ['empty', published({ acr_values_supported: [] })],
      ['empty', published({ vendor_list: [] })],
      ['null', published({ jwks_uri: null })],
      ['blank', published({ op_tos_uri: '' })],
    ],
    notApplicable: [notJson],
  },
  'disc-unknown-members': {
    passed: [document(), published({ cdr_arrangement_revocation_endpoint: issuer })],
    failed: [
      ['slip', published({ acr_value_supported: ['a'] })],
      ['unknown', published({ response_type_supported: ['code'] })],
      ['unknown', published({ vendor_feature: true })],
    ],
    notApplicable: [notJson],
  },
  'disc-signed-metadata': {
    passed: [
      signed({ iss: issuer, issuer }),
      signed({ iss: issuer, scopes_supported: ['openid', 'accounts', 'profile'] }),
    ],
    failed: [
      ['type', published({ signed_metadata: {} })],
      ['type', published({ signed_metadata: 'signed' })],
      ['type', signed({ iss: issuer }, { alg: 'none' })],
      ['iss', signed({ issuer })],
      ['nested', signed({ iss: issuer, signed_metadata: 'x' })],
      ['differs', signed({ iss: issuer, token_endpoint: `${issuer}/other` })],
    ],
    notApplicable: [notJson, document()],
  },
}
