import { finding } from '../builders'
import { defineRule } from '../rule'
import { dateProblem, isoOf, secondsAt } from '../token-reading'

/**
 * Seconds. The conformance suite rejects ID tokens that are older when received. A pasted token may have been
 * pasted late.
 */
const oldest = 300

/** Seconds in the future. The acceptable range is the client's own matter. */
const furthest = 300

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7) */
export default defineRule({
  id: 'idt-iat',
  on: 'id-token',
  about: 'iat',
  refs: ['OIDC-CORE-2', 'OIDC-CORE-3.1.3.7'],
  check({ jwt: { payload }, context }) {
    if (!payload) return undefined
    const iat = payload['iat']
    if (iat === undefined) return [finding('missing')]
    const problem = dateProblem(iat, context)
    if (problem) return [problem]
    const now = secondsAt(context)
    const age = now - Number(iat)
    if (age >= -furthest && age <= oldest) return []
    const [seen, expected] = [isoOf(Number(iat)), isoOf(now)]
    return [finding(age < 0 ? 'future' : 'old', seen, expected)]
  },
})
