import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultSettings } from '@/lib/storage/state'
import { command } from '@/lib/state/actions'
import { fillMirror, renderPanel, setMirror } from './render-panel'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() =>
    Promise.resolve({ ok: true }),
  ),
}))

const notices = 'Desktop notifications'
const sent = () => vi.mocked(command).mock.calls.filter(([name]) => name === 'settingsChange')

beforeEach(() => {
  vi.mocked(command).mockClear()
  fillMirror()
})

async function choose({ user }: ReturnType<typeof renderPanel>, name: string): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'More' }))
  await user.click(screen.getByRole('menuitemcheckbox', { name }))
}

describe('the menu of the panel', () => {
  test('turns off the capture of third-party flows', async () => {
    await choose(renderPanel(), 'Watch third-party requests')
    expect(sent()).toEqual([['settingsChange', { name: 'watchThirdParty', on: false }]])
  })

  test('switches notices on where the browser allows them', async () => {
    const panel = renderPanel()
    await choose(panel, notices)
    expect(panel.host.requestNotices).toHaveBeenCalledOnce()
    await waitFor(() => expect(sent()).toEqual([['settingsChange', { name: 'notices', on: true }]]))
  })

  test('leaves them off if the user refuses', async () => {
    const panel = renderPanel()
    panel.host.requestNotices.mockResolvedValue(false)
    await choose(panel, notices)
    await panel.host.requestNotices.mock.results[0]?.value
    expect(sent()).toEqual([])
  })

  test('gives the permission back with them', async () => {
    setMirror({ settings: { ...defaultSettings, currentProfileId: 'p1', notices: true } })
    const panel = renderPanel()
    await choose(panel, notices)
    await waitFor(() => expect(panel.host.removeNotices).toHaveBeenCalledOnce())
    expect(sent()).toEqual([['settingsChange', { name: 'notices', on: false }]])
  })
})

describe('the settings of the panel', () => {
  async function openSettings() {
    const panel = renderPanel()
    await panel.user.click(screen.getByRole('button', { name: 'More' }))
    await panel.user.click(screen.getByRole('menuitem', { name: 'Settings' }))
    return panel
  }

  test('are shown over the screen with the shortcuts beside them, and Escape goes back', async () => {
    const { user, container } = await openSettings()
    expect(screen.getByRole('heading', { name: 'Settings and help' })).toBeTruthy()
    const keys = within(screen.getByRole('region', { name: 'Keyboard shortcuts' }))
    expect(keys.getByText('Pin the flow')).toBeTruthy()
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    })
    expect(violations.map(({ id }) => id)).toEqual([])
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('heading', { name: 'Settings and help' })).toBeNull()
    expect(screen.getByRole('region', { name: 'Flows' })).toBeTruthy()
  })

  test('turn letter shortcuts off', async () => {
    const { user } = await openSettings()
    await user.click(screen.getByRole('switch', { name: 'Letter shortcuts' }))
    expect(sent()).toEqual([['settingsChange', { name: 'letters', on: false }]])
  })

  test('give way to a screen that is chosen', async () => {
    const { user } = await openSettings()
    await user.click(screen.getByRole('button', { name: 'Server' }))
    expect(screen.queryByRole('heading', { name: 'Settings and help' })).toBeNull()
  })
})

describe('without letter shortcuts', () => {
  const firstRow = () => screen.getAllByRole('button', { current: true })[0]

  test.each([
    ['6', () => screen.queryByRole('region', { name: 'Profiles' })],
    ['/', () => document.activeElement?.matches('input') || null],
    ['p', () => vi.mocked(command).mock.calls.find(([name]) => name === 'flowPin') ?? null],
  ])('%s does nothing on a row, and does something with them', async (key, effect) => {
    const { user } = renderPanel()
    for (const letters of [false, true]) {
      setMirror({ settings: { ...defaultSettings, currentProfileId: 'p1', letters } })
      firstRow()?.focus()
      await user.keyboard(key)
      expect(effect() !== null).toBe(letters)
    }
  })
})
