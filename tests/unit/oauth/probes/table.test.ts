import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readFileSync } from 'node:fs'
import { probeIds, type ProbeFacts } from '@/lib/oauth/probes/model'
import { outcomeOf, statusOf, type Received } from '@/lib/oauth/probes/outcome'
import { refsOf } from '@/lib/oauth/probes/rules'
import { modulesFor } from '@/lib/oauth/probes/suite'
import {
  placeOf,
  plannedSteps,
  probes,
  stepNamed,
  stepsOf,
  unmetNeed,
} from '@/lib/oauth/probes/table'
import type { Profile } from '@/lib/oauth/profile'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import { ruleProfileNames } from '@/lib/model/rule-profiles'
import { readRef } from '@/lib/model/spec-links'

const profile: Profile = {
  id: 'p',
  name: 'Bank',
  issuer: 'https://auth.example',
  clientId: 'tpp',
  redirectUris: ['https://app.example/cb'],
  ruleProfile: 'ofm',
  addScopeOpenid: false,
  createdAt: 0,
  ...clientDefaults.ofm,
}
const factsOf = (changes: Partial<Profile> = {}, more: Partial<ProbeFacts> = {}): ProbeFacts => ({
  profile: { ...profile, ...changes },
  metadata: {},
  keyAlgs: ['PS256', 'RS256'],
  ...more,
})
const probe = (id: string) => {
  const found = probes.find((each) => each.id === id)
  if (!found) throw new Error(id)
  return found
}
const needOf = (id: string, facts: ProbeFacts) => unmetNeed(probe(id), facts)

test('every number has a row, and every text of the locale', () => {
  expect(probes.map(({ id }) => id)).toEqual(probeIds)
  const locale = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
    probes: Record<'name' | 'why' | 'step' | 'needs', Record<string, string>>
  }
  const steps = probes.flatMap(({ steps: own }) => own.map(({ id }) => id.replaceAll('-', '_')))
  expect(Object.keys(locale.probes.step)).toEqual(expect.arrayContaining(steps))
  expect(new Set(Object.keys(locale.probes.step))).toEqual(new Set(steps))
  for (const texts of [locale.probes.name, locale.probes.why])
    expect(Object.keys(texts)).toEqual([...probeIds])
})

test('every step is found by its id, which begins with that of its test', () => {
  for (const each of probes)
    for (const step of each.steps) {
      expect(stepNamed(step.id)).toEqual({ probe: each, step })
      expect(step.id.startsWith(each.id)).toBe(true)
    }
  expect(stepNamed('S99')).toBeNull()
})

test('every test names a clause under every rule profile', () => {
  for (const ruleProfile of ruleProfileNames)
    for (const each of probes) {
      const facts = factsOf({ ruleProfile })
      if (unmetNeed(each, facts) === 'rules') continue
      const refs = refsOf(each, facts)
      expect([ruleProfile, each.id, refs.length]).not.toEqual([ruleProfile, each.id, 0])
      for (const ref of refs) expect(readRef(ref)).not.toBeNull()
    }
})

test('modules have the names of their plans', () => {
  const names = probes.flatMap(({ modules }) => modules)
  expect(names).toContain('fapi2-security-profile-final-par-attempt-invalid-http-method')
  expect(names).toContain('fapi1-advanced-final-par-attempt-invalid-http-method')
  expect(
    names.filter(
      (name) => !/^(fapi2-security-profile-final-|fapi1-advanced-final-|oidcc-)/.test(name),
    ),
  ).toEqual([])
  expect(modulesFor(probe('S01').modules, 'fapi1')).toEqual([
    'fapi1-advanced-final-par-attempt-invalid-http-method',
  ])
  expect(modulesFor(probe('S20').modules, 'other')).toHaveLength(5)
})

describe('a test is not offered', () => {
  test.each([
    ['S05', factsOf({ ruleProfile: 'oidc' }), 'rules'],
    ['S09', factsOf({ ruleProfile: 'fapi1' }), 'rules'],
    ['S01', factsOf({ sendBy: 'url' }), 'par'],
    [
      'S07',
      factsOf({ clientAuth: { ...profile.clientAuth, method: 'client_secret_basic' } }),
      'assertion',
    ],
    [
      'S01',
      factsOf({ clientAuth: { ...profile.clientAuth, method: 'client_secret_post' } }),
      'no_secret_in_form',
    ],
    ['S11', factsOf({}, { keyAlgs: ['ES256'] }), 'rsa_key'],
    ['S13', factsOf({ requestAs: 'parameters' }), 'request_object'],
    ['S17', factsOf({ ruleProfile: 'fapi2' }), 'rules'],
    ['S19', factsOf({ ruleProfile: 'oidc' }), 'rules'],
    ['S03', factsOf({ ruleProfile: 'oidc' }), 'rules'],
  ] as const)('%s where it does not apply', (id, facts, need) => {
    expect(needOf(id, facts)).toBe(need)
    expect(stepsOf(probe(id), facts)).toEqual([])
  })

  test('but it is if the metadata or a public client asks for it', () => {
    const none = { ...profile.clientAuth, method: 'none' } as const
    expect(needOf('S03', factsOf({ ruleProfile: 'oidc', clientAuth: none }))).toBeNull()
    const par = { metadata: { require_pushed_authorization_requests: true } }
    expect(needOf('S19', factsOf({ ruleProfile: 'oidc' }, par))).toBeNull()
    const signed = { metadata: { require_signed_request_object: true } }
    expect(needOf('S17', factsOf({ ruleProfile: 'fapi2' }, signed))).toBeNull()
  })
})

test('steps of a test follow the rule profile', () => {
  const ids = (id: string, changes: Partial<Profile>) =>
    stepsOf(probe(id), factsOf(changes)).map((step) => step.id)
  expect(ids('S18', { ruleProfile: 'fapi2' })).toEqual(['S18-code-id-token', 'S18-token'])
  expect(ids('S18', { ruleProfile: 'fapi1' })).toEqual(['S18-code'])
  expect(ids('S16', {})).toEqual(['S16-no-exp', 'S16-expired'])
  expect(ids('S16', { ruleProfile: 'fapi2ms' })).toHaveLength(5)
  expect(ids('S02', { requestAs: 'parameters' })).toEqual(['S02-form'])
})

test('tests that need the browser come last', () => {
  expect(plannedSteps(factsOf()).at(-1)).toBe('S19')
  const byUrl = factsOf({ sendBy: 'url', ruleProfile: 'fapi1' })
  expect(
    new Set(plannedSteps(byUrl).map((id) => placeOf(stepNamed(id)?.probe ?? probe('S01'), byUrl))),
  ).toEqual(new Set(['browser']))
})

describe('an outcome', () => {
  const response = (status: number, error: string | null = null, isGranted = false): Received => ({
    kind: 'response',
    status,
    error,
    isGranted,
  })
  const named = { statuses: [400, 401], errors: ['invalid_client'] }

  test.each([
    [response(401, 'invalid_client'), 'refused', null],
    [response(400, 'invalid_request'), 'refused-otherwise', null],
    [response(404), 'refused-otherwise', null],
    [response(201, null, true), 'accepted', null],
    [response(429), 'not-judged', 'rate_limited'],
    [response(429, 'invalid_client'), 'not-judged', 'rate_limited'],
    [response(500, 'server_error'), 'not-judged', 'server_error'],
    [response(403), 'not-judged', 'origin'],
    [response(403, 'access_denied'), 'refused-otherwise', null],
    [response(200), 'not-judged', 'unreadable'],
    [response(200, 'invalid_request'), 'refused-otherwise', null],
    [{ kind: 'failure', reason: 'network' }, 'not-judged', 'network'],
  ] as const)('of %j is %s', (received, outcome, reason) => {
    expect(outcomeOf(received, named)).toEqual({ outcome, reason })
  })

  test('without a code that the clause names, any error refuses', () => {
    expect(outcomeOf(response(400), {})).toEqual({ outcome: 'refused', reason: null })
  })

  test('is as bad as the clause says', () => {
    const facts = factsOf()
    const statusFor = (id: string, outcome: Parameters<typeof statusOf>[0], changes = {}) => {
      const of = stepNamed(id)
      return of && statusOf(outcome, of, changes ? factsOf(changes) : facts)
    }
    expect(statusFor('S07', 'refused')).toBe('pass')
    expect(statusFor('S07', 'refused-otherwise')).toBe('warn')
    expect(statusFor('S07', 'accepted')).toBe('fail')
    expect(statusFor('S07', 'not-judged')).toBe('neutral')
    expect(statusFor('S12', 'accepted')).toBe('warn')
    expect(statusFor('S09-8-seconds', 'accepted')).toBe('pass')
    expect(statusFor('S09-8-seconds', 'refused')).toBe('fail')
    expect(statusFor('S04', 'accepted', { ruleProfile: 'oauth2' })).toBe('warn')
    expect(statusFor('S20-path', 'accepted')).toBe('warn')
    expect(statusFor('S20-path', 'accepted', { sendBy: 'url' })).toBe('fail')
  })
})
