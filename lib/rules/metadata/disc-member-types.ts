import { isObject } from '@/lib/model/json'
import { finding } from '../builders'
import { metadataOf } from '../reading'
import { defineRule } from '../rule'

interface MemberType {
  readonly type: string
  readonly accepts: (value: unknown) => boolean
  readonly names: readonly string[]
}

/** Members with a registered type, grouped by type. */
const memberTypes: readonly MemberType[] = [
  {
    type: 'string',
    accepts: (value) => typeof value === 'string',
    names: [
      'issuer',
      'authorization_endpoint',
      'token_endpoint',
      'userinfo_endpoint',
      'registration_endpoint',
      'revocation_endpoint',
      'introspection_endpoint',
      'pushed_authorization_request_endpoint',
      'device_authorization_endpoint',
      'backchannel_authentication_endpoint',
      'end_session_endpoint',
      'check_session_iframe',
      'jwks_uri',
      'service_documentation',
      'op_policy_uri',
      'op_tos_uri',
      'signed_metadata',
    ],
  },
  {
    type: 'boolean',
    accepts: (value) => typeof value === 'boolean',
    names: [
      'claims_parameter_supported',
      'request_parameter_supported',
      'request_uri_parameter_supported',
      'require_request_uri_registration',
      'require_pushed_authorization_requests',
      'require_signed_request_object',
      'authorization_response_iss_parameter_supported',
      'tls_client_certificate_bound_access_tokens',
      'backchannel_logout_supported',
      'backchannel_logout_session_supported',
      'frontchannel_logout_supported',
      'frontchannel_logout_session_supported',
      'backchannel_user_code_parameter_supported',
    ],
  },
  {
    type: 'string[]',
    accepts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
    names: [
      'scopes_supported',
      'response_types_supported',
      'response_modes_supported',
      'grant_types_supported',
      'acr_values_supported',
      'subject_types_supported',
      'display_values_supported',
      'claim_types_supported',
      'claims_supported',
      'claims_locales_supported',
      'ui_locales_supported',
      'prompt_values_supported',
      'code_challenge_methods_supported',
      'authorization_details_types_supported',
      'dpop_signing_alg_values_supported',
      'id_token_signing_alg_values_supported',
      'id_token_encryption_alg_values_supported',
      'id_token_encryption_enc_values_supported',
      'userinfo_signing_alg_values_supported',
      'userinfo_encryption_alg_values_supported',
      'userinfo_encryption_enc_values_supported',
      'request_object_signing_alg_values_supported',
      'request_object_encryption_alg_values_supported',
      'request_object_encryption_enc_values_supported',
      'authorization_signing_alg_values_supported',
      'authorization_encryption_alg_values_supported',
      'authorization_encryption_enc_values_supported',
      'token_endpoint_auth_methods_supported',
      'token_endpoint_auth_signing_alg_values_supported',
      'revocation_endpoint_auth_methods_supported',
      'revocation_endpoint_auth_signing_alg_values_supported',
      'introspection_endpoint_auth_methods_supported',
      'introspection_endpoint_auth_signing_alg_values_supported',
      'introspection_signing_alg_values_supported',
      'introspection_encryption_alg_values_supported',
      'introspection_encryption_enc_values_supported',
      'backchannel_token_delivery_modes_supported',
      'backchannel_authentication_request_signing_alg_values_supported',
    ],
  },
  {
    type: 'object',
    accepts: isObject,
    names: ['mtls_endpoint_aliases'],
  },
]

/** Members that a document may need, so that `null` is not the same as leaving them out. */
const neverNull: ReadonlySet<string> = new Set([
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'jwks_uri',
  'response_types_supported',
  'subject_types_supported',
  'id_token_signing_alg_values_supported',
])

/**
 * Each known member has its registered JSON type. Clients read `null` in an optional member as absent;
 * `disc-empty-arrays` warns about it.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-2)
 * @see [OpenID Connect Discovery](https://openid.net/specs/openid-connect-discovery-1_0.html#rfc.section.3)
 */
export default defineRule({
  id: 'disc-member-types',
  on: 'metadata',
  about: 'metadata',
  refs: ['OIDC-DISCOVERY-3', 'RFC8414-2', 'RFC9126-5', 'RFC9207-3'],
  check({ document }) {
    const metadata = metadataOf(document)
    if (!metadata) return undefined
    return memberTypes.flatMap(({ type, accepts, names }) =>
      names
        .filter((name) => Object.hasOwn(metadata, name))
        .filter((name) => metadata[name] !== null || neverNull.has(name))
        .filter((name) => !accepts(metadata[name]))
        .map((name) => finding('type', `${name}: ${JSON.stringify(metadata[name])}`, type)),
    )
  },
})
