import { plainText } from '@/components/ui/prose'
import {
  decisionOf,
  profileIds,
  rulePages,
  type Decision,
  type RulePage,
} from '@/lib/catalogue/rule-pages'
import { searchText } from '@/lib/flow/read/search'
import { severityOrder, type RuleProfile, type Severity } from '@/lib/model/rule-profiles'
import type { ArtefactKind, Status } from '@/lib/model/rule-result'
import { statusOrder } from '@/lib/model/status'
import { clausesText, ruleTitle } from './rule-text'
import type { RuleUse } from './use-flow-results'

/** A rule with its texts. */
export interface ReadRule {
  readonly id: string
  readonly page: RulePage
  readonly title: string
  readonly clauses: string
  /** What a search looks at, in lower case. */
  readonly searched: string
}

/** A rule that runs in the profile of the list. */
export interface ListedRule extends ReadRule {
  readonly severity: Severity
}

export interface RuleFilter {
  readonly text: string
  readonly artefacts: readonly ArtefactKind[]
  readonly severity: Severity | 'all'
  /** Only rules that failed in a present flow. */
  readonly failedOnly: boolean
}

export const noRuleFilter: RuleFilter = {
  text: '',
  artefacts: [],
  severity: 'all',
  failedOnly: false,
}

/** The rule profile of the list, or all of them. */
export type ListProfile = RuleProfile | 'all'

export type Uses = ReadonlyMap<string, readonly RuleUse[]>

export function readRules(): readonly ReadRule[] {
  return rulePages.map((page) => {
    const { id, about, refs } = page
    const title = ruleTitle(id)
    const clauses = clausesText(page)
    const searched = [plainText(title), id, about, clauses, ...refs].join('\n').toLowerCase()
    return { id, page, title, clauses, searched }
  })
}

/** The rules that run in a profile, with their severity; in all profiles, with the worst. */
export function rulesIn(rules: readonly ReadRule[], profile: ListProfile): readonly ListedRule[] {
  const profiles = profile === 'all' ? profileIds : [profile]
  return rules.flatMap((rule) => {
    const found = profiles.flatMap((each): readonly Decision[] => {
      const decision = decisionOf(rule.page.severity, each)
      return decision ? [decision] : []
    })
    const severity = severityOrder.find((each) => found.some((one) => one.severity === each))
    return severity ? [{ ...rule, severity }] : []
  })
}

/** The words of a search. */
export const wordsOf = (text: string): readonly string[] =>
  searchText(text)
    .split(/\s+/)
    .filter((word) => word !== '')

export function matchesText({ searched }: ReadRule, text: string): boolean {
  return wordsOf(text).every((word) => searched.includes(word))
}

export function passesFilter(rule: ListedRule, filter: RuleFilter, uses: Uses): boolean {
  const { text, artefacts, severity, failedOnly } = filter
  return (
    (artefacts.length === 0 || artefacts.includes(rule.page.on)) &&
    (severity === 'all' || severity === rule.severity) &&
    (!failedOnly || uses.get(rule.id)?.[0]?.status === 'fail') &&
    matchesText(rule, text)
  )
}

/** Whether a filter besides the profile limits the list. */
export function isLimited({ text, artefacts, severity, failedOnly }: RuleFilter): boolean {
  return wordsOf(text).length + artefacts.length > 0 || severity !== 'all' || failedOnly
}

export interface RuleGroup {
  readonly on: ArtefactKind
  readonly rules: readonly ListedRule[]
  /** How many of its rules failed or warn in the present flows. */
  readonly counts: readonly { readonly status: Status; readonly count: number }[]
}

const problems = ['fail', 'warn'] as const

/** A place in the order of what failed; everything that did not fail or warn is equal. */
const placeOf = (status: Status | undefined) =>
  status === 'fail' || status === 'warn' ? statusOrder.indexOf(status) : statusOrder.length

/** The rules by artefact. What failed in the present flows comes first, in each group and of the groups. */
export function groupsOf(rules: readonly ListedRule[], uses: Uses): readonly RuleGroup[] {
  const worst = ({ id }: ListedRule) => uses.get(id)?.[0]?.status
  const sorted = rules.toSorted((a, b) => placeOf(worst(a)) - placeOf(worst(b)))
  // The order of the artefacts is that of the catalogue.
  const artefacts = [...new Set(rules.map(({ page }) => page.on))]
  const groups = Map.groupBy(sorted, ({ page }) => page.on)
  return artefacts
    .map((on) => {
      const members = groups.get(on) ?? []
      const counts = problems.flatMap((status) => {
        const count = members.filter((rule) => worst(rule) === status).length
        return count > 0 ? [{ status, count }] : []
      })
      return { on, rules: members, counts }
    })
    .toSorted((a, b) => placeOf(a.counts[0]?.status) - placeOf(b.counts[0]?.status))
}

/** An entry of the list: the heading of a group, or a rule. */
export type RuleItem =
  | {
      readonly kind: 'group'
      readonly id: string
      readonly group: RuleGroup
      readonly isOpen: boolean
    }
  | { readonly kind: 'rule'; readonly id: string; readonly rule: ListedRule }

export function itemsOf(
  groups: readonly RuleGroup[],
  isOpen: (on: ArtefactKind) => boolean,
): readonly RuleItem[] {
  return groups.flatMap((group): readonly RuleItem[] => {
    const open = isOpen(group.on)
    const rules = open ? group.rules : []
    return [
      { kind: 'group', id: `group ${group.on}`, group, isOpen: open },
      ...rules.map((rule): RuleItem => ({ kind: 'rule', id: rule.id, rule })),
    ]
  })
}
