import { finding } from '../builders'
import { grantOf } from '../grant-reading'
import { given } from '../reading'
import { authenticatedBy } from '../request-reading'
import { defineRule } from '../rule'

const on = 'token-request'

export const table = [
  /** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-2.3) */
  defineRule({
    id: 'ca-one-auth-method',
    on,
    about: 'client_assertion',
    refs: ['RFC6749-2.3', 'RFC7521-4.2.1'],
    check({ message }) {
      const methods = authenticatedBy(message)
      if (methods.length === 0) return undefined
      return methods.length === 1 ? [] : [finding('several', methods.join(', '))]
    },
  }),
  /** @see [OAuth 2.1](https://datatracker.ietf.org/doc/html/draft-ietf-oauth-v2-1#section-10.2) */
  defineRule({
    id: 'o21-redirect-uri-in-token-request',
    on,
    about: 'redirect_uri',
    refs: ['OAUTH21-10.2'],
    check({ message }) {
      if (grantOf(message) !== 'authorization_code') return undefined
      return given(message.params, 'redirect_uri') === undefined ? [] : [finding('present')]
    },
  }),
] as const
