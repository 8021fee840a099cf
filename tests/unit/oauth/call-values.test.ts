import { describe, expect, test } from 'vitest'
import { judgeExpectation } from '@/lib/oauth/call-outcome'
import { callSecrets, withoutCallSecrets } from '@/lib/oauth/call-secrets'
import {
  callHeaderRows,
  callScope,
  emptyCall,
  fillCall,
  withCallHeader,
  type CallValues,
} from '@/lib/oauth/call-values'
import { callsOf } from '@/lib/oauth/ecosystem-calls'
import { headersOfProfile } from '@/lib/oauth/call-headers'
import { ruleProfileNames } from '@/lib/model/rule-profiles'

const profile = { headers: headersOfProfile.uk, clientId: 'c', resourceServers: ['https://rs/'] }
const clock = { now: 0, uuid: () => 'u-1' }
const filled = (values: Partial<CallValues>, variables: readonly [string, string][] = []) =>
  fillCall(
    profile,
    { ...emptyCall, ...values },
    callScope({ ...profile, variables }, clock, [['auth_time', '10']]),
  )

describe('filling a call', () => {
  test('the first resource server is the base, unless the profile has the variable', () => {
    expect(filled({ url: '{{resource_base}}/a' }).url).toBe('https://rs/a')
    expect(filled({ url: '{{resource_base}}/a' }, [['resource_base', 'https://x']]).url).toBe(
      'https://x/a',
    )
  })

  test('headers of the ecosystem are filled; those without a value are not sent', () => {
    expect(filled({}).headers).toEqual([
      ['x-fapi-interaction-id', 'u-1'],
      ['x-fapi-auth-date', 'Thu, 01 Jan 1970 00:00:10 GMT'],
      ['accept', 'application/json'],
    ])
  })

  test('a header is replaced, left out and added, whatever its case', () => {
    const headers = { 'X-FAPI-Auth-Date': null, Accept: 'text/csv', 'x-own': '{{uuid}}' }
    expect(filled({ headers }).headers).toEqual([
      ['x-fapi-interaction-id', 'u-1'],
      ['accept', 'text/csv'],
      ['x-own', 'u-1'],
    ])
  })

  test('a value cannot change the structure of a JSON body', () => {
    const { body } = filled({ method: 'POST', body: '{"a":"{{v}}"}' }, [['v', '","b":"1']])
    expect(JSON.parse(body)).toEqual({ a: '","b":"1' })
  })

  test('a variable without a value is named with its field', () => {
    const { issues } = filled({
      url: '{{x}}',
      headers: { h: '{{y}}' },
      method: 'POST',
      body: '{{z}}',
    })
    expect(issues.map(({ field, seen }) => [field, seen])).toEqual(
      expect.arrayContaining([
        ['url', '{{x}}'],
        ['headers.h', '{{y}}'],
        ['body', '{{z}}'],
      ]),
    )
  })

  test('the id of a consent is encoded in the URL', () => {
    const scope = callScope({ ...profile, variables: [] }, clock, [['consent.id', 'a/../b?c']])
    const values = { ...emptyCall, url: 'https://rs/{{consent.id}}' }
    expect(fillCall(profile, values, scope).url).toBe('https://rs/a%2F..%2Fb%3Fc')
  })

  test('a GET has no body, and an idempotency key only what writes', () => {
    expect(filled({ body: '{}' }).body).toBe('')
    const names = (method: string) =>
      callHeaderRows(profile, { ...emptyCall, method }).map(({ name }) => name)
    expect(names('GET')).not.toContain('x-idempotency-key')
    expect(names('POST')).toContain('x-idempotency-key')
  })

  test('a change is undone', () => {
    const changed = withCallHeader(emptyCall, 'x-v', '2')
    expect(withCallHeader(changed, 'X-V', undefined)).toEqual(emptyCall)
  })
})

describe('secrets of a call', () => {
  const values: CallValues = {
    ...emptyCall,
    url: 'https://rs/a?access_token=geheim&b=1',
    headers: { authorization: 'Bearer geheim', 'x-v': '1', cookie: null },
    body: '{"client_secret":"geheim"}',
  }
  test('are named and left out', () => {
    expect(callSecrets(values)).toEqual(
      expect.arrayContaining(['authorization', 'access_token', 'client_secret']),
    )
    const plain = withoutCallSecrets(values)
    expect(JSON.stringify(plain)).not.toContain('geheim')
    expect(plain.headers).toEqual({ 'x-v': '1', cookie: null })
    expect(callSecrets(plain)).toEqual([])
  })
  test('a variable is a name, not a secret', () => {
    const url = 'https://rs/a?access_token={{mine}}'
    expect(withoutCallSecrets({ ...values, url }).url).toBe(url)
  })
})

describe('the expectation', () => {
  const received = { status: 200, headers: [], body: '{}', truncated: false }
  const codes = (status: string, json: boolean, more: object = {}) =>
    judgeExpectation({ status, json }, { ...received, ...more }).issues.map(({ code }) => code)

  test.each([
    ['2xx', []],
    ['200', []],
    ['', []],
    ['4XX', ['call_status']],
    ['201', ['call_status']],
  ])('%s', (status, expected) => expect(codes(status, false)).toEqual(expected))

  test('JSON is compared only if the body is complete', () => {
    expect(codes('', true, { body: '<html>' })).toEqual(['call_not_json'])
    expect(codes('', true, { status: 204, body: '' })).toEqual([])
    const cut = judgeExpectation({ status: '', json: true }, { ...received, truncated: true })
    expect(cut).toEqual({ issues: [], isPartial: true })
  })

  test('without a response nothing is expected to fit', () =>
    expect(codes('', false, { status: null })).toEqual(['call_no_response']))
})

test('the calls of the ecosystems have different names and need only known variables', () => {
  for (const ruleProfile of ruleProfileNames) {
    const calls = callsOf(ruleProfile)
    expect(new Set(calls.map(({ name }) => name)).size).toBe(calls.length)
    for (const { values } of calls)
      expect(
        fillCall(
          profile,
          values,
          callScope({ ...profile, variables: [['account_id', '1']] }, clock),
        ).issues,
      ).toEqual([])
  }
})
