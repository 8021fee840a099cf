import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { command } from '@/lib/state/actions'
import { ownFlow, secrets } from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { code, denied, flow, profile, summary } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

const list = () => within(screen.getByRole('list', { name: 'Flows, newest first' }))
const rows = () => list().getAllByRole('button')
const search = () => screen.getByRole('textbox', { name: 'Search flows' })
const pane = () => within(screen.getByRole('region', { name: 'Flows' }))

const at = Date.now()
const row = (id: string, more: Partial<FlowSummary> = {}): FlowSummary => ({
  ...summary,
  id,
  createdAt: at - 1000,
  ...more,
})

beforeEach(() => {
  vi.mocked(command).mockClear()
  fillMirror()
})

describe('the search', () => {
  beforeEach(() => {
    setMirror({
      flows: [denied, summary],
      flow: { f1: { ...ownFlow, id: 'f1' }, f2: { ...flow, id: 'f2', messages: [] } },
    })
  })

  test('finds values, shows them with the match, and takes digits and letters', async () => {
    const { user } = renderPanel()
    rows()[0]!.focus()
    await user.keyboard('/')
    expect(document.activeElement).toBe(search())
    await user.keyboard('AISYAH')
    expect(await list().findByText('aisyah')).toBeTruthy()
    expect(rows()).toHaveLength(1)
    await user.clear(search())
    await user.type(search(), 'j/2')
    expect(search()).toHaveProperty('value', 'j/2')
    expect(screen.getByRole('button', { name: 'Flows' }).getAttribute('aria-current')).toBe('page')
  })

  test('shows nothing of a secret but what was typed', async () => {
    const { user, container } = renderPanel()
    await user.type(search(), secrets.refresh.slice(0, 8))
    const hit = await screen.findByText(secrets.refresh.slice(0, 8))
    expect(hit.parentElement?.textContent).toBe(`${secrets.refresh.slice(0, 8)}•••`)
    expect(container.innerHTML).not.toContain(secrets.refresh)
    expect(container.innerHTML).not.toContain(code)
  })

  test('also finds names and outcomes', async () => {
    const { user } = renderPanel()
    await user.type(search(), 'access_DENIED')
    expect(await pane().findByText(/^1 flow, /)).toBeTruthy()
  })

  test('is cleared with Escape, and a second one goes to the list', async () => {
    const { user } = renderPanel()
    await user.type(search(), 'aisyah{Escape}')
    expect(search()).toHaveProperty('value', '')
    await user.keyboard('{Escape}')
    expect(document.activeElement).toBe(rows()[0])
  })

  test('says so where nothing matches, and is cleared', async () => {
    const { user } = renderPanel()
    await user.type(search(), 'c-77aa')
    expect(await screen.findByText('No flow contains “c-77aa”.')).toBeTruthy()
    await user.click(pane().getAllByRole('button', { name: 'Clear search' })[0]!)
    expect(rows()).toHaveLength(2)
  })
})

describe('the filters', () => {
  const many = Array.from({ length: 10 }, (_, index) =>
    row(`m${index}`, {
      status: index < 3 ? 'fail' : 'pass',
      outcome: index === 2 ? 'held' : 'tokens',
      profileId: index < 5 ? 'p1' : 'p2',
    }),
  )

  test('are hidden behind their button in a short list', async () => {
    const { user } = renderPanel()
    expect(screen.queryByRole('group', { name: 'Filters' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Filters' }))
    expect(screen.getByRole('group', { name: 'Filters' })).toBeTruthy()
  })

  test('limit the list, and the picker shows that they do', async () => {
    setMirror({ flows: many, profiles: [profile, { ...profile, id: 'p2', name: 'Other bank' }] })
    const { user } = renderPanel()
    await user.click(screen.getByRole('button', { name: 'Failed 3' }))
    await user.click(screen.getByRole('button', { name: 'Held 1' }))
    expect(rows()).toHaveLength(3)
    expect(pane().getByText('3 of 10')).toBeTruthy()
    expect(screen.getByText('2 filters, 3 of 10')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Profile' }))
    await user.click(screen.getByRole('menuitemcheckbox', { name: 'Other bank' }))
    expect(screen.getByText('No flow passes the filters.')).toBeTruthy()
    await user.click(screen.getAllByRole('button', { name: 'Show all flows' })[0]!)
    expect(rows()).toHaveLength(10)
  })
})

describe('the list at full width', () => {
  const named = (text: string) => ({ from: 'given', text, nth: 1 }) as const
  const wide = () => {
    setMirror({
      flows: [
        row('a', { name: named('Beta'), took: 1200, createdAt: at - 2 }),
        row('b', { name: named('Alpha'), took: 39_100, createdAt: at - 1 }),
      ],
    })
    return renderPanel()
  }
  const table = () => within(screen.getByRole('table', { name: 'Flows' }))
  const order = () =>
    table()
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent)

  test('is a table that is opened with L and sorted by its columns', async () => {
    const { user } = wide()
    await user.click(rows()[0]!)
    await user.keyboard('l')
    expect(order()).toEqual(['Alpha', 'Beta'])
    expect(table().getByText('39.1 s')).toBeTruthy()
    expect(table().getAllByText('Sandbox')).toHaveLength(2)
    await user.click(table().getByRole('button', { name: 'Time' }))
    expect(order()).toEqual(['Beta', 'Alpha'])
    expect(table().getByRole('columnheader', { name: 'Time' }).getAttribute('aria-sort')).toBe(
      'ascending',
    )
  })

  test('selects, and Enter shows the flow beside the list', async () => {
    const { user, container } = wide()
    await user.click(pane().getByRole('button', { name: 'Full width' }))
    expect((await axe.run(container)).violations.map(({ id }) => id)).toEqual([])
    await user.click(table().getByRole('checkbox', { name: 'Select Beta' }))
    expect(pane().getByText('1 selected')).toBeTruthy()
    table().getByRole('button', { name: 'Beta' }).focus()
    await user.click(table().getByRole('button', { name: 'Beta' }))
    await user.keyboard('{Enter}')
    expect(screen.queryByRole('table', { name: 'Flows' })).toBeNull()
    expect(rows().find((each) => each.getAttribute('aria-current'))?.textContent).toContain('Beta')
  })

  test('renames a flow with F2, and the focus stays on its row', async () => {
    const { user } = wide()
    await user.click(rows()[0]!)
    await user.keyboard('l')
    table().getByRole('button', { name: 'Alpha' }).focus()
    await user.keyboard('{F2}Nightly{Enter}')
    expect(command).toHaveBeenCalledWith('flowRename', { id: 'b', name: 'Nightly' })
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Alpha'))
    vi.mocked(command).mockClear()
    await user.keyboard('{F2}Other{Escape}')
    expect(command).not.toHaveBeenCalled()
  })
})
