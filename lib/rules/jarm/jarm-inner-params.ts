import { jsonTypeOf } from '@/lib/model/json'
import { finding } from '../builders'
import { defineRule } from '../rule'

const failure = ['error', 'error_description', 'error_uri']
const outcomes = ['code', 'id_token', 'access_token', 'error']

/** The JSON type of each response member. */
const types: Readonly<Record<string, 'string' | 'number'>> = {
  ...Object.fromEntries(
    [...outcomes, ...failure, 'state', 'token_type', 'scope', 'session_state'].map(
      (name) => [name, 'string'] as const,
    ),
  ),
  expires_in: 'number',
}

/**
 * The members of the response, including errors, are inside the JWT, with strings as JSON strings and numbers
 * as JSON numbers.
 *
 * @see [JARM](https://openid.net/specs/oauth-v2-jarm-final.html#section-2.1)
 */
export default defineRule({
  id: 'jarm-inner-params',
  on: 'jarm',
  about: 'payload',
  refs: ['JARM-2.1'],
  check({ jwt: { payload }, context }) {
    if (!payload) return undefined
    const isEmpty =
      context.requested.responseType !== 'none' && !outcomes.some((name) => payload[name])
    return [
      ...(isEmpty ? [finding('neither')] : []),
      ...Object.entries(payload)
        .filter(([name, value]) => Object.hasOwn(types, name) && typeof value !== types[name])
        .map(([name, value]) => finding('type', `${name}: ${jsonTypeOf(value)}`, types[name])),
    ]
  },
})
