import { finding } from '../builders'
import { isFapi } from '../fapi'
import { given, membersIn } from '../reading'
import { defineRule, notObserved } from '../rule'

/** The response parameters for each value of response_type. */
const membersByType: ReadonlyMap<string, readonly string[]> = new Map([
  ['code', ['code']],
  ['id_token', ['id_token']],
  ['token', ['access_token', 'token_type']],
  ['none', []],
])

/** Members that are only allowed if they were requested. */
const grants = ['code', 'id_token', 'access_token']

/**
 * A success response contains exactly the members for its response_type. FAPI 2.0 only allows `code`.
 *
 * @see [OAuth 2.0 Multiple Response Types](https://openid.net/specs/oauth-v2-multiple-response-types-1_0.html#rfc.section.3)
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.3.2.2)
 */
export default defineRule({
  id: 'ar-params-for-type',
  on: 'authorization-response',
  about: 'response_type',
  refs: [
    'RFC6749-4.1.2',
    'RFC6749-4.2.2',
    'OIDC-CORE-3.2.2.5',
    'OIDC-CORE-3.3.2.5',
    'OAUTH-RESPONSE-TYPES-3',
    'OAUTH-RESPONSE-TYPES-5',
  ],
  check({ message, context }) {
    const members = membersIn(message)
    if (typeof members !== 'object') return members
    if (given(members, 'error') !== undefined) return undefined
    const responseType =
      context.requested.responseType ?? (isFapi(context.ruleProfile) ? 'code' : null)
    const wanted = responseType?.split(' ').map((value) => membersByType.get(value)) ?? []
    if (responseType === null || wanted.includes(undefined)) return notObserved
    const expected = wanted.flatMap((names) => names ?? [])
    return [
      ...expected
        .filter((name) => given(members, name) === undefined)
        .map((name) => finding('missing', null, name)),
      ...grants
        .filter((name) => !expected.includes(name) && given(members, name) !== undefined)
        .map((name) => finding('unasked', name, responseType)),
    ]
  },
})
