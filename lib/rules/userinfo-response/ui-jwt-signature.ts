import type { Verification } from '@/lib/jose/types'
import { textIn, textsIn } from '@/lib/model/json'
import { isAlgNone } from '@/lib/jose/algorithms'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { finding } from '../builders'
import { weakUnderFapi } from '../fapi'
import { defineRule, notObserved } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import { isJudged } from '../token-reading'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.3.4) */
export default defineRule({
  id: 'ui-jwt-signature',
  on: 'userinfo-response',
  about: 'signature',
  refs: ['OIDC-CORE-5.3.4', 'FAPI2-SP-5.4.1'],
  check({ jwt, verification, context }) {
    if (!jwt || !verification || jwt.kind !== 'jws') return undefined
    const refused = ofAlgorithm(textIn(jwt.header, 'alg'), context, verification)
    if (refused) return [refused]
    if (!isJudged(verification)) return notObserved
    if (verification.status === 'valid') return []
    return [finding('invalid', verification.seen ?? verification.reason, verification.expected)]
  },
})

function ofAlgorithm(
  alg: string | null,
  { metadata, ruleProfile }: JudgingContext,
  verification: Verification,
): Finding | null {
  if (alg === null) return null
  if (isAlgNone(alg)) return finding('none', alg)
  const weak = weakUnderFapi(alg, ruleProfile, verification)
  if (weak) return weak
  const published = textsIn(metadata, 'userinfo_signing_alg_values_supported')
  return published && !published.includes(alg)
    ? finding('unlisted', alg, published.join(', '))
    : null
}
