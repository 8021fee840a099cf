import { finding } from '../builders'
import { scopesOf } from '../grant-reading'
import { given } from '../reading'
import { inSuccess } from '../response-reading'
import { defineRule } from '../rule'

/** What a granted scope value adds to the token response. */
const members = [
  ['openid', 'id_token'],
  ['offline_access', 'refresh_token'],
] as const

/**
 * Without `scope` in the response, the requested scope is granted. A response without what a value adds has
 * dropped the value.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.3)
 */
export default defineRule({
  id: 'fl-scope-downgrade',
  on: 'flow',
  about: 'scope',
  refs: ['RFC6749-3.3', 'OIDC-CORE-3.1.2.1', 'OIDC-CORE-3.1.3.3'],
  check({ message, flowContext: { request }, context: { requested } }) {
    if (message.kind !== 'token-response' || !request) return undefined
    if (given(request.params, 'grant_type') !== 'authorization_code') return undefined
    return inSuccess(message, (response) => {
      const values = scopesOf(requested.scope ?? '')
      const judged = members.filter(([value]) => values.includes(value))
      if (judged.length === 0) return undefined
      if (response['scope'] !== undefined) return []
      return judged
        .filter(([, member]) => response[member] === undefined)
        .map(([value, member]) => finding('silent', member, value))
    })
  },
})
