import type { JsonObject } from '@/lib/model/json'
import type { Verification } from '@/lib/jose/types'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { audiencesIn, expiredFinding } from '../created-jwt'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** @see [OpenID Connect Back-Channel Logout](https://openid.net/specs/openid-connect-backchannel-1_0.html#rfc.section.2.6) */
export default defineRule({
  id: 'lt-signature',
  on: 'logout-token',
  about: 'signature',
  refs: ['OIDC-BACKCHANNEL-2.6'],
  check(token) {
    const { jwt, verification, context } = token
    if (!jwt.payload) return undefined
    const expired = expiredFinding(token)
    const findings = [
      ...signatureFinding(verification),
      ...partyFindings(jwt.payload, context.issuer, context.clientId),
      ...(expired ? [expired] : []),
    ]
    if (findings.length > 0) return findings
    const isCompared =
      verification.status === 'valid' && context.issuer !== null && context.clientId !== null
    return isCompared ? [] : notObserved
  },
})

/** A key that is not known is reported by the rules about keys. */
function signatureFinding({ reason, jwk, seen }: Verification): readonly Finding[] {
  if (reason === 'alg-none') return [finding('none', seen)]
  return reason === 'signature' ? [finding('differs', jwk?.kid ?? jwk?.thumbprint)] : []
}

function partyFindings(
  payload: JsonObject,
  issuer: string | null,
  clientId: string | null,
): readonly Finding[] {
  const { iss, aud } = payload
  const isOther = iss !== undefined && issuer !== null && iss !== issuer
  const isElsewhere =
    aud !== undefined && clientId !== null && !audiencesIn(payload).includes(clientId)
  return [
    ...(isOther ? [finding('iss', show(iss), issuer)] : []),
    ...(isElsewhere ? [finding('aud', show(aud), clientId)] : []),
  ]
}
