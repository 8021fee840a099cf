import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { isJudged } from '../token-reading'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7) */
export default defineRule({
  id: 'idt-signature',
  on: 'id-token',
  about: 'signature',
  refs: ['OIDC-CORE-3.1.3.7', 'FAPI2-MS-5.6.2'],
  check({ verification }) {
    const { status, reason, jwk, seen, expected } = verification
    if (reason === 'encrypted') return undefined
    if (!isJudged(verification)) return notObserved
    if (status === 'valid') return []
    if (reason === 'signature') return [finding('differs', jwk?.kid ?? jwk?.thumbprint)]
    return [finding('unverifiable', seen, expected)]
  },
})
