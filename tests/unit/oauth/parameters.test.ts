import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parameters } from '@/lib/oauth/parameters'
import { responseParameters, tokenMembers } from '@/lib/oauth/registered-members'

const locale = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as Record<
  string,
  Record<string, string>
>

test('every parameter has a meaning, and no meaning is without one', () => {
  const meanings = locale['parameters'] ?? {}
  const keys = [...parameters.keys()].map((name) => name.replaceAll('-', '_'))
  expect(Object.keys(meanings).toSorted()).toEqual(keys.toSorted())
  expect(Object.values(meanings).every((meaning) => meaning.length > 0)).toBe(true)
})

test('every registered parameter and member of a response has a meaning', () => {
  const names = [...responseParameters, ...tokenMembers]
  expect(names.filter((name) => !parameters.has(name))).toEqual([])
})
