import type { RuleProfile } from '@/lib/model/rule-profiles'

/** Whether FAPI 2.0 binds a profile. */
export function isFapi(profile: RuleProfile): boolean {
  return profile === 'fapi2' || profile === 'ofm'
}

/**
 * The algorithms that sign JWTs under FAPI 2.0; of the curves of EdDSA only Ed25519.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.1)
 */
export const fapiAlgorithms: readonly string[] = ['PS256', 'ES256', 'EdDSA', 'Ed25519']
