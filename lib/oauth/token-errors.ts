import type { SpecRef } from '@/lib/model/spec-links'

/**
 * The error codes of the token endpoint, with the clause that defines each.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2)
 */
export const tokenErrors = {
  invalid_request: 'RFC6749-5.2',
  invalid_client: 'RFC6749-5.2',
  invalid_grant: 'RFC6749-5.2',
  unauthorized_client: 'RFC6749-5.2',
  unsupported_grant_type: 'RFC6749-5.2',
  invalid_scope: 'RFC6749-5.2',
  authorization_pending: 'RFC8628-3.5',
  slow_down: 'RFC8628-3.5',
  access_denied: 'RFC8628-3.5',
  expired_token: 'RFC8628-3.5',
  invalid_target: 'RFC8707-2',
  invalid_authorization_details: 'RFC9396-6',
  invalid_dpop_proof: 'RFC9449-5',
  use_dpop_nonce: 'RFC9449-8',
} as const satisfies Readonly<Record<string, SpecRef>>
