import { describe, expect, test } from 'vitest'
import { formatJson, judgeDetails } from '@/lib/oauth/authorization-details'
import { checkDraft, replacedParams, trimDraft } from '@/lib/oauth/profile-draft'
import { clientDefaults, newDraft, withBasis } from '@/lib/oauth/profile-defaults'

const now = Date.UTC(2026, 10, 21, 6, 50)
const filled = {
  ...withBasis(newDraft(now), { clientId: 'tpp' }, now),
  issuer: 'https://auth.example',
  redirectUris: ['https://app.example/cb'],
}
const type = 'urn:openfinance-ml:account-access-consent:v1.2'

describe('a new profile', () => {
  test('has details that end in the future, and lacks only what cannot be guessed', () => {
    expect(JSON.parse(newDraft(now).authorizationDetails)).toEqual([
      {
        type,
        consent: {
          consent_type: type,
          consent_purpose: 'pfm',
          permissions: ['read_accounts', 'read_transactions', 'read_balances'],
          expiration_datetime: '2027-02-19T00:00:00Z',
        },
      },
    ])
    expect(checkDraft(filled)).toEqual([])
  })

  test('follows what it is checked against, and comes back', () => {
    const fapi = withBasis(filled, { ruleProfile: 'fapi2' }, now)
    expect(fapi).toMatchObject({ ...clientDefaults.fapi2, addScopeOpenid: false })
    expect(withBasis(fapi, { ruleProfile: 'ofm' }, now)).toMatchObject({
      scope: filled.scope,
      requestAs: 'request-object',
    })
  })

  test('keeps details that were changed', () => {
    const own = { ...filled, authorizationDetails: '[]' }
    expect(withBasis(own, { clientId: 'other', ruleProfile: 'oauth2' }, now)).toMatchObject({
      authorizationDetails: '[]',
      sendBy: 'url',
    })
  })
})

describe('judgeDetails', () => {
  const listed = { authorization_details_types_supported: ['a', 'b'] }
  test.each([
    ['', null, { kind: 'empty' }],
    ['[{"type":"a"},\n}', null, { kind: 'not_json', error: '"}" at line 2, column 1' }],
    ['{"type":"a"}', listed, { kind: 'not_array' }],
    ['[{"type":"a"},{}]', listed, { kind: 'no_type', position: 2 }],
    ['[null]', listed, { kind: 'no_type', position: 1 }],
    ['[{"type":"a"}]', null, { kind: 'not_published' }],
    ['[{"type":"a"},{"type":"c"}]', listed, { kind: 'not_listed', type: 'c' }],
    ['[{"type":"b"}]', listed, { kind: 'listed' }],
    ['[]', listed, { kind: 'listed' }],
  ])('%j', (text, metadata, verdict) => {
    expect(judgeDetails(text, metadata)).toEqual(verdict)
  })
})

test('formatJson puts JSON on lines, and leaves anything else', () => {
  expect(formatJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(formatJson('{"a":')).toBeNull()
})

describe('checkDraft', () => {
  const auth = filled.clientAuth
  test.each([
    ['claims', { claims: '{' }, 'field_not_json'],
    ['claims', { claims: '[]' }, 'field_not_object'],
    ['authorizationDetails', { authorizationDetails: '{}' }, 'field_not_array'],
    ['discovery', { discovery: { kind: 'url', url: 'http://as.example' } }, 'url_not_https'],
    ['discovery', { discovery: { kind: 'url', url: 'as' } }, 'url_not_absolute'],
    ['discovery', { discovery: { kind: 'document', text: ' ' } }, 'metadata_text_missing'],
    ['discovery', { discovery: { kind: 'document', text: '[]' } }, 'field_not_object'],
    ['authorizationParams', { authorizationParams: [['', 'x']] }, 'param_name_missing'],
    ['resourceServers', { resourceServers: ['http://rs.example'] }, 'url_not_https'],
    ['clientAuth.lifetime', { clientAuth: { ...auth, lifetime: 0 } }, 'lifetime_range'],
    ['clientAuth.lifetime', { clientAuth: { ...auth, lifetime: 3601 } }, 'lifetime_range'],
    ['clientAuth.lifetime', { clientAuth: { ...auth, lifetime: 1.5 } }, 'lifetime_range'],
    ['codeLifetime', { codeLifetime: 0 }, 'code_lifetime_range'],
    ['codeLifetime', { codeLifetime: 3601 }, 'code_lifetime_range'],
    ['codeLifetime', { codeLifetime: 0.5 }, 'code_lifetime_range'],
    ['clientAuth.extraClaims', { clientAuth: { ...auth, extraClaims: '1' } }, 'field_not_object'],
    ['clientAuth.extraHeader', { clientAuth: { ...auth, extraHeader: 'x' } }, 'field_not_json'],
  ] as const)('%s: %j', (field, change, code) => {
    expect(checkDraft({ ...filled, ...change })).toEqual([expect.objectContaining({ code, field })])
  })

  test('takes parameters that Parley sends itself, which are named', () => {
    const draft = {
      ...filled,
      authorizationParams: [
        ['state', 'x'],
        ['dp_id', 'y'],
      ] as const,
    }
    expect(checkDraft(draft)).toEqual([])
    expect(replacedParams(draft, 'authorizationParams')).toEqual(['state'])
    expect(replacedParams(draft, 'tokenParams')).toEqual([])
  })
})

test('trimDraft drops what is empty and keeps the spaces of values', () => {
  expect(
    trimDraft({
      ...filled,
      discovery: { kind: 'url', url: ' ' },
      scope: ' openid  accounts ',
      authorizationParams: [
        ['', ''],
        [' a ', ' b '],
      ],
      resourceServers: [' https://rs.example ', ''],
    }),
  ).toMatchObject({
    discovery: { kind: 'derived' },
    scope: 'openid accounts',
    authorizationParams: [['a', ' b ']],
    resourceServers: ['https://rs.example'],
  })
})
