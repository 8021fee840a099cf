const several = ['access_token', 'token_type', 'expires_in', 'scope', 'id_token', 'session_state']
const presentation = ['vp_token', 'presentation_submission']

/**
 * Parameters that IANA registers for authorization responses, of success and of error. Many are registered for
 * several places.
 *
 * @see [OAuth Parameters](https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml#parameters)
 */
export const responseParameters: ReadonlySet<string> = new Set([
  ...several,
  ...presentation,
  'code',
  'error',
  'error_description',
  'error_uri',
  'iss',
  'response',
  'state',
])

/** Members that IANA registers for token responses. */
export const tokenMembers: ReadonlySet<string> = new Set([
  ...several,
  ...presentation,
  'ace_client_recipientid',
  'ace_profile',
  'ace_server_recipientid',
  'authorization_details',
  'cnf',
  'error',
  'error_description',
  'error_uri',
  'issued_token_type',
  'nfv_token',
  'nonce',
  'nonce2',
  'pct',
  'refresh_token',
  'rs_cnf',
  'upgraded',
])
