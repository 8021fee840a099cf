import { expect, test } from 'vitest'
import { decisionOf, findingSeverity, profileIds } from '@/lib/catalogue/rule-pages'
import { allRules, catalogueRows, currentPages, keyOf, locale, rulesJson } from './rule-pages'

const { titles, texts, needs, owners, artefacts, specs } = locale.rule_pages
const lacking = (has: (id: string) => boolean) =>
  allRules.map(({ id }) => id).filter((id) => !has(id))
const ids = new Set(allRules.map(({ id }) => keyOf(id)))

test('every rule has a title', () => {
  expect(
    lacking((id) => Boolean(titles[keyOf(id)])),
    'add them to rule_pages.titles in lib/i18n/locales/en.yml',
  ).toEqual([])
  expect([titles, texts].flatMap(Object.keys).filter((key) => !ids.has(key))).toEqual([])
})

test('every rule has examples, what it needs and an owner in the catalogue', () => {
  expect(
    lacking((id) => {
      const row = catalogueRows.get(id)
      return Boolean(row?.good && row.bad && row.needs && row.owner && row.modules)
    }),
    'add good, bad, needs, owner and modules to their rows in tests/rules/catalogue.json',
  ).toEqual([])
})

test('every need, owner, artefact and specification has a text', () => {
  const named = currentPages.flatMap((page) => page.needs)
  expect(named.filter((need) => !needs[keyOf(need)])).toEqual([])
  expect(currentPages.filter(({ owner }) => !owners[owner]).map(({ id }) => id)).toEqual([])
  expect(currentPages.filter(({ on }) => !artefacts[keyOf(on)]).map(({ id }) => id)).toEqual([])
  const used = currentPages.flatMap(({ severity }) => Object.keys(severity))
  expect(used.filter((spec) => !specs[spec.replaceAll('.', '_')])).toEqual([])
})

test('every rule profile has a name', () => {
  expect(profileIds.filter((id) => !locale.ui.rule_profiles[id])).toEqual([])
})

test('lib/catalogue/rules.json has the data of every rule: run with -u', async () => {
  await expect(rulesJson()).toMatchFileSnapshot('../../lib/catalogue/rules.json')
})

test('a severity names the specification that it is from', () => {
  expect(decisionOf({ OAuth: 'info', FAPI2: 'fail' }, 'ofm')).toEqual({
    severity: 'fail',
    spec: 'FAPI2',
  })
  expect(decisionOf({ FAPI2: 'fail' }, 'oauth2')).toBeNull()
})

test('a finding can be milder than its rule, everywhere or in one specification', () => {
  const decision = { severity: 'fail', spec: 'OFM' } as const
  expect(findingSeverity({ code: 'a' }, decision)).toBe('fail')
  expect(findingSeverity({ code: 'a', severity: 'warn' }, decision)).toBe('warn')
  expect(findingSeverity({ code: 'a', severity: { OFM: 'info' } }, decision)).toBe('info')
  expect(findingSeverity({ code: 'a', severity: { UK: 'info' } }, decision)).toBe('fail')
})
