import type { Verification } from '@/lib/jose/types'
import type { Finding } from '@/lib/model/rule-result'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { finding } from './builders'

/** Whether FAPI 2.0 applies to a rule profile. */
export function isFapi(profile: RuleProfile): boolean {
  return profile === 'fapi2' || profile === 'ofm'
}

/**
 * The signature algorithms of FAPI 2.0. For EdDSA only the curve Ed25519 is allowed.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.1)
 */
const fapiAlgorithms: readonly string[] = ['PS256', 'ES256', 'EdDSA', 'Ed25519']

/** A finding for an algorithm that FAPI 2.0 does not allow; null if it is allowed, or FAPI does not apply. */
export function weakUnderFapi(
  alg: string,
  profile: RuleProfile,
  { jwk }: Pick<Verification, 'jwk'>,
): Finding | null {
  const isOtherCurve = alg === 'EdDSA' && jwk?.crv === 'Ed448'
  if (!isFapi(profile) || (fapiAlgorithms.includes(alg) && !isOtherCurve)) return null
  return finding('weak', isOtherCurve ? `${alg} Ed448` : alg, fapiAlgorithms.join(', '))
}
