import { finding } from '../builders'
import { defineRule } from '../rule'

/** Errors after which the same request may succeed. */
const passing: ReadonlySet<string> = new Set([
  'authorization_pending',
  'slow_down',
  'server_error',
  'temporarily_unavailable',
])

/**
 * A client corrects a refused token request before it sends it again. In Parley, the tester repeats a request on
 * purpose.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2)
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-8)
 */
export default defineRule({
  id: 'fl-replay-after-error',
  on: 'flow',
  about: 'grant_type',
  refs: ['RFC6749-5.2', 'RFC9449-8'],
  check({ message, flowContext: { refused } }) {
    if (message.kind !== 'token-request' || message.source === 'parley' || !refused)
      return undefined
    const { error, times } = refused
    if (passing.has(error)) return []
    if (error !== 'use_dpop_nonce') return [finding('repeated', `${error}, ${times + 1} requests`)]
    return times > 1 ? [finding('dpop_loop', `${times + 1} requests`)] : []
  },
})
