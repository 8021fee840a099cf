import { describe, expect, test } from 'vitest'
import { authorizeParams } from '@/lib/oauth/authorize-params'
import {
  applyValues,
  changeJwt,
  countValues,
  noJwtChanges,
  noValues,
  type RequestValues,
} from '@/lib/oauth/request-values'
import { valuesOfRequest } from '@/lib/oauth/values-of-request'
import { bankProfile } from '../../samples/bank-profile'

const scope = {
  now: Date.UTC(2026, 0, 1),
  values: new Map([['dp_id', 'DP1']]),
  uuid: () => 'u1',
}
const fresh = {
  redirectUri: 'https://app.example/cb',
  state: 'fresh',
  nonce: 'fresh',
  codeChallenge: 'c',
  dpopJkt: null,
}

function paramsWith(values: Partial<RequestValues>, profile = bankProfile) {
  const applied = applyValues(profile, { ...noValues, ...values }, scope)
  if ('issues' in applied) return applied.issues
  const made = authorizeParams(applied.profile, fresh)
  if ('issues' in made) throw new Error(JSON.stringify(made.issues))
  return Object.fromEntries(made.params.filter(([name]) => !applied.without.includes(name)))
}

describe('values of a request', () => {
  test('replace those of the profile, and leave the profile as it is', () => {
    const before = JSON.stringify(bankProfile)
    expect(
      paramsWith({ params: { scope: 'openid x', state: 's', login_hint: 'a' } }),
    ).toMatchObject({ scope: 'openid x', state: 's', login_hint: 'a', nonce: 'fresh' })
    expect(JSON.stringify(bankProfile)).toBe(before)
  })

  test('are left out if they are null', () => {
    const params = { scope: null, state: null, nonce: null, code_challenge: null }
    const sent = paramsWith({ params })
    expect(Object.keys(params).filter((name) => name in (sent as object))).toEqual([])
  })

  test('replace an extra parameter of the profile in its place', () => {
    const profile = {
      ...bankProfile,
      authorizationParams: [
        ['a', '1'],
        ['resource', 'https://x/'],
        ['resource', 'https://y/'],
        ['b', '2'],
      ] as const,
    }
    const applied = applyValues(
      profile,
      { ...noValues, params: { resource: 'https://z/ https://w/', a: null } },
      scope,
    )
    expect('profile' in applied && applied.profile.authorizationParams).toEqual([
      ['resource', 'https://z/'],
      ['resource', 'https://w/'],
      ['b', '2'],
    ])
  })

  test('have their variables filled', () => {
    const details = '[{"type":"t","dp":"{{dp_id}}","until":"{{today+1d}}"}]'
    expect(
      paramsWith({ params: { authorization_details: details, ref: '{{uuid}}' } }),
    ).toMatchObject({
      authorization_details: '[{"type":"t","dp":"DP1","until":"2026-01-02"}]',
      ref: 'u1',
    })
  })

  test('name each variable without a value, in every part', () => {
    const issues = paramsWith({
      params: { scope: '{{a}}' },
      codeVerifier: '{{b}}',
      headers: { 'x-h': '{{c}}' },
      assertion: { aud: '{{d}}', claims: '{"x":"{{e}}"}' },
      requestObject: { header: '{"x":"{{f}}"}' },
    })
    expect(issues).toMatchObject(
      [
        ['scope', 'a'],
        ['headers.x-h', 'c'],
        ['codeVerifier', 'b'],
        ['assertion.aud', 'd'],
        ['assertion.claims', 'e'],
        ['requestObject.header', 'f'],
      ].map(([field, name]) => ({ code: 'variable_unknown', field, seen: `{{${name}}}` })),
    )
  })

  test('cannot set a header that the browser sets, or break JSON', () => {
    expect(paramsWith({ headers: { Host: 'a' }, assertion: { claims: '{' } })).toMatchObject([
      { code: 'header_reserved', field: 'headers.Host' },
      { code: 'field_not_json', field: 'assertion.claims' },
    ])
  })

  test('are counted', () => {
    expect(countValues(noValues)).toBe(0)
    const values = { params: { a: '1', b: null }, headers: { c: '' }, codeVerifier: 'v' }
    expect(countValues({ ...noValues, ...values, assertion: { lifetime: null } })).toBe(5)
  })
})

describe('a JWT', () => {
  test('is changed in its claims, its header and its lifetime', () => {
    const header = { alg: 'PS256', typ: 'JWT' }
    const claims = { iat: 100, exp: 160, aud: 'a', jti: 'j' }
    changeJwt(header, claims, {
      header: { typ: null, kid: 'k' },
      claims: { aud: ['b'], jti: null },
      lifetime: -5,
    })
    expect({ header, claims }).toEqual({
      header: { alg: 'PS256', kid: 'k' },
      claims: { iat: 100, exp: 95, aud: ['b'] },
    })
  })

  test('is left without exp', () => {
    const claims = { iat: 100, exp: 160 }
    changeJwt({}, claims, { ...noJwtChanges, lifetime: null })
    expect(claims).toEqual({ iat: 100 })
  })
})

describe('the values of a request that was sent', () => {
  const own = [
    ['client_id', 'c'],
    ['scope', 'openid'],
    ['claims', '{"a":1,"b":2}'],
    ['acr_values', 'x'],
    ['state', 'fresh'],
  ] as const

  test('are what differs from the profile; what is made for each request stays fresh', () => {
    const sent = [
      ['client_id', 'c'],
      ['scope', 'openid accounts'],
      ['claims', '{"b":2, "a":1}'],
      ['state', 's1'],
      ['nonce', 'n1'],
      ['jti', 'j'],
      ['resource', 'https://a/'],
      ['resource', 'https://b/'],
    ] as const
    expect(valuesOfRequest(sent, own).params).toEqual({
      scope: 'openid accounts',
      resource: 'https://a/ https://b/',
      acr_values: null,
    })
  })

  test('are none if the profile sends the same', () => {
    expect(valuesOfRequest(own, own)).toEqual(noValues)
  })
})
