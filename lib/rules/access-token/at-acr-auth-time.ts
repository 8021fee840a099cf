import { isProfiled } from '../at-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'

/**
 * A resource server that requires step-up authentication needs `acr` and `auth_time` to verify it.
 *
 * @see [RFC 9470](https://www.rfc-editor.org/rfc/rfc9470.html#section-6.1)
 */
export default defineRule({
  id: 'at-acr-auth-time',
  on: 'access-token',
  about: 'acr',
  refs: ['RFC9470-6.1', 'RFC9068-2.2.1'],
  check({ jwt, context: { requested } }) {
    const wanted = [
      ...(requested.acrValues === null ? [] : ['acr']),
      ...(requested.maxAge === null ? [] : ['auth_time']),
    ]
    if (!isProfiled(jwt) || wanted.length === 0) return undefined
    return wanted
      .filter((name) => jwt.payload?.[name] === undefined)
      .map((name) => finding('missing', null, name))
  },
})
