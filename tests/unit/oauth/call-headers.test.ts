import { describe, expect, test } from 'vitest'
import { checkDraft } from '@/lib/oauth/profile-draft'
import { emptyDraft } from '@/lib/oauth/profile-defaults'
import { fillProfile } from '@/lib/oauth/fill-profile'
import { headerFault, headersFor, headersOfProfile } from '@/lib/oauth/call-headers'
import { ruleProfileNames } from '@/lib/model/rule-profiles'

const scope = {
  now: Date.UTC(2026, 10, 28),
  values: new Map([['auth_time', '1795833764']]),
  uuid: () => 'a-uuid',
}
const rows = [
  { name: 'x-all', value: '{{uuid}}', on: 'all' },
  { name: 'x-server', value: '1', on: 'server' },
  { name: 'x-resource', value: '{{auth_time|http}}', on: 'resources' },
  { name: 'x-write', value: '2', on: 'writes' },
  { name: 'x-empty', value: '', on: 'all' },
  { name: 'x-unknown', value: '{{missing}}', on: 'all' },
  { name: 'Authorization', value: 'Bearer x', on: 'all' },
] as const

describe('the headers of a call', () => {
  test.each([
    ['par', 'POST', ['x-all', 'x-server']],
    ['token', 'POST', ['x-all', 'x-server']],
    ['introspection', 'POST', ['x-all', 'x-server']],
    ['revocation', 'POST', ['x-all', 'x-server']],
    ['userinfo', 'GET', ['x-all', 'x-resource']],
    ['resource', 'GET', ['x-all', 'x-resource']],
    ['resource', 'post', ['x-all', 'x-resource', 'x-write']],
    ['resource', 'DELETE', ['x-all', 'x-resource']],
  ] as const)('to %s with %s', (endpoint, method, names) => {
    const sent = headersFor(rows, { endpoint, method }, scope)
    expect(sent.map(([name]) => name)).toEqual(names)
  })

  test('have fresh values', () => {
    expect(headersFor(rows, { endpoint: 'resource', method: 'GET' }, scope)).toEqual([
      ['x-all', 'a-uuid'],
      ['x-resource', 'Sat, 28 Nov 2026 02:42:44 GMT'],
    ])
  })
})

test.each([
  ['Authorization', 'header_reserved'],
  ['dpop', 'header_reserved'],
  ['Cookie', 'header_reserved'],
  ['Sec-Fetch-Site', 'header_reserved'],
  ['proxy-authorization', 'header_reserved'],
  ['x y', 'header_malformed'],
  ['', 'header_malformed'],
  ['x-fapi-interaction-id', null],
  ['Content-Type', null],
])('the name %j: %s', (name, fault) => {
  expect(headerFault(name)).toBe(fault)
})

test.each(ruleProfileNames)('the headers of %s can be sent and have known variables', (name) => {
  const draft = { ...emptyDraft, headers: headersOfProfile[name] }
  expect(checkDraft(draft).filter(({ field }) => field === 'headers')).toEqual([])
})

describe('a profile with variables', () => {
  const profile = {
    ...emptyDraft,
    scope: 'openid {{scope}}',
    claims: '{"id_token":{"acr":{"value":"{{acr}}"}}}',
    authorizationDetails: '[{"type":"t","dp_id":"{{dp}}"}]',
    authorizationParams: [['login_hint', '{{dp}}']] as const,
    tokenParams: [['provider_code', '{{dp}}']] as const,
    clientAuth: { ...emptyDraft.clientAuth, extraClaims: '{"exp":"{{now+60s|epoch}}"}' },
  }
  const values = new Map([
    ['scope', 'accounts'],
    ['acr', 'high'],
    ['dp', 'a "quoted" bank'],
  ])

  test('sends their values, and JSON keeps its structure', () => {
    const filled = fillProfile(profile, { ...scope, values })
    expect(filled).toMatchObject({
      scope: 'openid accounts',
      claims: '{"id_token":{"acr":{"value":"high"}}}',
      authorizationDetails: '[{"type":"t","dp_id":"a \\"quoted\\" bank"}]',
      authorizationParams: [['login_hint', 'a "quoted" bank']],
      tokenParams: [['provider_code', 'a "quoted" bank']],
    })
    expect('clientAuth' in filled && JSON.parse(filled.clientAuth.extraClaims)).toEqual({
      exp: scope.now / 1000 + 60,
    })
  })

  test('names the ones that nothing defines, at their setting', () => {
    const filled = fillProfile(profile, { ...scope, values: new Map([['acr', 'high']]) })
    expect('issues' in filled && filled.issues.map(({ field, seen }) => [field, seen])).toEqual([
      ['scope', '{{scope}}'],
      ['authorizationDetails', '{{dp}}'],
      ['authorizationParams', '{{dp}}'],
      ['tokenParams', '{{dp}}'],
    ])
  })

  test('cannot be saved before they are defined', () => {
    const headers = [{ name: 'x-dp', value: '{{dp}}', on: 'all' }] as const
    const draft = { ...emptyDraft, issuer: 'https://as.example', clientId: 'c', headers }
    expect(checkDraft(draft)).toEqual([
      { code: 'variable_unknown', field: 'headers', seen: '{{dp}}' },
    ])
    expect(checkDraft({ ...draft, variables: [['dp', 'x']] })).toEqual([])
  })

  test('that is not valid JSON is left to the check of JSON', () => {
    const filled = fillProfile({ ...emptyDraft, claims: '{"a":{{dp}}' }, { ...scope, values })
    expect('claims' in filled && filled.claims).toBe('{"a":{{dp}}')
  })
})
