import { screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultSettings } from '@/lib/storage/state'
import { command } from '@/lib/state/actions'
import { fillMirror, renderPanel, setMirror } from './render-panel'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
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
