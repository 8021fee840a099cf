/**
 * The registered parameters of requests and members of responses, by the clause that defines them, or by the
 * organisation alone. The meaning is `parameters.<name>` in the locale.
 *
 * @see [OAuth Parameters](https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml#parameters)
 */
const groups: Readonly<Record<string, string>> = {
  'RFC6749-4.1.1': 'response_type client_id redirect_uri scope state',
  'RFC6749-4.1.2': 'code',
  'RFC6749-4.1.2.1': 'error error_description error_uri',
  'RFC6749-4.1.3': 'grant_type',
  'RFC6749-2.3.1': 'client_secret',
  'RFC6749-4.3.2': 'username password',
  'RFC6749-5.1': 'access_token token_type expires_in refresh_token',
  'RFC7636-4.3': 'code_challenge code_challenge_method',
  'RFC7636-4.5': 'code_verifier',
  'RFC7521-4': 'assertion client_assertion client_assertion_type',
  'RFC9101-5': 'request request_uri',
  'RFC9396-2': 'authorization_details',
  'RFC9207-2': 'iss',
  'RFC9449-10': 'dpop_jkt',
  'RFC8707-2': 'resource',
  'RFC8693-2.1':
    'audience requested_token_type subject_token subject_token_type actor_token actor_token_type',
  'RFC8693-2.2.1': 'issued_token_type',
  'RFC8628-3.2': 'device_code user_code verification_uri verification_uri_complete interval',
  'RFC7009-2.1': 'token token_type_hint',
  'RFC7662-2.2': 'active sub aud exp iat nbf jti cnf',
  'OIDC-CORE-3.1.2.1':
    'nonce display prompt max_age ui_locales id_token_hint login_hint acr_values',
  'OIDC-CORE-5.2': 'claims_locales',
  'OIDC-CORE-5.5': 'claims',
  'OIDC-CORE-7.2.1': 'registration',
  'OIDC-CORE-3.1.3.3': 'id_token',
  'OIDC-SESSION-2': 'session_state',
  'OIDC-RPINITIATED-2': 'post_logout_redirect_uri logout_hint',
  'OIDC-BACKCHANNEL-2.5': 'logout_token',
  'OIDC-FRONTCHANNEL-2': 'frontchannel_logout_uri frontchannel_logout_session_required sid',
  'OAUTH-RESPONSE-TYPES-2.1': 'response_mode',
  'JARM-2.3': 'response',
  'CIBA-7.1': 'client_notification_token login_hint_token binding_message requested_expiry',
  'CIBA-7.3': 'auth_req_id',
  'RFC7591-2.3': 'software_statement',
  'RFC7591-2':
    'redirect_uris token_endpoint_auth_method grant_types response_types client_name client_uri logo_uri contacts tos_uri policy_uri jwks_uri jwks software_id software_version',
  'RFC7591-3.2.1': 'client_id_issued_at client_secret_expires_at',
  'RFC7592-3': 'registration_access_token registration_client_uri',
  'OIDC-REGISTRATION-2':
    'application_type subject_type id_token_signed_response_alg id_token_encrypted_response_alg id_token_encrypted_response_enc userinfo_signed_response_alg userinfo_encrypted_response_alg userinfo_encrypted_response_enc request_object_signing_alg request_object_encryption_alg request_object_encryption_enc token_endpoint_auth_signing_alg default_max_age require_auth_time default_acr_values initiate_login_uri request_uris sector_identifier_uri',
  'OIDC-CORE-4': 'target_link_uri',
  'RFC8705-2.1.2':
    'tls_client_auth_subject_dn tls_client_auth_san_dns tls_client_auth_san_uri tls_client_auth_san_ip tls_client_auth_san_email',
  'RFC8705-3.4': 'tls_client_certificate_bound_access_tokens',
  'RFC9101-10.5': 'require_signed_request_object',
  'RFC9126-6': 'require_pushed_authorization_requests',
  'RFC9701-6':
    'introspection_signed_response_alg introspection_encrypted_response_alg introspection_encrypted_response_enc',
  'OIDC-BACKCHANNEL-2.2': 'backchannel_logout_uri backchannel_logout_session_required',
  'OIDC-RPINITIATED-3.1': 'post_logout_redirect_uris',
  'RFC9396-10': 'authorization_details_types',
  'RFC9449-5.2': 'dpop_bound_access_tokens',
  'OIDC-FEDERATION-5.1.2': 'client_registration_types',
  'OIDC-FEDERATION-5.2.1': 'signed_jwks_uri organization_name',
  'OIDC-FEDERATION-4.3': 'trust_chain',
  'CIBA-4':
    'backchannel_token_delivery_mode backchannel_client_notification_endpoint backchannel_authentication_request_signing_alg backchannel_user_code_parameter',
  'JARM-3':
    'authorization_signed_response_alg authorization_encrypted_response_alg authorization_encrypted_response_enc',
  'RFC9728-2':
    'authorization_servers scopes_supported bearer_methods_supported resource_signing_alg_values_supported resource_name resource_documentation resource_policy_uri resource_tos_uri authorization_details_types_supported dpop_signing_alg_values_supported dpop_bound_access_tokens_required',
  'OPENID4VP-5':
    'presentation_definition presentation_definition_uri dcql_query client_metadata request_uri_method transaction_data wallet_nonce response_uri vp_token presentation_submission verifier_info',
  'OPENID4VP-': 'expected_origins',
  'OPENID4VCI-6.1': 'pre-authorized_code tx_code',
  'OPENID4VCI-5.1.3': 'issuer_state c_nonce c_nonce_expires_in',
  'UMA-3.3.1': 'claim_token pct rpt ticket upgraded',
  'RFC8485-4': 'vtr',
  'ETSI-NFV-SEC022': 'nfv_token nfv_token_signed_response_alg',
  'RFC9200-5.8': 'ace_profile req_cnf rs_cnf',
  'RFC9203-3.2': 'nonce1 nonce2 ace_client_recipientid ace_server_recipientid',
  'RFC9594-3.3': 'sign_info kdcchallenge',
  CDR: 'cdr_arrangement_id sharing_duration',
  OFM: 'consent_id consent_type',
}

/** The registered parameters and members, with the clause or organisation that defines each. */
export const parameters: ReadonlyMap<string, string> = new Map(
  Object.entries(groups).flatMap(([source, names]) =>
    names.split(' ').map((name) => [name, source] as const),
  ),
)
