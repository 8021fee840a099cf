import { beforeEach, describe, expect, test } from 'vitest'
import { app, browser, par, reset, restart, stored, withProfile } from './harness'

beforeEach(() => reset())

const opened = async () => {
  await withProfile()
  await app.handlers.requestAdd({ text: par, details: null, open: 'tab' })
  return stored('flows')[0]?.id ?? ''
}

describe('the name of a flow', () => {
  test('is in the list, survives the end of the worker, and can be deleted', async () => {
    const id = await opened()
    const automatic = stored('flows')[0]?.name
    expect(automatic?.nth).toBe(1)
    await app.handlers.flowRename({ id, name: '  Nightly run ' })
    restart()
    await app.start()
    expect(stored('flows')[0]?.name).toEqual({ from: 'given', text: 'Nightly run', nth: 1 })
    expect((await app.handlers.flowRead({ id }))?.name).toBe('Nightly run')
    await app.handlers.flowRename({ id, name: '' })
    expect(stored('flows')[0]?.name).toEqual(automatic)
  })

  test('is the label of the request that opened it', async () => {
    await withProfile()
    const details = {
      label: 'Joint account',
      expiresIn: null,
      receivedAt: null,
      state: null,
      nonce: null,
      codeVerifier: null,
    }
    await app.handlers.requestAdd({ text: par, details, open: 'tab' })
    expect(stored('flows')[0]?.name).toEqual({ from: 'given', text: 'Joint account', nth: 1 })
  })

  test('follows the name of its request, unless the tester gave it another one', async () => {
    const id = await opened()
    const request = stored('requests')[0]?.id ?? ''
    const automatic = stored('flows')[0]?.name
    await app.handlers.requestRename({ id: request, label: ' Joint account ' })
    expect(stored('flows')[0]?.name).toEqual({ from: 'given', text: 'Joint account', nth: 1 })
    await app.handlers.requestRename({ id: request, label: 'Joint' })
    expect(stored('flows')[0]?.name?.text).toBe('Joint')
    await app.handlers.requestRename({ id: request, label: '' })
    expect(stored('flows')[0]?.name).toEqual(automatic)
    await app.handlers.flowRename({ id, name: 'Nightly run' })
    await app.handlers.requestRename({ id: request, label: 'Other' })
    expect(stored('flows')[0]?.name?.text).toBe('Nightly run')
    expect(stored('requests')[0]?.label).toBe('Other')
  })

  test('has a number that stays when another flow with the name is removed', async () => {
    const first = await opened()
    const request = stored('requests')[0]?.id ?? ''
    await app.handlers.requestOpen({ id: request, where: 'tab' })
    const second = stored('flows').find(({ id }) => id !== first)
    expect(second?.name?.nth).toBe(2)
    await app.handlers.flowsRemove({ ids: [first] })
    browser.state.now += 120_000
    restart()
    await app.start()
    expect(stored('flows').map(({ name }) => name?.nth)).toEqual([2])
  })
})

test('a pin survives the end of the worker, and can be removed', async () => {
  const id = await opened()
  await app.handlers.flowPin({ id, on: true })
  restart()
  await app.start()
  expect(stored('flows')[0]?.pinned).toBe(true)
  await app.handlers.flowPin({ id, on: false })
  expect(stored('flows')[0]).not.toHaveProperty('pinned')
})

test('flows that are removed together are restored together', async () => {
  const id = await opened()
  await app.handlers.flowsRemove({ ids: [id, 'gone'] })
  expect(stored('flows')[0]?.removedAt).toBe(1_000_000)
  await app.handlers.flowsRestore({ ids: [id] })
  expect(stored('flows')[0]).not.toHaveProperty('removedAt')
})

test('the size of a pane is kept until it has its default size again', async () => {
  await app.handlers.paneResize({ name: 'list', size: 300 })
  await app.handlers.paneResize({ name: 'sequence-height', size: 200 })
  restart()
  await app.start()
  const panes = async () => (await browser.ports.settings.getValue()).panes
  expect(await panes()).toEqual({ list: 300, 'sequence-height': 200 })
  await app.handlers.paneResize({ name: 'list', size: null })
  expect(await panes()).toEqual({ 'sequence-height': 200 })
})
