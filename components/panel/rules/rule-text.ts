import { ruleProfileText } from '@/components/ui/rule-profile-text'
import { specText } from '@/components/ui/spec-link'
import type { RulePage } from '@/lib/catalogue/rule-pages'
import { t, tData, tMaybe } from '@/lib/i18n'
import type { Severity, Spec } from '@/lib/model/rule-profiles'
import type { ArtefactKind, Status } from '@/lib/model/rule-result'

/** What a rule checks, in one sentence. It may contain backticks. */
export const ruleTitle = (id: string): string => tData(`rule_pages.titles.${id}`)

/** The reason for a rule and its limits; null if the title says all. */
export const ruleText = (id: string): string | null => tMaybe(`rule_pages.texts.${id}`)

export const artefactName = (on: ArtefactKind): string => tData(`rule_pages.artefacts.${on}`)

export const severityWord = (severity: Severity): string =>
  tData(`rule_pages.severities.${severity}`)

export const ownerText = (owner: string): string => tData(`rule_pages.owners.${owner}`)

export const needText = (need: string): string => tData(`rule_pages.needs.${need}`)

export const profileName = ruleProfileText

/** A dot in a name would be a level of the locale. */
export function specName(spec: Spec): string {
  const name = spec.replaceAll('.', '_')
  return tData(`rule_pages.specs.${name}`)
}

export const clausesText = ({ refs }: Pick<RulePage, 'refs'>): string =>
  refs.map(specText).join(', ')

const seenTexts = {
  fail: 'panel.rules.seen.fail',
  warn: 'panel.rules.seen.warn',
  info: 'panel.rules.seen.info',
  pass: 'panel.rules.seen.pass',
  neutral: 'panel.rules.seen.neutral',
  pending: 'panel.rules.seen.neutral',
} as const satisfies Record<Status, string>

/** "failed in 2 flows" */
export const seenText = (status: Status, count: number): string => t(seenTexts[status], count)

const countTexts = {
  fail: 'panel.rules.counts.fail',
  warn: 'panel.rules.counts.warn',
  info: 'panel.rules.counts.info',
  pass: 'panel.rules.counts.pass',
  neutral: 'panel.rules.counts.neutral',
  pending: 'panel.rules.counts.neutral',
} as const satisfies Record<Status, string>

/** "2 failed" */
export const countText = (status: Status, count: number): string => t(countTexts[status], count)
