import type { RuleProfile, Spec } from '@/lib/model/rule-profiles'
import { rowForBody } from './bodies'

/**
 * Signature algorithms of FAPI 1.0 and FAPI 2.0. Brazil permits only PS256.
 *
 * @see [FAPI 1.0 Advanced](https://openid.net/specs/openid-financial-api-part-2-1_0.html#section-8.6)
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4.1)
 */
const signatures: Readonly<Partial<Record<Spec, readonly string[]>>> = {
  FAPI1A: ['PS256', 'ES256'],
  FAPI2: ['PS256', 'ES256', 'EdDSA', 'Ed25519'],
  BR: ['PS256'],
}

/** The signature algorithms that a rule profile permits; undefined if it permits all. */
export function signatureAlgsOf(profile: RuleProfile): readonly string[] | undefined {
  return rowForBody(profile, signatures)
}

/** The signature algorithms for request objects; undefined if a rule profile permits all. */
export function requestObjectAlgsOf(profile: RuleProfile): readonly string[] | undefined {
  return rowForBody(profile, { ...signatures, OFM: ['PS256'] })
}
