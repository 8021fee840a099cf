import { document, issuer } from './artefacts'
import type { Fixtures } from './fixtures'
import { knowing, notJson, oauthOnly, pasted, published, under } from './metadata-artefacts'

const grants = (...values: readonly string[]) => published({ grant_types_supported: values })
const types = (...values: readonly string[]) => published({ response_types_supported: values })
const methods = (...values: readonly string[]) =>
  published({ token_endpoint_auth_methods_supported: values })
const challenges = (...values: readonly string[]) =>
  published({ code_challenge_methods_supported: values })
const modes = (...values: readonly string[]) => published({ response_modes_supported: values })

const jarm = published({
  response_modes_supported: ['jwt'],
  authorization_signing_alg_values_supported: ['PS256'],
})
const hybrid = types('code', 'code id_token')

export const fixtures: Fixtures<'metadata'> = {
  'disc-response-types-values': {
    passed: [document(), types('code', 'code id_token', 'none', 'id_token token')],
    failed: [
      ['unknown', types('code,id_token')],
      ['unknown', types('code code')],
      ['unknown', types('')],
      ['repeated', types('code id_token', 'id_token code')],
    ],
    notApplicable: [notJson, document({ issuer })],
  },
  'disc-response-type-code-only': {
    passed: [document(), pasted],
    failed: [
      ['missing', types('code id_token')],
      ['others', hybrid],
      ['others', under('fapi2', hybrid)],
    ],
    notApplicable: [notJson, document({ issuer })],
  },
  'disc-response-types-fapi1': {
    passed: [hybrid, jarm],
    failed: [
      ['neither', document()],
      ['neither', types('code token')],
    ],
    notApplicable: [notJson, document({ issuer }), modes()],
  },
  'disc-implicit-offered': {
    passed: [document(), hybrid],
    failed: [
      ['present', types('token')],
      ['present', types('code', 'code id_token token')],
      ['default', published({ grant_types_supported: undefined })],
      ['default', document({ issuer })],
    ],
    notApplicable: [notJson],
  },
  'disc-response-modes-default': {
    passed: [document(), modes('query', 'fragment', 'form_post', 'form_post.jwt', 'jwt')],
    failed: [
      ['unknown', modes('forum_post')],
      ['default', published({ response_modes_supported: undefined })],
    ],
    notApplicable: [notJson],
  },
  'disc-response-modes-jarm': {
    passed: [jarm, under('fapi1', jarm)],
    failed: [
      ['mode', document()],
      ['mode', published({ response_modes_supported: undefined })],
      ['mode', under('fapi1', document())],
      ['mode', under('cdr', hybrid)],
      ['algs', modes('jwt')],
    ],
    notApplicable: [notJson, under('fapi1', hybrid)],
  },
  'disc-grant-password': {
    passed: [document()],
    failed: [['present', grants('password', 'authorization_code')]],
    notApplicable: [notJson, published({ grant_types_supported: undefined })],
  },
  'disc-grant-implicit': {
    passed: [document()],
    failed: [['present', grants('implicit')]],
    notApplicable: [notJson, published({ grant_types_supported: undefined })],
  },
  'disc-grant-types-code': {
    passed: [document()],
    failed: [
      ['missing', grants('client_credentials')],
      ['default', published({ grant_types_supported: undefined })],
      ['default', under('oauth2', published({ grant_types_supported: undefined }))],
    ],
    notApplicable: [notJson, types('id_token'), published({ grant_types_supported: 'code' })],
  },
  'disc-grant-refresh': {
    passed: [
      knowing({ hasIssuedRefreshToken: true }, document()),
      knowing({ hasIssuedRefreshToken: false }, grants('authorization_code')),
    ],
    failed: [
      ['unlisted', knowing({ hasIssuedRefreshToken: true }, grants('authorization_code'))],
      ['not_issued', knowing({ hasIssuedRefreshToken: false }, document())],
    ],
    notApplicable: [notJson, published({ grant_types_supported: undefined })],
    notObserved: [document()],
  },
  'disc-auth-methods-default': {
    passed: [document(), methods('none', 'client_secret_post')],
    failed: [
      ['default', published({ token_endpoint_auth_methods_supported: undefined })],
      ['unknown', methods('private_key')],
    ],
    notApplicable: [
      notJson,
      document({ issuer }),
      published({ token_endpoint_auth_methods_supported: 'private_key_jwt' }),
    ],
  },
  'disc-auth-methods-fapi': {
    passed: [document(), methods('private_key_jwt', 'none')],
    failed: [
      ['no_permitted', methods('client_secret_basic')],
      ['others', methods('private_key_jwt', 'client_secret_basic')],
      ['absent', published({ token_endpoint_auth_methods_supported: undefined })],
    ],
    notApplicable: [
      notJson,
      published({ token_endpoint_auth_methods_supported: 'private_key_jwt' }),
    ],
  },
  'disc-auth-method-none': {
    passed: [document()],
    failed: [['present', methods('none')]],
    notApplicable: [notJson, document({ issuer })],
  },
  'disc-auth-signing-alg-present': {
    passed: [
      document(),
      published({
        introspection_endpoint_auth_signing_alg_values_supported: ['PS256'],
      }),
    ],
    failed: [
      ['none', published({ token_endpoint_auth_signing_alg_values_supported: ['PS256', 'none'] })],
      ['missing_oidc', published({ token_endpoint_auth_signing_alg_values_supported: undefined })],
      [
        'missing',
        oauthOnly({ issuer, revocation_endpoint_auth_methods_supported: ['private_key_jwt'] }),
      ],
    ],
    notApplicable: [
      notJson,
      document({ issuer, token_endpoint_auth_methods_supported: ['tls_client_auth'] }),
    ],
  },
  'disc-pkce-s256': {
    passed: [document(), challenges('plain', 'S256')],
    failed: [
      ['missing', published({ code_challenge_methods_supported: undefined })],
      ['no_s256', challenges('plain')],
    ],
    notApplicable: [
      notJson,
      document({ issuer, response_types_supported: ['id_token'] }),
      published({ code_challenge_methods_supported: 'S256' }),
    ],
  },
  'disc-pkce-plain': {
    passed: [document()],
    failed: [['present', challenges('plain', 'S256')]],
    notApplicable: [notJson, published({ code_challenge_methods_supported: undefined })],
  },
  'disc-scope-syntax': {
    passed: [document(), published({ scopes_supported: ['consent:urn:bancoex:C1'] })],
    failed: [
      ['charset', published({ scopes_supported: ['open id'] })],
      ['charset', published({ scopes_supported: [''] })],
    ],
    notApplicable: [notJson, published({ scopes_supported: undefined })],
  },
  'disc-ciba': {
    passed: [
      document({
        grant_types_supported: ['urn:openid:params:grant-type:ciba'],
        backchannel_authentication_endpoint: `${issuer}/ciba`,
        backchannel_token_delivery_modes_supported: ['poll', 'push'],
        backchannel_authentication_request_signing_alg_values_supported: ['PS256'],
      }),
    ],
    failed: [
      ['missing', grants('urn:openid:params:grant-type:ciba')],
      [
        'mode',
        published({
          grant_types_supported: ['urn:openid:params:grant-type:ciba'],
          backchannel_token_delivery_modes_supported: ['pull'],
        }),
      ],
      [
        'mode',
        under(
          'fapi1',
          published({
            grant_types_supported: ['urn:openid:params:grant-type:ciba'],
            backchannel_token_delivery_modes_supported: ['push'],
          }),
        ),
      ],
      [
        'symmetric',
        published({
          grant_types_supported: ['urn:openid:params:grant-type:ciba'],
          backchannel_authentication_request_signing_alg_values_supported: ['HS256'],
        }),
      ],
    ],
    notApplicable: [notJson, document()],
  },
}
