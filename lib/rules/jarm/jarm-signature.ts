import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { isJudged } from '../token-reading'

/** @see [JARM](https://openid.net/specs/oauth-v2-jarm-final.html#section-2.4) */
export default defineRule({
  id: 'jarm-signature',
  on: 'jarm',
  about: 'signature',
  refs: ['JARM-2.4'],
  check({ jwt: { kind }, verification }) {
    const { status, reason, jwk, seen, expected } = verification
    if (kind === 'malformed') return undefined
    if (!isJudged(verification)) return notObserved
    if (status === 'valid') return []
    if (reason === 'signature') return [finding('differs', jwk?.kid ?? jwk?.thumbprint)]
    return [finding('unverifiable', seen, expected)]
  },
})
