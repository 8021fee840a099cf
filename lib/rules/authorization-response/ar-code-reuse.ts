import { finding } from '../builders'
import { given, readableMembers } from '../reading'
import { defineRule } from '../rule'
import { isoOf } from '../token-reading'

/**
 * A code is delivered once and accepted once. A browser that loads the redirect_uri again is not a fault of
 * the server; the app has to handle it.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2)
 */
export default defineRule({
  id: 'ar-code-reuse',
  on: 'authorization-response',
  about: 'code',
  refs: ['RFC6749-4.1.2', 'FAPI2-SP-5.3.2.2'],
  check({ message, responseContext: { redemptions, deliveredAt } }) {
    if (given(readableMembers(message), 'code') === undefined) return undefined
    const taken = redemptions.filter(({ accepted }) => accepted === true).length
    const again = message.replays.length
    const released = (message.hold?.releases ?? []).reduce((sum, { done }) => sum + done, 0)
    return [
      ...(taken > 1 ? [finding('taken', String(taken), '1')] : []),
      ...(deliveredAt === null ? [] : [finding('delivered', isoOf(deliveredAt / 1000))]),
      ...(again > 0 ? [finding('replayed', String(again + 1), '1')] : []),
      ...(released > 1 ? [finding('released', String(released), '1')] : []),
    ]
  },
})
