import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { codePoints } from '../characters'
import { defineRule } from '../rule'

/**
 * The access token is valid in an Authorization header.
 *
 * @see [RFC 6750](https://www.rfc-editor.org/rfc/rfc6750.html#section-2.1)
 */
export default defineRule({
  id: 'tr-access-token-present',
  on: 'token-response',
  about: 'access_token',
  refs: ['RFC6749-5.1', 'RFC6750-2.1'],
  check: ({ message }) =>
    inSuccess(message, ({ access_token: token }) => {
      if (token === undefined || token === '') return [finding('missing')]
      if (typeof token !== 'string') return [finding('type', typeof token, 'string')]
      if (/^[\w.~+/-]+=*$/.test(token)) return []
      return [finding('charset', codePoints(token.match(/[^\w.~+/-]/gu) ?? []))]
    }),
})
