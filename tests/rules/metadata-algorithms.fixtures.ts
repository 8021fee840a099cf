import { document, issuer } from './artefacts'
import type { Fixtures } from './fixtures'
import { notJson, oauthOnly, published, under } from './metadata-artefacts'

const idToken = (...values: readonly string[]) =>
  published({ id_token_signing_alg_values_supported: values })
const userinfo = (...values: readonly string[]) =>
  published({ userinfo_signing_alg_values_supported: values })
const authorization = (...values: readonly string[]) =>
  published({ authorization_signing_alg_values_supported: values })
const assertion = (...values: readonly string[]) =>
  published({ token_endpoint_auth_signing_alg_values_supported: values })
const requestObject = (...values: readonly string[]) =>
  published({ request_object_signing_alg_values_supported: values })
const introspection = (...values: readonly string[]) =>
  published({ introspection_signing_alg_values_supported: values })
const dpop = (...values: readonly string[]) =>
  published({ dpop_signing_alg_values_supported: values })

export const fixtures: Fixtures<'metadata'> = {
  'disc-id-token-algs-oidc': {
    passed: [under('oauth2', idToken('RS256', 'PS256')), under('oauth2', idToken('RS256', 'none'))],
    failed: [
      ['rs256', under('oauth2', document())],
      [
        'none',
        under(
          'oauth2',
          published({
            id_token_signing_alg_values_supported: ['RS256', 'none'],
            response_types_supported: ['id_token'],
          }),
        ),
      ],
    ],
    notApplicable: [
      notJson,
      under('oauth2', published({ id_token_signing_alg_values_supported: undefined })),
      under('oauth2', oauthOnly({ id_token_signing_alg_values_supported: ['PS256'] })),
    ],
  },
  'disc-id-token-algs-fapi': {
    passed: [document(), idToken('ES256'), under('br', document())],
    failed: [
      ['no_permitted', idToken('RS256')],
      ['no_permitted', under('br', idToken('ES256'))],
      ['none', idToken('PS256', 'none')],
      ['others', idToken('PS256', 'RS256')],
      ['others', under('fapi1', idToken('PS256', 'EdDSA'))],
    ],
    notApplicable: [notJson, under('oauth2', document())],
  },
  'disc-userinfo-algs': {
    passed: [userinfo('PS256', 'RS256'), under('oauth2', userinfo('RS256'))],
    failed: [
      ['none', document()],
      ['none', under('oauth2', document())],
      ['no_permitted', userinfo('RS256')],
    ],
    notApplicable: [notJson, document({ issuer })],
  },
  'disc-jarm-algs': {
    passed: [authorization('PS256'), under('oauth2', authorization('RS256'))],
    failed: [
      ['none', under('oauth2', authorization('RS256', 'none'))],
      ['no_permitted', authorization('RS256')],
      ['others', authorization('PS256', 'RS256')],
    ],
    notApplicable: [notJson, document()],
  },
  'disc-auth-signing-algs-fapi2': {
    passed: [document(), assertion('EdDSA', 'ES256')],
    failed: [
      ['no_permitted', assertion('RS256', 'HS256')],
      ['others', assertion('PS256', 'HS256')],
    ],
    notApplicable: [notJson, document({ issuer }), under('oauth2', document())],
  },
  'disc-request-object-algs': {
    passed: [
      document(),
      under('oauth2', requestObject('RS256')),
      under('fapi2', requestObject('EdDSA')),
    ],
    failed: [
      ['no_permitted', requestObject('ES256')],
      ['no_permitted', under('cdr', requestObject('ES256'))],
      ['only_none', requestObject('none')],
      ['rs256', under('oauth2', document())],
    ],
    notApplicable: [notJson, document({ issuer }), requestObject()],
  },
  'disc-introspection-signing': {
    passed: [introspection('PS256'), under('oauth2', introspection('RS256'))],
    failed: [
      ['missing', under('fapi2ms', document())],
      ['none', introspection('PS256', 'none')],
      ['no_permitted', introspection('RS256')],
    ],
    notApplicable: [notJson, document(), under('fapi2ms', document({ issuer }))],
  },
  'disc-dpop-algs': {
    passed: [dpop('ES256', 'PS256'), under('oauth2', dpop('RS256'))],
    failed: [
      ['type', published({ dpop_signing_alg_values_supported: 'ES256' })],
      ['symmetric', dpop('HS256', 'ES256')],
      ['symmetric', dpop('none')],
      ['no_permitted', dpop('RS256')],
    ],
    notApplicable: [notJson, document()],
  },
  'disc-alg-names': {
    passed: [
      document(),
      published({
        id_token_encryption_alg_values_supported: ['RSA-OAEP-256', 'ECDH-ES+A128KW'],
        id_token_encryption_enc_values_supported: ['A256GCM'],
      }),
    ],
    failed: [
      ['case', idToken('ps256')],
      ['unknown', idToken('ES521')],
      ['family', idToken('RSA-OAEP')],
      ['family', published({ userinfo_encryption_enc_values_supported: ['RSA-OAEP'] })],
    ],
    notApplicable: [notJson, document({ issuer })],
  },
  'disc-alg-symmetric': {
    passed: [document(), userinfo('HS256')],
    failed: [
      ['present', idToken('PS256', 'HS256')],
      ['present', assertion('HS512')],
    ],
    notApplicable: [notJson, document({ issuer })],
  },
  'disc-alg-rsa15': {
    passed: [published({ id_token_encryption_alg_values_supported: ['RSA-OAEP'] })],
    failed: [
      ['present', published({ request_object_encryption_alg_values_supported: ['RSA1_5'] })],
    ],
    notApplicable: [notJson, document()],
  },
  'disc-request-encryption-br': {
    passed: [
      published({
        request_object_encryption_alg_values_supported: ['RSA-OAEP'],
        request_object_encryption_enc_values_supported: ['A256GCM'],
      }),
    ],
    failed: [
      ['alg', published({ request_object_encryption_alg_values_supported: ['RSA-OAEP-256'] })],
      ['enc', published({ request_object_encryption_alg_values_supported: ['RSA-OAEP'] })],
      ['alg', published({ require_pushed_authorization_requests: false })],
    ],
    notApplicable: [notJson, published({ require_pushed_authorization_requests: true })],
  },
}
