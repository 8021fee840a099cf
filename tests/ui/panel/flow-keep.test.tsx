import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { command } from '@/lib/state/actions'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { summary } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() =>
    Promise.resolve({ ok: true }),
  ),
}))

const list = () => within(screen.getByRole('list', { name: 'Flows, newest first' }))
const rows = () => list().getAllByRole('button')
const pane = () => within(screen.getByRole('region', { name: 'Flows' }))

const at = Date.now()
const row = (id: string, more: Partial<FlowSummary> = {}): FlowSummary => ({
  ...summary,
  id,
  createdAt: at - 1000,
  ...more,
})
const consent = (nth: number) =>
  ({ from: 'consent', text: 'accounts', permissions: 3, nth }) as const

beforeEach(() => {
  vi.mocked(command).mockClear()
  fillMirror()
})

describe('a flow', () => {
  test('is kept with K, and no longer kept with K', async () => {
    const { user } = renderPanel()
    await user.click(rows()[0]!)
    await user.keyboard('k')
    expect(command).toHaveBeenCalledWith('flowsKeep', { ids: ['f1'], mode: 'safe' })
    act(() => setMirror({ flows: [row('f1', { kept: 'safe' })] }))
    await user.keyboard('k')
    expect(command).toHaveBeenCalledWith('flowsKeep', { ids: ['f1'], mode: null })
  })

  test('says why it is not kept', async () => {
    vi.mocked(command).mockResolvedValue({ ok: false, issues: [{ code: 'keep_failed' }] })
    const { user } = renderPanel()
    await user.click(rows()[0]!)
    await user.keyboard('k')
    expect(await pane().findByText(/could not store it/)).toBeTruthy()
    vi.mocked(command).mockResolvedValue({ ok: true })
  })
})

test('a row is read with what tells flows apart, then its time', () => {
  setMirror({
    flows: [
      row('a', {
        createdAt: at - 125_000,
        name: consent(9),
        status: 'fail',
        worst: { rule: 'ar-iss-match', code: 'differs', about: 'iss' },
        note: 'Ticket 318',
        kept: 'safe',
      }),
    ],
  })
  renderPanel()
  expect(rows()[0]?.querySelector('.vh')?.textContent).toMatch(
    /^3 permissions, accounts, number 9, failed, iss: Differs from the issuer, Note, Kept, \d\d:\d\d:\d\d, 2 minutes ago$/,
  )
})

test('kept flows are counted, filtered, and found by their note', async () => {
  setMirror({
    flows: [row('a', { kept: 'complete', note: 'Ticket OFM-318' }), row('b')],
  })
  const { user } = renderPanel()
  expect(pane().getByText('2 flows, 1 kept')).toBeTruthy()
  expect(list().getByText('Kept with secrets')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Filters' }))
  await user.click(pane().getByRole('button', { name: 'Kept 1' }))
  expect(rows()).toHaveLength(1)
  await user.click(pane().getByRole('button', { name: 'Kept 1' }))
  await user.type(pane().getByRole('textbox', { name: 'Search flows' }), 'ofm-318')
  expect(rows()).toHaveLength(1)
})

test('keeping with secrets names the consequence and asks', async () => {
  const { user } = renderPanel('flows', 'f1')
  await user.click(screen.getByRole('button', { name: 'More about this flow' }))
  await user.click(screen.getByRole('menuitem', { name: 'Keep with secrets…' }))
  const dialog = within(screen.getByRole('dialog', { name: 'Keep with secrets?' }))
  expect(dialog.getByText(/stored on the disk of this computer, not encrypted/)).toBeTruthy()
  expect(command).not.toHaveBeenCalledWith('flowsKeep', expect.anything())
  await user.click(dialog.getByRole('button', { name: 'Keep with secrets' }))
  expect(command).toHaveBeenCalledWith('flowsKeep', { ids: ['f1'], mode: 'complete' })
})
