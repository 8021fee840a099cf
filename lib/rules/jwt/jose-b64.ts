import { finding } from '../builders'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'

/**
 * The payload of a JWT is always base64url.
 *
 * @see [RFC 7797](https://www.rfc-editor.org/rfc/rfc7797.html#section-7)
 */
export default defineRule({
  id: 'jose-b64',
  on: 'jwt',
  about: 'b64',
  refs: ['RFC7797-3', 'RFC7797-6', 'RFC7797-7'],
  check({ jwt: { kind, header } }) {
    if (kind === 'jwe' || !header) return undefined
    const { b64, crit } = header
    if (b64 === undefined || b64 === true) return []
    if (b64 !== false) return [finding('type', JSON.stringify(b64), 'true')]
    const isCritical = Array.isArray(crit) && crit.includes('b64')
    const findings: readonly Finding[] = [finding('unencoded', 'false')]
    return isCritical ? findings : [...findings, finding('not_critical', null, 'b64')]
  },
})
