import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { RulePage } from '@/lib/catalogue/rule-pages'
import type { FindingSeverity, Severity } from '@/lib/model/rule-profiles'
import { findingSeverities } from '@/lib/rules/finding-severities'
import { registry } from '@/lib/rules/registry'
import type { RuleId } from '@/lib/rules/rule-id'
import { severities } from '@/lib/rules/rule-severities'
import type { Rule } from '@/lib/rules/rule'
import { deviations } from './deviations'

/** A row of the catalogue, as far as it is for people. */
interface CatalogueRow {
  readonly id: string
  readonly good: string
  readonly bad: string
  readonly needs?: readonly string[]
  readonly owner?: string
  readonly oidf: readonly string[]
  readonly modules?: readonly string[]
  /** A finding without a severity has that of its rule. */
  readonly findings?: Readonly<Record<string, FindingSeverity | null>>
}

interface Locale {
  readonly rules: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly rule_pages: {
    readonly titles: Readonly<Record<string, string>>
    readonly texts: Readonly<Record<string, string>>
    readonly needs: Readonly<Record<string, string>>
    readonly owners: Readonly<Record<string, string>>
    readonly artefacts: Readonly<Record<string, string>>
    readonly severities: Readonly<Record<Severity, string>>
    readonly specs: Readonly<Record<string, string>>
  }
  readonly ui: { readonly rule_profiles: Readonly<Record<string, string>> }
}

const { checks } = JSON.parse(readFileSync('tests/rules/catalogue.json', 'utf8')) as {
  checks: readonly CatalogueRow[]
}

export const catalogueRows = new Map(checks.map((row) => [row.id, row]))
export const locale = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as Locale
export const allRules = Object.values(registry).flat() as readonly Rule<RuleId>[]

/** Defaults for a rule with missing data. A test reports the rule. */
const emptyRow: Required<Omit<CatalogueRow, 'id'>> = {
  good: '',
  bad: '',
  needs: [],
  owner: '',
  oidf: [],
  modules: [],
  findings: {},
}

/** The key of a rule in the locale. */
export const keyOf = (id: string): string => id.replaceAll('-', '_')

/** The sentences of the findings of a rule, by their codes. */
export function findingTexts(id: string): Readonly<Record<string, unknown>> {
  const { passed: _, fixes: __, phrase: ___, ...findings } = locale.rules[keyOf(id)] ?? {}
  return findings
}

/** What lib/catalogue/rules.json contains, one rule a line. */
export function rulesJson(): string {
  const lines = allRules.map((rule) => `${JSON.stringify(rule.id)}: ${JSON.stringify(data(rule))}`)
  return `{\n${lines.join(',\n')}\n}\n`
}

/** Every rule as the registry has it now, whatever is stored of it. */
export const currentPages: readonly RulePage[] = allRules.map((rule) => ({
  id: rule.id,
  severity: severities[rule.id],
  ...data(rule),
}))

function data({ id, on, about, refs }: Rule<RuleId>): Omit<RulePage, 'id' | 'severity'> {
  const row = { ...emptyRow, ...catalogueRows.get(id) }
  const { good, bad, needs, owner, oidf, modules } = row
  const findings = Object.keys(findingTexts(id)).map((code) => {
    const severity =
      findingSeverities[id]?.[code] ?? deviations[id]?.severity?.[code] ?? row.findings[code]
    return severity === undefined || severity === null ? { code } : { code, severity }
  })
  return { on, about, refs, findings, good, bad, needs, owner, oidf, modules }
}
