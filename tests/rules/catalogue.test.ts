import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { uncheckedReason } from '@/components/ui/unchecked-text'
import { ruleProfiles, severityOf, type SeverityRow } from '@/lib/model/rule-profiles'
import { severities } from '@/lib/rules/rule-severities'
import { registry } from '@/lib/rules/registry'
import type { RuleId } from '@/lib/rules/rule-id'
import type { ArtefactKind } from '@/lib/model/rule-result'
import type { Rule } from '@/lib/rules/rule'
import { runRule } from '@/lib/rules/run'
import { specLinks } from '@/lib/model/spec-links'
import catalogue from './catalogue.json'
import type { RuleFixtures } from './fixtures'
import { fixtures as accessToken } from './access-token.fixtures'
import { fixtures as authorizationRequest } from './authorization-request.fixtures'
import { fixtures as authorizationResponse } from './authorization-response.fixtures'
import { fixtures as clientAssertion } from './client-assertion.fixtures'
import { fixtures as dpopProof } from './dpop-proof.fixtures'
import { fixtures as idToken } from './id-token.fixtures'
import { fixtures as introspectionResponse } from './introspection-response.fixtures'
import { fixtures as jarm } from './jarm.fixtures'
import { fixtures as jwt } from './jwt.fixtures'
import { fixtures as metadata } from './metadata.fixtures'
import { fixtures as parResponse } from './par-response.fixtures'
import { fixtures as requestObject } from './request-object.fixtures'
import { fixtures as tokenResponse } from './token-response.fixtures'
import { fixtures as userinfoResponse } from './userinfo-response.fixtures'

const all: Record<ArtefactKind, Readonly<Record<string, RuleFixtures<never>>>> = {
  metadata: metadata,
  'par-response': parResponse,
  'authorization-request': authorizationRequest,
  'authorization-response': authorizationResponse,
  jarm: jarm,
  jwt: jwt,
  'id-token': idToken,
  'token-response': tokenResponse,
  'access-token': accessToken,
  'userinfo-response': userinfoResponse,
  'introspection-response': introspectionResponse,
  'request-object': requestObject,
  'client-assertion': clientAssertion,
  'dpop-proof': dpopProof,
} as never

const rows = new Map(catalogue.checks.map((row) => [row.id, row]))
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
const worst = ['fail', 'warn', 'info']

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
  const run = (artefact: unknown) => runRule(rule as never, artefact as never, 'fail')

  test('has a reason for not being run, if that can happen', () => {
    expect(notObserved.length === 0 || uncheckedReason(rule.id) !== undefined).toBe(true)
  })

  test('is a row of the catalogue, with its bodies of rules and no severity above it', () => {
    expect(row).toBeDefined()
    const severity: SeverityRow = severities[rule.id]
    expect(Object.keys(severity).toSorted()).toEqual(row?.profiles.toSorted())
    for (const value of Object.values(severity))
      expect(worst.indexOf(value)).toBeGreaterThanOrEqual(worst.indexOf(row?.severity ?? ''))
    expect(Object.values(severity)).toContain(row?.severity)
  })

  test('links every clause', () => {
    for (const ref of rule.refs)
      expect(Object.keys(specLinks).some((prefix) => ref.startsWith(prefix))).toBe(true)
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
      .filter((name) => !['index', 'table', 'severities'].includes(name))
    for (const file of files) expect(ids).toContain(file)
  }
})

test('a severity comes from the most specific body of rules', () => {
  expect(ruleProfiles.ofm[0]).toBe('OFM')
  expect(severityOf({ OAuth: 'info', FAPI2: 'fail' }, 'ofm')).toBe('fail')
  expect(severityOf({ OAuth: 'info', FAPI2: 'fail' }, 'oauth2')).toBe('info')
  expect(severityOf({ FAPI2: 'fail' }, 'oauth2')).toBeNull()
})
