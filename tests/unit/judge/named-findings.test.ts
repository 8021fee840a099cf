import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { checkedByApps } from '@/lib/flow/read/rejected-response'
import { causes } from '@/lib/judge/causes'

type Texts = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const locale = new URL('../../../lib/i18n/locales/en.yml', import.meta.url)
const { rules } = parse(readFileSync(locale, 'utf8')) as { readonly rules: Texts }

/** The names of rules and findings that do not exist. */
function unknown(named: readonly (readonly [rule: string, ...codes: readonly string[]])[]) {
  return named.flatMap(([rule, ...codes]) => {
    const texts = rules[rule.replaceAll('-', '_')]
    return texts
      ? codes.filter((code) => !(code in texts)).map((code) => `${rule} ${code}`)
      : [rule]
  })
}

test('every finding in the table of causes exists', () => {
  expect(unknown(causes.flatMap(({ primary, covers }) => [...primary, ...covers]))).toEqual([])
})

test('every finding for which an app rejects a response exists', () => {
  expect(
    unknown(Object.entries(checkedByApps).map(([rule, codes]) => [rule, ...codes] as const)),
  ).toEqual([])
})
