import type { RuleProfile } from '@/lib/model/rule-profiles'

/** Whether FAPI 2.0 applies to a rule profile. */
export function isFapi(profile: RuleProfile): boolean {
  return profile === 'fapi2' || profile === 'ofm'
}

/**
 * The signature algorithms of FAPI 2.0. For EdDSA only the curve Ed25519 is allowed.
 *
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.1)
 */
export const fapiAlgorithms: readonly string[] = ['PS256', 'ES256', 'EdDSA', 'Ed25519']
