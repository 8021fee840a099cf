import { finding } from '../builders'
import { given, isParUri } from '../reading'
import { defineRule, notObserved } from '../rule'

/**
 * The request was pushed. A request_uri that does not have the form of RFC 9126 may also be a pushed one,
 * which only the stored request shows.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-5)
 */
export default defineRule({
  id: 'az-par-required',
  on: 'authorization-request',
  about: 'request_uri',
  refs: ['FAPI2-SP-5.3.3.2', 'FAPI2-SP-5.3.2.2', 'RFC9126-5'],
  check({ message: { params }, stored }) {
    if (params.length === 0) return undefined
    const requestUri = given(params, 'request_uri')
    if (requestUri === undefined) return [finding('missing')]
    return stored || isParUri(requestUri) ? [] : notObserved
  },
})
