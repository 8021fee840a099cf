import { t } from '@/lib/i18n'
import { ruleProfileNames, type RuleProfile } from '@/lib/model/rule-profiles'

const texts = {
  oauth2: 'ui.rule_profiles.oauth2',
  oauth21: 'ui.rule_profiles.oauth21',
  oidc: 'ui.rule_profiles.oidc',
  fapi1: 'ui.rule_profiles.fapi1',
  fapi2: 'ui.rule_profiles.fapi2',
  fapi2ms: 'ui.rule_profiles.fapi2ms',
  ofm: 'ui.rule_profiles.ofm',
  uk: 'ui.rule_profiles.uk',
  br: 'ui.rule_profiles.br',
  cdr: 'ui.rule_profiles.cdr',
  saltedge: 'ui.rule_profiles.saltedge',
  bg: 'ui.rule_profiles.bg',
} as const satisfies Record<RuleProfile, string>

/** The name of a rule profile. */
export function ruleProfileText(profile: RuleProfile): string {
  return t(texts[profile])
}

/** All rule profiles, for a select. */
export function ruleProfileOptions() {
  return ruleProfileNames.map((value) => ({ value, label: ruleProfileText(value) }))
}
