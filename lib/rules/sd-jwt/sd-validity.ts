import { finding } from '../builders'
import { expiredFinding } from '../created-jwt'
import { defineRule, notObserved } from '../rule'

/** Claims that a holder must not be able to withhold. */
const critical: ReadonlySet<string | null> = new Set(['iss', 'aud', 'exp', 'nbf', 'cnf'])

/** @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-9.7) */
export default defineRule({
  id: 'sd-validity',
  on: 'sd-jwt',
  about: 'exp',
  refs: ['RFC9901-7.1', 'RFC9901-9.7'],
  check({ jwt, opened, context }) {
    if (!opened) return undefined
    const payload = opened.processed ?? jwt.payload
    const expired = expiredFinding({ jwt: { ...jwt, payload }, context })
    const findings = [
      ...(expired ? [expired] : []),
      ...opened.disclosures
        .filter(({ path }) => critical.has(path))
        .map(({ path }) => finding('withheld', path)),
    ]
    if (findings.length > 0) return findings
    return opened.processed ? [] : notObserved
  },
})
