import { finding } from '../builders'
import { defineRule } from '../rule'

/**
 * The header of a message has `header..signature`, without the payload.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#appendix-F)
 */
export default defineRule({
  id: 'ps-form',
  on: 'payload-signature',
  about: 'x-jws-signature',
  refs: ['RFC7515-APPENDIX-F', 'OBIE'],
  check({ jwt: { kind, parts, header, isDetached }, exchange }) {
    if (!exchange) return undefined
    if (kind !== 'jws') return [finding('parts', String(parts.length), '3')]
    return [
      ...(header ? [] : [finding('header')]),
      ...(header && !isDetached ? [finding('payload', `${parts[1]?.length ?? 0} characters`)] : []),
    ]
  },
})
