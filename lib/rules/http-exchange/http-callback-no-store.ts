import { finding } from '../builders'
import { given, readableMembers } from '../reading'
import { defineRule, notObserved } from '../rule'
import { isShown, valuesOf } from '../page-reading'

const secrets = ['code', 'access_token', 'id_token', 'response']

/**
 * A page whose URL contains a code or a token is not stored in a cache.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-10.3)
 */
export default defineRule({
  id: 'http-callback-no-store',
  on: 'http-exchange',
  about: 'cache-control',
  refs: ['RFC6749-5.1', 'RFC6749-10.3'],
  check({ message, exchange: { status, headers } }) {
    if (message.kind !== 'authorization-response' || message.responseMode !== 'query')
      return undefined
    const all = [...message.params, ...readableMembers(message)]
    if (!isShown({ status }) || secrets.every((name) => given(all, name) === undefined))
      return undefined
    if (!headers) return notObserved
    const control = valuesOf({ status, headers }, 'cache-control').join(', ')
    return /\bno-store\b/i.test(control) ? [] : [finding('missing', control || null, 'no-store')]
  },
})
