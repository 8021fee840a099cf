import { expect, test } from 'vitest'
import { isRejectedByApps } from '@/lib/flow/read/rejected-response'
import type { RuleResult } from '@/lib/model/rule-result'
import { registry } from '@/lib/rules/registry'
import { judge } from '@/lib/rules/run'
import { changed, code, context, issuer, response, state } from '../../rules/artefacts'

const parts = { code, state, iss: issuer }
const results = (
  members: Partial<typeof parts>,
  ruleProfile: 'oauth2' | 'fapi2',
  promised: boolean,
) => {
  const metadata = changed({
    authorization_response_iss_parameter_supported: promised || undefined,
  })
  const query = `?${new URLSearchParams(JSON.parse(JSON.stringify(members)) as Record<string, string>).toString()}`
  const artefact = response(query, {}, { ...context, metadata, ruleProfile })
  return { results: judge('authorization-response', artefact, ruleProfile) }
}

test('an app rejects another issuer or state, and no iss where it is promised', () => {
  for (const profile of ['oauth2', 'fapi2'] as const) {
    expect(isRejectedByApps(results(parts, profile, true))).toBe(false)
    expect(isRejectedByApps(results({ ...parts, state: 'other' }, profile, true))).toBe(true)
    expect(isRejectedByApps(results({ ...parts, iss: `${issuer}/` }, profile, true))).toBe(true)
    expect(isRejectedByApps(results({ code, state }, profile, true))).toBe(true)
  }
})

test('an app accepts a response without iss if the metadata does not promise it, even under FAPI', () => {
  const required = results({ code, state }, 'fapi2', false)
  expect(required.results.find(({ id }) => id === 'ar-iss-present')?.outcome).toBe('failed')
  expect(isRejectedByApps(required)).toBe(false)
})

const failed = (id: string, findingCode: string, more: Partial<RuleResult> = {}): RuleResult => ({
  id,
  on: 'jwt',
  of: 'message',
  about: '',
  outcome: 'failed',
  severity: 'fail',
  findings: [{ code: findingCode }],
  refs: [],
  ...more,
})

test.each([
  ['ar-redirect-https', 'scheme'],
  ['ar-params-for-type', 'unasked'],
  ['ar-error-charset', 'error'],
  ['ar-code-reuse', 'taken'],
  ['jarm-exp', 'milliseconds'],
  ['idt-aud', 'others'],
])('a finding that an app cannot see does not reject the response: %s %s', (id, findingCode) => {
  expect(isRejectedByApps({ results: [failed(id, findingCode)] })).toBe(false)
})

test('neither a bad access token nor a warning rejects the response', () => {
  const unsigned = failed('jose-alg-none', 'none')
  expect(isRejectedByApps({ results: [{ ...unsigned, of: 'id_token' }] })).toBe(true)
  expect(isRejectedByApps({ results: [{ ...unsigned, of: 'access_token' }] })).toBe(false)
  expect(isRejectedByApps({ results: [{ ...unsigned, severity: 'warn' }] })).toBe(false)
  expect(
    Object.values(registry)
      .flat()
      .map(({ id }) => id),
  ).toContain(unsigned.id)
})
