import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { claimKind, claims, headers, isRegistered } from '@/lib/jose/claims'

const locale = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as Record<
  string,
  Record<string, string>
>

test.each([
  ['claims', claims],
  ['headers', headers],
])('every one of the %s has a meaning, and no meaning is without one', (block, registry) => {
  const keys = [...registry.keys()].map((name) => name.replace(/\W/g, '_'))
  expect(Object.keys(locale[block] ?? {}).toSorted()).toEqual(keys.toSorted())
  expect(Object.values(locale[block] ?? {}).every((meaning) => meaning.length > 0)).toBe(true)
})

test.each([
  ['claims', 'exp', 1, 'time'],
  ['claims', 'exp', '1', 'text'],
  ['claims', 'iss', 'https://as.example', 'text'],
  ['claims', 'aud', ['a'], 'json'],
  ['claims', 'at_hash', 'x', 'text'],
  ['claims', 'nobody', null, 'text'],
  ['headers', 'jwk', {}, 'json'],
  ['headers', 'exp', 1, 'text'],
] as const)('%s %s of %j is drawn as %s', (registry, name, value, kind) => {
  expect(claimKind(registry, name, value)).toBe(kind)
})

test('knows what is registered', () => {
  expect(isRegistered('headers', 'x5t#S256')).toBe(true)
  expect(isRegistered('claims', 'constructor')).toBe(false)
})
