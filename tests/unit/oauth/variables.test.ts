import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  fillJson,
  fillText,
  hasVariables,
  undefinedVariables,
  type VariableScope,
} from '@/lib/oauth/variables'

const now = Date.UTC(2026, 10, 28, 2, 42, 7, 345)

function scopeOf(values: Readonly<Record<string, string>> = {}): VariableScope {
  let made = 0
  return { now, values: new Map(Object.entries(values)), uuid: () => `uuid-${++made}` }
}

describe('a variable', () => {
  test.each([
    ['{{dp_id}}', 'DP1'],
    ['a {{ dp_id }} b', 'a DP1 b'],
    ['{{dp_id}}{{dp_id}}', 'DP1DP1'],
    ['{{uuid}} {{uuid}}', 'uuid-1 uuid-2'],
    ['{{now}}', '2026-11-28T02:42:07Z'],
    ['{{now+90d}}', '2027-02-26T02:42:07Z'],
    ['{{now-120s}}', '2026-11-28T02:40:07Z'],
    ['{{now+2h}}', '2026-11-28T04:42:07Z'],
    ['{{now-5m|epoch}}', String(now / 1000 - 300.345)],
    ['{{now|http}}', 'Sat, 28 Nov 2026 02:42:07 GMT'],
    ['{{now | iso}}', '2026-11-28T02:42:07Z'],
    ['{{today}}', '2026-11-28'],
    ['{{today+90d}}', '2027-02-26'],
    ['{{today-1d}}', '2026-11-27'],
    ['{{auth_time}}', '1795833764'],
    ['{{auth_time|http}}', 'Sat, 28 Nov 2026 02:42:44 GMT'],
    ['{{auth_time|iso}}', '2026-11-28T02:42:44Z'],
    ['no variable { } {{}} {{ }', 'no variable { } {{}} {{ }'],
  ])('%j becomes %j', (text, value) => {
    const scope = scopeOf({ dp_id: 'DP1', auth_time: '1795833764' })
    expect(fillText(text, scope)).toEqual({ value, unknown: [] })
  })

  test.each([
    '{{consent_end}}',
    '{{now+90}}',
    '{{now+9999999d}}',
    '{{today+1h}}',
    '{{now|rfc}}',
    '{{dp_id|http}}',
    '{{uuid|iso}}',
    '{{now|constructor}}',
    '{{__proto__}}',
  ])('%s without a value stays and is listed', (text) => {
    expect(fillText(`x${text}`, scopeOf({ dp_id: 'DP1' }))).toEqual({
      value: `x${text}`,
      unknown: [text],
    })
  })

  test('is not looked for in the value of another one', () => {
    const scope = scopeOf({ a: '{{b}}', b: 'secret' })
    expect(fillText('{{a}}', scope).value).toBe('{{b}}')
  })
})

describe('in JSON', () => {
  test('only texts are filled, and their names are not', () => {
    const json = { '{{dp_id}}': ['{{dp_id}}', 1, null, { end: '{{today}}' }] }
    expect(fillJson(json, scopeOf({ dp_id: '"],"x":["' })).value).toEqual({
      '{{dp_id}}': ['"],"x":["', 1, null, { end: '2026-11-28' }],
    })
  })

  test('a text that is only a time in seconds becomes a number', () => {
    const { value } = fillJson({ exp: '{{now-120s|epoch}}', text: 'at {{now|epoch}}' }, scopeOf())
    expect(value).toEqual({
      exp: Math.floor(now / 1000) - 120,
      text: `at ${Math.floor(now / 1000)}`,
    })
  })
})

test('what a profile may use before it has a flow is not undefined', () => {
  expect(undefinedVariables('{{auth_time|http}} {{dp_id}} {{other}}', ['dp_id'])).toEqual([
    '{{other}}',
  ])
})

test('a text without variables is returned as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!hasVariables(text))
      expect(fillText(text, scopeOf())).toEqual({ value: text, unknown: [] })
    }),
  )
})
