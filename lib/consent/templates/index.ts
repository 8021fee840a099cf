import type { ConsentTemplate } from '@/lib/flow/model/flow-consent'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import { berlinGroup } from './berlin-group'
import { brazilConsents } from './brazil-consents'
import { brazilPayments } from './brazil-payments'
import { cdrArrangement } from './cdr-arrangement'
import { malaysiaDetails } from './malaysia-details'
import { ukAccountAccess31, ukAccountAccess40 } from './uk-account-access'
import { ukDomesticPayment31, ukDomesticPayment40 } from './uk-domestic-payment'

/** A template with its id. An id of a built-in template has no hyphen, so it differs from every UUID. */
export interface NamedTemplate {
  readonly id: string
  readonly template: ConsentTemplate
}

/** The templates that Parley has, in the order in which they are offered. They cannot be changed. */
export const builtInTemplates: readonly NamedTemplate[] = [
  { id: 'uk_account_access_40', template: ukAccountAccess40 },
  { id: 'uk_account_access_31', template: ukAccountAccess31 },
  { id: 'uk_domestic_payment_40', template: ukDomesticPayment40 },
  { id: 'uk_domestic_payment_31', template: ukDomesticPayment31 },
  { id: 'brazil_consents', template: brazilConsents },
  { id: 'brazil_payments', template: brazilPayments },
  { id: 'cdr_arrangement', template: cdrArrangement },
  { id: 'berlin_group', template: berlinGroup },
  { id: 'malaysia_details', template: malaysiaDetails },
]

/** The templates with those for a rule profile first. */
export function templatesFor(
  ruleProfile: RuleProfile,
  own: readonly NamedTemplate[],
): readonly NamedTemplate[] {
  const all = [...own, ...builtInTemplates]
  const fits = ({ template }: NamedTemplate) => template.profiles.includes(ruleProfile)
  return [...all.filter(fits), ...all.filter((each) => !fits(each))]
}

/** A template with values of the tester. Names that it does not have are ignored. */
export function withValues(
  template: ConsentTemplate,
  given: Readonly<Record<string, unknown>>,
): ConsentTemplate {
  return {
    ...template,
    values: template.values.map((each) =>
      Object.hasOwn(given, each.name) ? { ...each, value: given[each.name] } : each,
    ),
  }
}
