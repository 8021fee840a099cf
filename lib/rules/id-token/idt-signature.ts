import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7) */
export default defineRule({
  id: 'idt-signature',
  on: 'id-token',
  about: 'signature',
  refs: ['OIDC-CORE-3.1.3.7'],
  check({ verification: { status, reason, jwk, seen, expected } }) {
    if (reason === 'encrypted') return undefined
    if (status === 'not-run') return notObserved
    if (status === 'valid') return []
    if (reason === 'signature') return [finding('differs', jwk?.kid ?? jwk?.thumbprint)]
    return [finding('unverifiable', seen, expected)]
  },
})
