import type { Verification } from '@/lib/jose/types'
import type { Finding } from '@/lib/model/rule-result'
import { contains, type RuleProfile, type Spec } from '@/lib/model/rule-profiles'
import { finding } from './builders'

/** Whether FAPI 2.0 applies to a rule profile. */
export function isFapi(profile: RuleProfile): boolean {
  return contains(profile, 'FAPI2')
}

/**
 * The signature algorithms of FAPI. For EdDSA only the curve Ed25519 is allowed.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.1)
 * @see [FAPI 1.0 Advanced](https://openid.net/specs/openid-financial-api-part-2-1_0.html#section-8.6)
 */
const algorithms: readonly (readonly [spec: Spec, allowed: readonly string[]])[] = [
  ['FAPI2', ['PS256', 'ES256', 'EdDSA', 'Ed25519']],
  ['FAPI1A', ['PS256', 'ES256']],
]

/** A finding for an algorithm that FAPI does not allow; null if it is allowed, or FAPI does not apply. */
export function weakUnderFapi(
  alg: string,
  profile: RuleProfile,
  { jwk }: Pick<Verification, 'jwk'>,
): Finding | null {
  const [, allowed] = algorithms.find(([spec]) => contains(profile, spec)) ?? []
  const isOtherCurve = alg === 'EdDSA' && jwk?.crv === 'Ed448'
  if (!allowed || (allowed.includes(alg) && !isOtherCurve)) return null
  return finding('weak', isOtherCurve ? `${alg} Ed448` : alg, allowed.join(', '))
}
