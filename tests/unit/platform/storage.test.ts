import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { defaultSettings, metadataKey, type MetadataRecord } from '@/lib/storage/state'
import { versioned } from '@/lib/storage/migrations'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import type { Profile } from '@/lib/oauth/profile'
import { keyValues, stateSource } from '@/lib/platform/storage'
import { profiles, settings } from '@/lib/platform/versioned-items'
import { bankProfile as good } from '../../samples/bank-profile'

const area = fakeBrowser.storage.local
const stored = async (key: string): Promise<unknown> => (await area.get(key))[key]

const removed: Profile = { ...good, id: 'p2', removedAt: 2 }
const broken = [
  null,
  'text',
  { id: 'p3' },
  { ...good, redirectUris: 'https://app.example/cb' },
  { ...good, ruleProfile: 'of another version' },
  { ...good, removedAt: 'yesterday' },
]

const record: MetadataRecord = {
  profileId: 'p1',
  issuer: good.issuer,
  fetchedAt: 1,
  took: 2,
  document: {
    url: `${good.issuer}/.well-known/openid-configuration`,
    form: 'oidc',
    issuer: good.issuer,
    status: 200,
    contentType: null,
    body: '{}',
    duplicates: [],
    json: { issuer: good.issuer, nested: { a: [1] } },
  },
  tries: [{ url: good.issuer, status: null, issues: [{ code: 'fetch_timeout', seen: 'a' }] }],
  issues: [{ code: 'metadata_issuer', seen: 'a' }],
  results: [
    {
      id: 'disc-issuer-present',
      on: 'metadata',
      of: 'message',
      about: 'issuer',
      outcome: 'failed',
      severity: 'warn',
      findings: [{ code: 'missing', expected: 'x', severity: 'info' }],
      refs: ['RFC8414-2'],
    },
  ],
}
const brokenRecords: readonly unknown[] = [
  { ...record, tries: undefined },
  'text',
  { ...record, issues: undefined },
  { ...record, document: { ...record.document, body: null } },
  { ...record, results: [{ ...record.results[0], refs: ['RFC9999-1'] }] },
  { ...record, results: [{ ...record.results[0], outcome: 'unknown' }] },
]

beforeEach(() => fakeBrowser.reset())
afterEach(() => vi.restoreAllMocks())

describe('profiles', () => {
  test('a value that fits is used unchanged', async () => {
    const later = { ...good, id: 'p4', addedByAnotherVersion: true }
    await area.set({ profiles: [good, removed, later] })
    expect(await profiles.getValue()).toEqual([good, removed, later])
  })

  test('what does not fit is left out, and is still there after a profile was saved', async () => {
    await area.set({ profiles: [broken[0], good, ...broken.slice(1)] })
    expect(await profiles.getValue()).toEqual([good])
    await profiles.setValue([{ ...good, name: 'Other' }, removed])
    expect(await stored('profiles')).toEqual([{ ...good, name: 'Other' }, removed, ...broken])
    expect(await profiles.getValue()).toEqual([{ ...good, name: 'Other' }, removed])
  })

  test.each([{ a: 1 }, 'text', 7])('%j in their place is kept as well', async (value) => {
    await area.set({ profiles: value })
    expect(await profiles.getValue()).toEqual([])
    await profiles.setValue([good])
    expect(await stored('profiles')).toEqual([good, value])
  })

  test('none at first', async () => {
    expect(await profiles.getValue()).toEqual([])
    await profiles.setValue([good])
    expect(await stored('profiles')).toEqual([good])
  })
})

describe('profiles of version 1, of before Parley was a client,', () => {
  const { id, name, issuer, clientId, redirectUris, ruleProfile, addScopeOpenid, createdAt } = good
  const old = { id, name, issuer, clientId, redirectUris, ruleProfile, addScopeOpenid, createdAt }
  const fapi2 = { ...old, id: 'p2', ruleProfile: 'fapi2', removedAt: 2 } as const
  const usable = [good, { ...fapi2, ...clientDefaults.fapi2 }]

  test.each([
    ['with', { profiles$: { v: 1 } }],
    ['without', {}],
  ])('can be used, %s their version, by the background and by the screens', async (_, version) => {
    await area.set({ ...version, profiles: [old, 'text', fapi2] })
    vi.resetModules()
    const fresh = await import('@/lib/platform/versioned-items')
    expect(await fresh.profiles.getValue()).toEqual(usable)
    expect(await stateSource.read('local', ['profiles'])).toEqual({ profiles: usable })
    expect(await stored('profiles')).toEqual([usable[0], 'text', usable[1]])
    vi.resetModules()
    const again = await import('@/lib/platform/versioned-items')
    await again.profiles.setValue([good])
    expect(await stored('profiles')).toEqual([good, 'text'])
  })
})

describe('settings', () => {
  test.each([{ currentProfileId: 7 }, {}, 'text', []])('%j is as none', async (value) => {
    await area.set({ settings: value })
    expect(await settings.getValue()).toEqual(defaultSettings)
    expect(await stored('settings')).toEqual(value)
  })

  test('those of the version before confirm no host', () => {
    const before = { currentProfileId: 'p1', watchOthers: false, notices: true }
    expect(versioned.settings.migrations[3]?.(before)).toEqual({ ...before, confirmedHosts: [] })
    expect(versioned.settings.migrations[3]?.('text')).toBe('text')
  })

  test('a choice is kept', async () => {
    await settings.setValue({ ...defaultSettings, currentProfileId: 'p1' })
    expect(await settings.getValue()).toEqual({ ...defaultSettings, currentProfileId: 'p1' })
  })
})

test('settings of version 1 are kept, and what is new in them is as usual', async () => {
  await area.set({ settings$: { v: 1 }, settings: { currentProfileId: 'p1' } })
  vi.resetModules()
  const fresh = await import('@/lib/platform/versioned-items')
  expect(await fresh.settings.getValue()).toEqual({ ...defaultSettings, currentProfileId: 'p1' })
})

test('settings of version 3 keep every choice', async () => {
  const chosen = { currentProfileId: 'p1', notices: true, confirmedHosts: ['https://as.example/*'] }
  await area.set({ settings$: { v: 3 }, settings: { ...chosen, watchOthers: false } })
  vi.resetModules()
  const fresh = await import('@/lib/platform/versioned-items')
  expect(await fresh.settings.getValue()).toEqual({ ...chosen, watchThirdParty: false })
})

test('profiles of version 2 hold nothing and know no lifetime of codes', async () => {
  const { hold: _, codeLifetime: __, ...old } = good
  await area.set({ profiles$: { v: 2 }, profiles: [old] })
  vi.resetModules()
  const fresh = await import('@/lib/platform/versioned-items')
  expect(await fresh.profiles.getValue()).toEqual([{ ...old, hold: false, codeLifetime: null }])
})

describe('metadata', () => {
  const key = metadataKey('p1')

  test('a whole record is used, as is one of a server that did not answer', async () => {
    const none = { ...record, document: null, results: [] }
    await area.set({ [key]: record, [metadataKey('p2')]: none })
    expect(await keyValues('local').get([key, metadataKey('p2')])).toEqual({
      [key]: record,
      [metadataKey('p2')]: none,
    })
  })

  test('of version 0.1, whose results do not say what they are about, is used', async () => {
    const results = record.results.map(({ on: _, of: __, ...old }) => old)
    await area.set({ [key]: { ...record, results } })
    expect(await keyValues('local').get([key])).toEqual({ [key]: record })
  })

  test.each(brokenRecords)('%j is left out, and stays in storage', async (value) => {
    await area.set({ [key]: value })
    expect((await keyValues('local').get([key]))[key]).toBeUndefined()
    expect(await stored(key)).toEqual(value)
  })
})

test('the screens see no more than the background', async () => {
  const values = { profiles: [good, ...broken], settings: 7, [metadataKey('p1')]: 'text' }
  const seen = { profiles: [good], settings: undefined, [metadataKey('p1')]: undefined }
  const told: unknown[] = []
  const stop = stateSource.subscribe((_, changes) => told.push(changes))
  await area.set(values)
  stop()
  expect(await stateSource.read('local', Object.keys(values))).toEqual(seen)
  expect(told.reduce<object>((all, changes) => ({ ...all, ...(changes as object) }), {})).toEqual(
    seen,
  )
})

test.each([undefined, 1, 2, 3, 4])(
  'before the migration of values of version %j the screens see what the background will use',
  async (v) => {
    vi.spyOn(console, 'error').mockReturnValue()
    const { hold: _, ...old } = good
    const keys = ['profiles', 'settings', 'keys', metadataKey('p1')]
    await area.set({
      ...(v !== undefined && { profiles$: { v }, settings$: { v } }),
      profiles: [old, good, 'text'],
      settings: { currentProfileId: 'p1' },
      [metadataKey('p1')]: record,
    })
    const seen = await stateSource.read('local', keys)
    vi.resetModules()
    const background = await import('@/lib/platform/versioned-items')
    expect({ ...seen, settings: seen['settings'] ?? defaultSettings }).toEqual({
      profiles: await background.profiles.getValue(),
      settings: await background.settings.getValue(),
      [metadataKey('p1')]: record,
    })
  },
)

test('profiles of version 4 are not marked as test systems', async () => {
  const { testSystem: _, ...old } = good
  await area.set({ profiles$: { v: 4 }, profiles: [old] })
  vi.resetModules()
  const fresh = await import('@/lib/platform/versioned-items')
  expect(await fresh.profiles.getValue()).toEqual([{ ...old, testSystem: false }])
})
