import { timeIn } from '../created-jwt'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { isoOf } from '../token-reading'

/** Seconds. */
const longest = 3600

/** @see [FAPI 2.0 Message Signing](https://openid.net/specs/fapi-message-signing-2_0-final.html#section-5.3.1) */
export default defineRule({
  id: 'ro-exp-after-nbf',
  on: 'request-object',
  about: 'exp',
  refs: ['FAPI2-MS-5.3.1', 'FAPI2-MS-5.3.2', 'FAPI1-ADV-5.2.2', 'CDS'],
  check(artefact) {
    const [exp, nbf] = [timeIn(artefact, 'exp'), timeIn(artefact, 'nbf')]
    if (exp === null || nbf === null) return undefined
    if (exp <= nbf) return [finding('order', isoOf(exp), `> ${isoOf(nbf)}`)]
    const lifetime = exp - nbf
    return lifetime > longest ? [finding('long', `${lifetime} s`, `≤ ${longest} s`)] : []
  },
})
