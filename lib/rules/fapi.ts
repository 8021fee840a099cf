import type { Verification } from '@/lib/jose/types'
import type { Finding } from '@/lib/model/rule-result'
import { contains, type RuleProfile } from '@/lib/model/rule-profiles'
import { notPermitted, signatureAlgsOf } from './permitted-algs'

/** Whether FAPI 2.0 applies to a rule profile. */
export function isFapi(profile: RuleProfile): boolean {
  return contains(profile, 'FAPI2')
}

/** A finding for an algorithm that the rule profile does not permit; null if it permits it. */
export function weakUnderFapi(
  alg: string,
  profile: RuleProfile,
  verification: Pick<Verification, 'jwk'>,
): Finding | null {
  return notPermitted({ alg, permitted: signatureAlgsOf(profile), code: 'weak' }, verification)
}
