import { act, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { defaultSettings } from '@/lib/storage/state'
import { bankProfile } from '../samples/bank-profile'

const { local, session } = fakeBrowser.storage
const areas = [local, session] as const

const settings = { ...defaultSettings, currentProfileId: 'p1' }
/** Version 2 had none of these settings. */
const added = {
  hold: false,
  codeLifetime: null,
  headers: [],
  variables: [],
  testSystem: false,
}
const profile = { ...bankProfile, ...added }
const profileOfVersion2 = Object.fromEntries(
  Object.entries(profile).filter(([name]) => !Object.hasOwn(added, name)),
)
const { confirmedHosts: ___, watchThirdParty: watchOthers, ...unchanged } = settings
const settingsOfVersion2 = { ...unchanged, watchOthers }
const ofVersion2 = {
  profiles: [profileOfVersion2],
  profiles$: { v: 2 },
  settings: settingsOfVersion2,
  settings$: { v: 2 },
}
const ofThisVersion = {
  profiles: [profile],
  profiles$: { v: 5 },
  settings,
  settings$: { v: 4 },
}

const pages = {
  popup: () => import('@/entrypoints/popup/main'),
  panel: () => import('@/entrypoints/panel/main'),
  held: () => import('@/entrypoints/held/main'),
}
const names = Object.keys(pages) as readonly (keyof typeof pages)[]

/** Opens a page as the browser does, and gives its mirror once it is ready. */
async function open(name: keyof typeof pages) {
  vi.resetModules()
  document.body.innerHTML = '<div id="root"></div>'
  await act(pages[name])
  const { useMirror } = await import('@/lib/state/mirror')
  await waitFor(() => expect(useMirror.getState().status).toBe('ready'))
  return useMirror
}

beforeEach(() => {
  fakeBrowser.reset()
  Object.assign(fakeBrowser.runtime, { getManifest: () => ({ version: '0.2.0' }) })
  Object.assign(fakeBrowser.tabs, { getCurrent: () => Promise.resolve(undefined) })
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(() => Promise.resolve(null))
})

afterEach(() => {
  vi.restoreAllMocks()
  document.body.innerHTML = ''
})

describe.each(names)('opening the %s', (name) => {
  test('reads each key at most once, and writes nothing', async () => {
    await local.set(ofVersion2)
    const reads = areas.map((area) => vi.spyOn(area, 'get'))
    const writes = areas.flatMap((area) => [vi.spyOn(area, 'set'), vi.spyOn(area, 'remove')])
    await open(name)
    const keys = reads.flatMap(({ mock }) => mock.calls.flatMap(([asked]) => asked))
    expect(keys).toEqual(expect.arrayContaining(['profiles', 'settings', 'keys', 'requests']))
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
    for (const write of writes) expect(write).not.toHaveBeenCalled()
  })

  test('shows what is stored in an older version as the background will migrate it', async () => {
    await local.set(ofVersion2)
    const mirror = await open(name)
    expect(mirror.getState()).toMatchObject({ profiles: [profile], settings })
    expect(await local.get(null)).toEqual(ofVersion2)
  })

  test('leaves the migration to the background, which writes each value once', async () => {
    await local.set(ofVersion2)
    const set = vi.spyOn(local, 'set')
    const mirror = await open(name)
    expect(set).not.toHaveBeenCalled()
    vi.resetModules()
    const { ports } = await import('@/lib/platform/ports')
    await act(async () => {
      await Promise.all([ports.profiles.getValue(), ports.settings.getValue()])
    })
    expect(await local.get(null)).toEqual(ofThisVersion)
    // The two values are migrated at the same time, so either may be written first.
    expect(set.mock.calls.map(([values]) => Object.keys(values).join()).toSorted()).toEqual([
      'profiles,profiles$',
      'settings,settings$',
    ])
    expect(mirror.getState()).toMatchObject({ profiles: [profile], settings })
  })
})
