import { ruleProfiles, type RuleProfile } from '@/lib/model/rule-profiles'

/** Rule profiles of the catalogue that the code does not have yet, for the rules that depend on them. */
const further = {
  fapi1: ['FAPI1A', 'BCP240', 'OIDC', 'OAuth'],
  fapi2ms: ['FAPI2MS', 'FAPI2', 'BCP240', 'OIDC', 'OAuth'],
  uk: ['UK', 'FAPI1A', 'BCP240', 'OIDC', 'OAuth'],
  br: ['BR', 'FAPI1A', 'BCP240', 'OIDC', 'OAuth'],
  cdr: ['CDR', 'FAPI1A', 'BCP240', 'OIDC', 'OAuth'],
  saltedge: ['SaltEdge', 'BCP240', 'OIDC', 'OAuth'],
}

Object.assign(ruleProfiles, further)

/** A rule profile of the code or of the catalogue. */
export function profileNamed(name: RuleProfile | keyof typeof further): RuleProfile {
  return name as RuleProfile
}
