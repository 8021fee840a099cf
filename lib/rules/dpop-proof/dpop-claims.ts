import { textIn } from '@/lib/model/json'
import { finding } from '../builders'
import { typeFinding } from '../created-jwt'
import { possibleBits } from '../entropy'
import { defineRule } from '../rule'

const types = { jti: 'string', htm: 'string', htu: 'string', iat: 'number' } as const

/** Minimum bits of a `jti`. */
const enough = 96

/** @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-4.2) */
export default defineRule({
  id: 'dpop-claims',
  on: 'dpop-proof',
  about: 'payload',
  refs: ['RFC9449-4.2', 'RFC9449-4.3'],
  check({ jwt: { payload } }) {
    if (!payload) return undefined
    const findings = Object.entries(types).flatMap(([name, type]) =>
      payload[name] === undefined
        ? [finding('missing', null, name)]
        : (typeFinding(payload, name, type) ?? []),
    )
    const jti = textIn(payload, 'jti')
    const bits = jti === null ? Infinity : Math.floor(possibleBits(jti))
    return bits < enough
      ? [
          ...findings,
          { ...finding('short', `jti: ${bits} bits`, `≥ ${enough} bits`), severity: 'warn' },
        ]
      : findings
  },
})
