import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { authorizationErrors } from '@/lib/oauth/errors'
import { specLinks } from '@/lib/rules/spec-links'

const { errors } = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
  errors: Record<string, string>
}

test.each(Object.entries(authorizationErrors))(
  '%s has a clause and an explanation',
  (code, ref) => {
    expect(Object.keys(specLinks).some((prefix) => ref.startsWith(prefix))).toBe(true)
    expect(errors[code]).toMatch(/\.$/)
  },
)

test('no explanation without a code', () => {
  expect(Object.keys(errors).toSorted()).toEqual(Object.keys(authorizationErrors).toSorted())
})
