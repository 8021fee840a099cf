import type { JsonObject } from '@/lib/model/json'
import { binds } from '../bodies'
import { finding } from '../builders'
import { authorizationParameters } from '../authorization-parameters'
import { scopesOf } from '../grant-reading'
import { namesOf } from '../reading'
import type { RequestObject } from '../request-object-reading'
import { defineRule } from '../rule'

/**
 * Servers ignore parameters outside the request object, so all of them are inside.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-6.3)
 * @see [FAPI 2.0 Message Signing](https://openid.net/specs/fapi-message-signing-2_0-final.html#section-5.3.2)
 */
export default defineRule({
  id: 'ro-params-complete',
  on: 'request-object',
  about: 'payload',
  refs: ['RFC9101-4', 'FAPI1-ADV-5.2.3', 'FAPI1-ADV-5.2.2', 'FAPI2-MS-5.3.2'],
  check(artefact) {
    const { payload } = artefact.jwt
    if (!payload) return undefined
    const outside = namesOf(artefact.requestContext?.params ?? [])
    const needed = [
      ...requiredOf(artefact, payload),
      ...outside.filter((name) => authorizationParameters.has(name)),
    ]
    return [...new Set(needed)]
      .filter((name) => payload[name] === undefined)
      .map((name) => finding('missing', null, name))
  },
})

function requiredOf(
  { requestContext, context: { ruleProfile } }: RequestObject,
  payload: JsonObject,
): readonly string[] {
  const isPushed = requestContext?.kind === 'par-request'
  const hasDetails = payload['authorization_details'] !== undefined
  const isOpenId = scopesOf(String(payload['scope'])).includes('openid')
  return [
    'response_type',
    'client_id',
    'redirect_uri',
    ...(hasDetails ? [] : ['scope']),
    ...(isPushed || binds(ruleProfile, 'FAPI2') ? ['code_challenge', 'code_challenge_method'] : []),
    // FAPI 2.0 relies on PKCE instead.
    ...(binds(ruleProfile, 'FAPI1A') ? [isOpenId ? 'nonce' : 'state'] : []),
  ]
}
