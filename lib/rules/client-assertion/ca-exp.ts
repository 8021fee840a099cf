import { expiredFinding, sentAt, timeIn } from '../created-jwt'
import { finding } from '../builders'
import { defineRule } from '../rule'

/** Seconds. Longer lifetimes help only an attacker who obtains the assertion. */
const usual = 600

/** @see [RFC 7523](https://www.rfc-editor.org/rfc/rfc7523.html#section-3) */
export default defineRule({
  id: 'ca-exp',
  on: 'client-assertion',
  about: 'exp',
  refs: ['RFC7523-3', 'OIDC-CORE-9', 'OIDF-SUITE'],
  check(artefact) {
    const { payload } = artefact.jwt
    if (!payload) return undefined
    if (payload['exp'] === undefined) return [finding('missing')]
    const exp = timeIn(artefact, 'exp')
    if (exp === null) return undefined
    const expired = expiredFinding(artefact)
    if (expired) return [expired]
    const ahead = Math.floor(exp - sentAt(artefact))
    return ahead > usual
      ? [{ ...finding('long', `${ahead} s`, `≤ ${usual} s`), severity: 'warn' }]
      : []
  },
})
