import { finding } from '../builders'
import { given } from '../reading'
import { defineRule } from '../rule'

/** @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-5) */
export default defineRule({
  id: 'az-request-and-request-uri',
  on: 'authorization-request',
  about: 'request',
  refs: ['RFC9101-5', 'OIDC-CORE-6.1'],
  check({ message: { params } }) {
    const there = ['request', 'request_uri'].filter((name) => given(params, name) !== undefined)
    if (there.length === 0) return undefined
    return there.length === 1 ? [] : [finding('both')]
  },
})
