import { isSlip } from './claim-names'

/** Parameters of an authorization request whose values are JSON strings in a request object. */
const textParameters = [
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

/** The JSON types of parameters in a request object. */
export const parameterTypes: readonly (readonly [name: string, type: string])[] = [
  ...textParameters.map((name) => [name, 'string'] as const),
  ['max_age', 'number'],
  ['claims', 'object'],
  ['authorization_details', 'array'],
]

/** Shorter names are not compared, because a typo cannot be told from a different name. */
const shortest = 4

/** A registered parameter whose name is almost equal; undefined if none is. */
export function nearParameter(name: string): string | undefined {
  const isComparable = name.length >= shortest && name.length <= 64
  return isComparable
    ? [...authorizationParameters].find((known) => isSlip(name, known))
    : undefined
}
