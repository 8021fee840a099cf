import * as v from 'valibot'
import { expect, test } from 'vitest'
import { contains, ruleProfileNames } from '@/lib/model/rule-profiles'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import { profileEntries } from '@/lib/storage/profile-schema'

test('every rule profile can be stored, and so can those of earlier versions', () => {
  for (const name of [...ruleProfileNames, 'ofm', 'fapi2', 'oauth2'])
    expect(v.is(profileEntries.ruleProfile, name)).toBe(true)
  expect(v.is(profileEntries.ruleProfile, 'fapi3')).toBe(false)
})

test('a new profile of FAPI has bound tokens or signed requests', () => {
  for (const name of ruleProfileNames.filter((each) => contains(each, 'FAPI1A')))
    expect(clientDefaults[name]).toMatchObject({
      requestAs: 'request-object',
      bindTokens: 'certificate',
    })
})
