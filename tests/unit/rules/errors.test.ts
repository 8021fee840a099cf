import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { authorizationErrors } from '@/lib/oauth/errors'
import { specLinks } from '@/lib/model/spec-links'
import { tokenErrors } from '@/lib/oauth/token-errors'

const { errors } = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
  errors: Record<string, string>
}

/** What resource servers and the revocation endpoint answer, which no rule reads. */
const otherErrors = {
  invalid_token: 'RFC6750-3.1',
  insufficient_scope: 'RFC6750-3.1',
  insufficient_user_authentication: 'RFC9470-3',
  unsupported_token_type: 'RFC7009-2.2.1',
}

const all: Readonly<Record<string, string>> = {
  ...authorizationErrors,
  ...tokenErrors,
  ...otherErrors,
}

test.each(Object.entries(all))('%s has a clause and an explanation', (code, ref) => {
  expect(Object.keys(specLinks).some((prefix) => ref.startsWith(prefix))).toBe(true)
  expect(errors[code]).toMatch(/\.$/)
})

test('no explanation without a code', () => {
  expect(Object.keys(errors).toSorted()).toEqual(Object.keys(all).toSorted())
})
