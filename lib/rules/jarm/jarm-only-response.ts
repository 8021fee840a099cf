import { finding } from '../builders'
import { namesElsewhere, namesOf } from '../reading'
import { defineRule } from '../rule'

/** Parameters that are not reported. `iss` has its own rule. */
const apart: ReadonlySet<string> = new Set(['response', 'iss'])

/** @see [JARM](https://openid.net/specs/oauth-v2-jarm-final.html#section-2.3.1) */
export default defineRule({
  id: 'jarm-only-response',
  on: 'jarm',
  about: 'response',
  refs: ['JARM-2.1', 'JARM-2.3.1'],
  check({ message, jwt }) {
    if (jwt.kind === 'malformed') return undefined
    const otherNames = [...namesOf(message.params), ...namesElsewhere(message)]
    return [...new Set(otherNames)]
      .filter((name) => !apart.has(name))
      .map((name) => finding('beside', name))
  },
})
