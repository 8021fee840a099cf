import type { RuleProfile } from './rule-profiles'
import type { RuleResult } from './rule-result'

/** The results of a metadata document under every rule profile. */
export type Readiness = Readonly<Record<RuleProfile, readonly RuleResult[]>>
