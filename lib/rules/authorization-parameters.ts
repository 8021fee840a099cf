/** Parameters of an authorization request whose values are JSON strings in a request object. */
export const textParameters = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'response_mode',
  'nonce',
  'display',
  'prompt',
  'ui_locales',
  'claims_locales',
  'id_token_hint',
  'login_hint',
  'acr_values',
  'code_challenge',
  'code_challenge_method',
  'dpop_jkt',
] as const

/**
 * The registered parameters of an authorization request that a request object may contain.
 *
 * @see [OAuth Parameters](https://www.iana.org/assignments/oauth-parameters/oauth-parameters.xhtml#parameters)
 */
export const authorizationParameters: ReadonlySet<string> = new Set([
  ...textParameters,
  'authorization_details',
  'claims',
  'max_age',
  'registration',
  'resource',
])
