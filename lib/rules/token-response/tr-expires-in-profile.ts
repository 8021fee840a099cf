import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'

/** Lifetime of access tokens of Open Finance Malaysia, in seconds. A shorter one is safer. */
const usual = 600

/**
 * Applies to specifications that define a lifetime.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.1)
 */
export default defineRule({
  id: 'tr-expires-in-profile',
  on: 'token-response',
  about: 'expires_in',
  refs: ['RFC6749-5.1'],
  check: ({ message }) =>
    inSuccess(message, ({ expires_in: value }) => {
      if (typeof value !== 'number' || value <= 0) return undefined
      return value > usual ? [finding('long', String(value), `≤ ${usual}`)] : []
    }),
})
