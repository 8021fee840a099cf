import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

type Texts = Readonly<Record<string, string>>
const { rules, phrases } = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
  readonly rules: Readonly<Record<string, Texts & { readonly fixes?: Texts }>>
  readonly phrases: Texts
}

const words = (text: string) => text.replaceAll(/`[^`]*`/g, 'x').split(' ').length
const verdicts = Object.entries(rules).flatMap(([rule, { fixes = {}, ...texts }]) =>
  Object.keys(fixes).map((code) => ({ rule, code, text: texts[code] ?? '' })),
)

test('the phrase of each passed check has at most five words', () => {
  const long = Object.entries(rules).filter(
    ([, { phrase, passed = '' }]) => words(phrase ?? passed) > 5,
  )
  expect(long.map(([rule]) => rule)).toEqual([])
})

test('the phrase of each finding has at most five words', () => {
  expect(verdicts.length).toBeGreaterThan(300)
  const long = verdicts.filter(({ code, text }) => words(text) > 5 && !phrases[code])
  expect(long.map(({ rule, code }) => `${rule} ${code}`)).toEqual([])
  expect(Object.entries(phrases).filter(([, text]) => words(text) > 5)).toEqual([])
})

test('each phrase is used', () => {
  const codes = new Set(verdicts.filter(({ text }) => words(text) > 5).map(({ code }) => code))
  expect(Object.keys(phrases).filter((code) => !codes.has(code))).toEqual([])
})
