import { beforeEach, describe, expect, test } from 'vitest'
import { app, browser, draft, par, reset, restart, stored, withProfile } from './harness'

beforeEach(() => reset())

describe('undo', () => {
  test('of a removed request, flow and profile', async () => {
    await withProfile()
    await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })
    const request = stored('requests')[0]?.id ?? ''
    await app.handlers.requestRemove({ id: request })
    expect(stored('requests')[0]?.removedAt).toBe(1_000_000)
    await app.handlers.requestRestore({ id: request })
    expect(stored('requests')[0]).not.toHaveProperty('removedAt')

    await app.handlers.flowsClear()
    expect(stored('flows')[0]?.removedAt).toBe(1_000_000)
    await app.handlers.flowsRestore({ ids: stored('flows').map(({ id }) => id) })
    expect(stored('flows')[0]).not.toHaveProperty('removedAt')

    const id = (await browser.ports.profiles.getValue())[0]?.id ?? ''
    await app.handlers.profileRemove({ id })
    expect(stored('access')).toEqual({})
    await app.handlers.profileRestore({ id })
    expect(Object.keys(stored('access'))).toEqual([id])
  })
})

describe('what was removed', () => {
  test('is gone for good after a minute, at the next start', async () => {
    await withProfile()
    await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })
    await app.handlers.flowsClear()
    await app.handlers.requestRemove({ id: stored('requests')[0]?.id ?? '' })
    await app.handlers.profileRemove({ id: (await browser.ports.profiles.getValue())[0]?.id ?? '' })
    browser.state.now += 59_000
    restart()
    await app.start()
    expect(stored('flows')).toHaveLength(1)
    browser.state.now += 2000
    restart()
    await app.start()
    expect(stored('flows')).toEqual([])
    expect(stored('requests')).toEqual([])
    expect(await browser.ports.profiles.getValue()).toEqual([])
    expect([...browser.records.values.keys()]).toEqual([])
  })

  test('makes way for another profile as the current one', async () => {
    await withProfile()
    const first = (await browser.ports.settings.getValue()).currentProfileId ?? ''
    await app.handlers.profileSave({ ...draft, name: 'Other' })
    const second = (await browser.ports.settings.getValue()).currentProfileId ?? ''
    expect(second).not.toBe(first)
    await app.handlers.profileRemove({ id: second })
    expect(await browser.ports.settings.getValue()).toMatchObject({ currentProfileId: first })
  })
})
