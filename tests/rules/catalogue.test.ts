import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { uncheckedReason } from '@/components/ui/unchecked-text'
import {
  bindingOf,
  ruleProfiles,
  type FindingSeverity,
  type Severity,
  type SeverityRow,
  type Spec,
} from '@/lib/model/rule-profiles'
import { causes } from '@/lib/judge/causes'
import type { Findings } from '@/lib/judge/cause'
import { subjects, tokenSubjects } from '@/lib/judge/subjects'
import { severities } from '@/lib/rules/rule-severities'
import { registry } from '@/lib/rules/registry'
import type { RuleId } from '@/lib/rules/rule-id'
import type { ArtefactKind } from '@/lib/model/rule-result'
import type { Rule } from '@/lib/rules/rule'
import { runRule } from '@/lib/rules/run'
import { readRef } from '@/lib/model/spec-links'
import catalogue from './catalogue.json'
import { coveredRows, deviations, leftOut } from './deviations'
import { allFixtures as all } from './all-fixtures'

/** A row of the catalogue. A finding without a severity has that of its row. */
interface CatalogueRow {
  readonly id: string
  readonly on: string
  readonly severity: SeverityRow
  readonly refs: readonly string[]
  readonly findings: Readonly<Record<string, FindingSeverity | null>>
  readonly dependsOn?: readonly string[]
}

const rows = new Map((catalogue.checks as readonly CatalogueRow[]).map((row) => [row.id, row]))
const strings = (
  parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
    rules: Record<string, Readonly<Record<string, string>> & { fixes?: Record<string, string> }>
  }
).rules
const rules = Object.values(registry).flat() as readonly Rule<RuleId>[]
const outcomes = {
  passed: 'passed',
  failed: 'failed',
  notApplicable: undefined,
  notObserved: 'not-observed',
} as const
const order: readonly Severity[] = ['fail', 'warn', 'info']
const milder = (a: Severity, b: Severity) => (order.indexOf(a) > order.indexOf(b) ? a : b)

/** The severity of a finding if this specification decides that of its rule. */
function expectedSeverity(row: CatalogueRow, code: string, spec: Spec, ofRule: Severity) {
  const listed = deviations[row.id]?.severity?.[code] ?? row.findings[code] ?? null
  const own = typeof listed === 'string' ? listed : listed?.[spec]
  return own ? milder(own, ofRule) : ofRule
}

/** The artefacts that are judged together with an artefact. */
function judgedWith(on: string): ReadonlySet<string> {
  const groups = [
    ...Object.values(subjects).map((parts) => parts.map((part): string => part.on)),
    ...(Object.values(tokenSubjects) as readonly (readonly string[])[]),
    ['metadata'],
  ]
  return new Set(groups.filter((group) => group.includes(on)).flat())
}

const names = (list: readonly Findings[], id: string) => list.some(([rule]) => rule === id)

describe.each(rules)('$id', (rule) => {
  const row = rows.get(rule.id)
  const {
    passed,
    failed,
    notApplicable,
    notObserved = [],
  } = all[rule.on][rule.id] ?? {
    passed: [],
    failed: [],
    notApplicable: [],
  }
  const run = (artefact: unknown, severity: Severity = 'fail', spec: Spec = 'OAuth') =>
    runRule(rule as never, artefact as never, { spec, severity })

  test('has a reason for not being run, if that can happen', () => {
    expect(notObserved.length === 0 || uncheckedReason(rule.id) !== undefined).toBe(true)
  })

  test('is a row of the catalogue, with its severities, clauses and findings', () => {
    const { added = [], missing = [], refs = row?.refs } = deviations[rule.id] ?? {}
    expect(severities[rule.id]).toEqual(row?.severity)
    expect(rule.on).toBe(row?.on)
    expect(rule.refs).toEqual(refs)
    const codes = new Set(failed.map(([code]) => code))
    const wanted = Object.keys(row?.findings ?? {}).filter((code) => !missing.includes(code))
    expect([...codes].toSorted()).toEqual([...wanted, ...added].toSorted())
  })

  test('has findings as severe as the catalogue says', () => {
    const { varying = [] } = deviations[rule.id] ?? {}
    const fixed = failed.filter(([code]) => !varying.includes(code))
    for (const [spec, severity] of Object.entries(row?.severity ?? {}))
      for (const [code, artefact] of severity === 'off' ? [] : fixed) {
        const found = run(artefact, severity as Severity, spec as Spec)?.findings.find(
          (finding) => finding.code === code,
        )
        const expected = row && expectedSeverity(row, code, spec as Spec, severity as Severity)
        expect([spec, code, found?.severity ?? severity]).toEqual([spec, code, expected])
      }
  })

  test('gives way to the rules that it depends on', () => {
    const beside = judgedWith(rule.on)
    const primary = (row?.dependsOn ?? [])
      .flatMap((id) => rules.filter((other) => other.id === id))
      .filter(({ on }) => beside.has(on))
      .map(({ id }) => id)
    const covered = primary.filter((id) =>
      causes.some((cause) => names(cause.primary, id) && names(cause.covers, rule.id)),
    )
    expect(covered).toEqual(primary)
  })

  test('links every clause', () => {
    for (const ref of rule.refs) expect(readRef(ref)).not.toBeNull()
  })

  test('has a sentence and a fix for each finding', () => {
    const { fixes = {}, phrase, ...own } = strings[rule.id.replaceAll('-', '_')] ?? {}
    const codes = [...new Set(failed.map(([code]) => code))].toSorted()
    expect(Object.keys(own).toSorted()).toEqual([...codes, 'passed'].toSorted())
    expect(Object.keys(fixes).toSorted()).toEqual(codes)
    expect(phrase).not.toBe('')
    for (const entry of Object.entries({ ...own, ...fixes }))
      expect(entry.join(' ')).toMatch(/^[a-z\d_]+ \S/)
  })

  test('passes, fails and does not apply as its fixtures say', () => {
    expect(passed.length * failed.length * notApplicable.length).toBeGreaterThan(0)
    const judged = {
      passed,
      failed: failed.map(([, artefact]) => artefact),
      notApplicable,
      notObserved,
    }
    for (const [expected, artefacts] of Object.entries(judged)) {
      const outcome = outcomes[expected as keyof typeof judged]
      expect(artefacts.map((artefact) => run(artefact)?.outcome)).toEqual(
        artefacts.map(() => outcome),
      )
    }
    for (const [code, artefact] of failed)
      expect(run(artefact)?.findings.map((finding) => finding.code)).toContain(code)
  })
})

test('rows that other rules cover and rows that are left out have no rule', () => {
  const ids = new Set<string>(rules.map(({ id }) => id))
  for (const id of [...Object.keys(coveredRows), ...Object.keys(leftOut)])
    expect(rows.has(id) && !ids.has(id)).toBe(true)
  for (const others of Object.values(coveredRows)) {
    expect(others.filter((other) => !ids.has(other))).toEqual([])
  }
})

test('every row of the catalogue has a rule, is covered by rules, or is left out with a reason', () => {
  const known = new Set([
    ...rules.map(({ id }): string => id),
    ...Object.keys(coveredRows),
    ...Object.keys(leftOut),
  ])
  expect([...rows.keys()].filter((id) => !known.has(id))).toEqual([])
  for (const reason of Object.values(leftOut)) expect(reason).toMatch(/\.$/)
})

test('no rule is listed twice', () => {
  const ids = rules.map((rule) => rule.id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('no fixture and no sentence without a rule', () => {
  const ids = new Set<string>(rules.map((rule) => rule.id))
  for (const kind of Object.keys(all) as ArtefactKind[])
    for (const id of Object.keys(all[kind])) expect(ids).toContain(id)
  for (const key of Object.keys(strings)) expect(ids).toContain(key.replaceAll('_', '-'))
})

test('every rule file is registered under its own name', () => {
  for (const kind of Object.keys(registry) as ArtefactKind[]) {
    const ids = registry[kind].map((rule: { id: string }) => rule.id)
    const files = readdirSync(`lib/rules/${kind}`)
      .map((file) => file.replace('.ts', ''))
      .filter((name) => !/^(?:index|severities|table(?:-\w+)?)$/.test(name))
    for (const file of files) expect(ids).toContain(file)
  }
})

test('a severity comes from the most specific body of rules', () => {
  const row = { OAuth: 'info', FAPI2: 'fail' } as const
  expect(bindingOf(row, 'ofm')).toEqual({ spec: 'FAPI2', severity: 'fail' })
  expect(bindingOf(row, 'oauth2')).toEqual({ spec: 'OAuth', severity: 'info' })
  expect(bindingOf({ FAPI2: 'fail' }, 'oauth2')).toBeNull()
  expect(bindingOf({ OAuth: 'fail', FAPI2: 'off' }, 'ofm')).toBeNull()
})

test('the rule profiles are those of the catalogue; OpenID Connect is always in those of OAuth', () => {
  const specs = catalogue.profiles.map(({ id, specs: listed }) => [
    id,
    id.startsWith('oauth') ? listed.toSpliced(-1, 0, 'OIDC') : listed,
  ])
  expect(Object.entries(ruleProfiles)).toEqual(specs)
})
