import type { SpecRef } from '@/lib/model/spec-links'

/**
 * The error codes of the authorization endpoint, with the clause that defines each. The explanation is
 * `errors.<code>` in the locale.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-11.4)
 */
export const authorizationErrors = {
  invalid_request: 'RFC6749-4.1.2.1',
  unauthorized_client: 'RFC6749-4.1.2.1',
  access_denied: 'RFC6749-4.1.2.1',
  unsupported_response_type: 'RFC6749-4.1.2.1',
  invalid_scope: 'RFC6749-4.1.2.1',
  server_error: 'RFC6749-4.1.2.1',
  temporarily_unavailable: 'RFC6749-4.1.2.1',
  interaction_required: 'OIDC-CORE-3.1.2.6',
  login_required: 'OIDC-CORE-3.1.2.6',
  account_selection_required: 'OIDC-CORE-3.1.2.6',
  consent_required: 'OIDC-CORE-3.1.2.6',
  invalid_request_uri: 'RFC9101-7',
  invalid_request_object: 'RFC9101-7',
  request_not_supported: 'RFC9101-7',
  request_uri_not_supported: 'RFC9101-7',
  registration_not_supported: 'OIDC-CORE-3.1.2.6',
  unmet_authentication_requirements: 'RFC9470-5',
  invalid_authorization_details: 'RFC9396-5',
  invalid_target: 'RFC8707-2',
} as const satisfies Readonly<Record<string, SpecRef>>
