import { act, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { command } from '@/lib/state/actions'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { denied, summary } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() =>
    Promise.resolve({ ok: true }),
  ),
}))

const list = () => within(screen.getByRole('list', { name: 'Flows, newest first' }))
const rows = () => list().getAllByRole('button')
const names = () => rows().map((row) => row.querySelector('.frow__name')?.textContent)
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

describe('a row', () => {
  test('has name, number, clock time, the worst finding and its marks', () => {
    const createdAt = new Date(2026, 10, 24, 14, 32, 7).getTime()
    setMirror({
      flows: [
        row('a', {
          createdAt,
          name: consent(9),
          status: 'fail',
          worst: { rule: 'ar-iss-match', code: 'differs', about: 'iss' },
          granted: [2, 3],
          pinned: true,
          thirdParty: true,
        }),
      ],
    })
    renderPanel()
    const text = rows()[0]?.textContent
    expect(text).toContain('3 permissions, accounts#9')
    expect(text).toContain('14:32:07')
    expect(list().getByText('14:32:07').getAttribute('title')).toMatch(/^2026-11-24T14:32:07[+-]/)
    expect(rows()[0]?.querySelector('.frow__out.is-fail')?.textContent).toBe(
      'iss: Differs from the issuer',
    )
    expect(text).toContain('2 of 3 granted')
    expect(text).toContain('Third-party')
    expect(text).toContain('Pinned')
  })

  test.each([
    [false, 'fail', 'App accepted the response'],
    [true, 'pass', 'App rejected the response'],
    [null, 'neutral', 'Released, result not recorded'],
  ] as const)('shows the result of a defence: %s', (defended, status, text) => {
    const defences = [{ defence: 'wrong-iss', defended }] as const
    setMirror({ flows: [row('a', { defences, status })] })
    renderPanel()
    expect(rows()[0]?.textContent).toContain(text)
    expect(list().getByTitle('Defence test').textContent).toBe('Wrong iss')
  })

  test.each([
    [{ from: 'given', text: 'Nightly' }, 'Nightly'],
    [{ from: 'only', text: 'read_transactions' }, 'read_transactions only'],
    [{ from: 'without', text: 'profile' }, 'without profile'],
    [{ from: 'also', text: 'offline_access' }, 'also offline_access'],
    [{ from: 'member', member: 'dp_id', text: 'DP9' }, 'dp_id DP9'],
    [{ from: 'server', text: 'https://as.example/x' }, 'as.example'],
    [{ from: 'unknown', text: '' }, 'Unknown client'],
  ] as const)('is called %o', (naming, text) => {
    setMirror({ flows: [row('a', { name: { ...naming, nth: 1 } })] })
    renderPanel()
    expect(names()).toEqual([text])
  })

  test('counts down the time left of a code, and stops once it has expired', () => {
    vi.useFakeTimers({ now: at, toFake: ['Date', 'setInterval', 'clearInterval'] })
    try {
      setMirror({ flows: [row('a', { outcome: 'held', status: 'neutral', codeAt: at - 39_000 })] })
      renderPanel()
      expect(rows()[0]?.textContent).toContain('code 0:21')
      act(() => void vi.advanceTimersByTime(2000))
      expect(rows()[0]?.textContent).toContain('code 0:19')
      act(() => void vi.advanceTimersByTime(20_000))
      expect(rows()[0]?.textContent).not.toContain('code')
    } finally {
      vi.useRealTimers()
    }
  })

  test('of which nothing is known is shown', () => {
    setMirror({ flows: [row('f9', { issuer: null, clientId: null })] })
    renderPanel()
    expect(names()).toEqual(['Unknown client'])
  })
})

describe('the list', () => {
  test('shows the pinned flows first, then each day, with headings', () => {
    const day = 24 * 60 * 60_000
    const named = (text: string) => ({ from: 'given', text, nth: 1 }) as const
    setMirror({
      flows: [
        row('a', { name: named('new') }),
        row('b', { name: named('old'), createdAt: at - 3 * day }),
        row('c', { name: named('kept'), createdAt: at - 2 * day, pinned: true }),
      ],
    })
    renderPanel()
    expect(names()).toEqual(['kept', 'new', 'old'])
    const headings = list()
      .getAllByRole('heading')
      .map(({ textContent }) => textContent)
    expect(headings[0]).toBe('Pinned1')
    expect(headings[1]).toMatch(/^Today, \d+ \w+1$/)
    expect(headings[2]).toMatch(/^\d+ \w+1$/)
  })

  test('is one tab stop, and the arrow keys select', async () => {
    const { user } = renderPanel()
    const [first, second] = rows()
    expect([first?.tabIndex, second?.tabIndex]).toEqual([0, -1])
    await user.click(first!)
    await user.keyboard('{ArrowDown}')
    expect(rows()[1]?.getAttribute('aria-current')).toBe('true')
    expect(document.activeElement).toBe(rows()[1])
  })

  test('has the focus when the panel opens', () => {
    renderPanel()
    expect(document.activeElement).toBe(rows()[0])
  })

  test('is where F6 goes, not its search', async () => {
    const { user } = renderPanel()
    screen.getByRole('button', { name: 'Flows' }).focus()
    await user.keyboard('{F6}')
    expect(document.activeElement).toBe(rows()[0])
  })

  test('stays small with many flows', () => {
    setMirror({ flows: Array.from({ length: 800 }, (_, index) => row(`m${index}`)) })
    renderPanel()
    expect(rows().length).toBeLessThan(60)
    expect(pane().getByText('800 flows')).toBeTruthy()
  })

  test('says how many flows made room', () => {
    renderPanel()
    expect(screen.queryByText(/to make room/)).toBeNull()
    setMirror({ dropped: { own: 0, thirdParty: 12 } })
    expect(screen.getByText('12 third-party flows dropped to make room')).toBeTruthy()
  })

  test('is empty at first', () => {
    setMirror({ flows: [] })
    renderPanel()
    expect(screen.getByText('No flows yet')).toBeTruthy()
  })

  test('is cleared from the menu', async () => {
    const { user } = renderPanel()
    await user.click(screen.getByRole('button', { name: 'More' }))
    await user.click(screen.getByRole('menuitem', { name: 'Clear flows, except kept ones' }))
    expect(command).toHaveBeenCalledWith('flowsClear')
  })
})

describe('a flow', () => {
  test('is removed with Del, the next one has the focus, and the foot brings it back', async () => {
    const { user } = renderPanel()
    await user.click(rows()[0]!)
    await user.keyboard('{Delete}')
    expect(command).toHaveBeenCalledWith('flowsRemove', { ids: ['f1'] })
    setMirror({ flows: [denied, { ...summary, removedAt: Date.now() }] })
    expect(rows()).toHaveLength(1)
    expect(document.activeElement).toBe(rows()[0])
    expect(pane().getByText('1 flow removed')).toBeTruthy()
    await user.click(pane().getByRole('button', { name: 'Undo' }))
    expect(command).toHaveBeenCalledWith('flowsRestore', { ids: ['f1'] })
  })

  test('only the last removal is undone', async () => {
    setMirror({
      flows: [
        denied,
        row('a', { removedAt: at - 5000 }),
        row('b', { removedAt: at }),
        row('c', { removedAt: at }),
      ],
    })
    const { user } = renderPanel()
    await user.click(pane().getByRole('button', { name: 'Undo' }))
    expect(command).toHaveBeenCalledWith('flowsRestore', { ids: ['b', 'c'] })
  })

  test('is renamed with F2, and Escape keeps the name', async () => {
    const { user } = renderPanel()
    await user.click(rows()[0]!)
    await user.keyboard('{F2}Nightly{Enter}')
    expect(command).toHaveBeenCalledWith('flowRename', { id: 'f1', name: 'Nightly' })
    expect(document.activeElement).toBe(rows()[0])
    vi.mocked(command).mockClear()
    await user.keyboard('{F2}Other{Escape}')
    expect(command).not.toHaveBeenCalled()
    expect(document.activeElement).toBe(rows()[0])
  })

  test('gets a note with N, which Escape leaves and Ctrl+Enter saves', async () => {
    const { user } = renderPanel()
    await user.click(rows()[0]!)
    await user.keyboard('n')
    const field = () => screen.getByRole('textbox', { name: /^Note, kept with the flow/ })
    expect(document.activeElement).toBe(field())
    await user.keyboard('Nothing{Escape}')
    expect(screen.queryByRole('textbox', { name: /^Note/ })).toBeNull()
    expect(command).not.toHaveBeenCalledWith('flowNote', expect.anything())
    rows()[0]!.focus()
    await user.keyboard('n')
    await user.keyboard('Ticket 318{Control>}{Enter}{/Control}')
    expect(command).toHaveBeenCalledWith('flowNote', { id: 'f1', text: 'Ticket 318' })
  })

  test('is pinned with P', async () => {
    const { user } = renderPanel()
    await user.click(rows()[0]!)
    await user.keyboard('p')
    expect(command).toHaveBeenCalledWith('flowPin', { id: 'f1', on: true })
  })
})

describe('a selection', () => {
  test('is kept together with K', async () => {
    setMirror({ flows: ['a', 'b'].map((id, index) => row(id, { createdAt: at - index })) })
    const { user } = renderPanel()
    await user.click(rows()[0]!)
    await user.keyboard('{Control>}a{/Control}k')
    expect(command).toHaveBeenCalledWith('flowsKeep', { ids: ['a', 'b'], mode: 'safe' })
  })

  test('grows with X and Shift, and is removed together', async () => {
    setMirror({
      flows: ['a', 'b', 'c', 'd'].map((id, index) => row(id, { createdAt: at - index })),
    })
    const { user } = renderPanel()
    await user.click(rows()[0]!)
    await user.keyboard('x{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    expect(pane().getByText('3 selected')).toBeTruthy()
    await user.keyboard('{ArrowDown}{Control>}a{/Control}')
    expect(pane().getByText('4 selected')).toBeTruthy()
    await user.keyboard('x')
    await user.click(pane().getByRole('button', { name: 'Remove' }))
    expect(command).toHaveBeenCalledWith('flowsRemove', { ids: ['a', 'b', 'c'] })
  })

  test('ends with Escape', async () => {
    const { user } = renderPanel()
    await user.click(list().getAllByRole('checkbox')[0]!)
    expect(pane().getByText('1 selected')).toBeTruthy()
    rows()[0]!.focus()
    await user.keyboard('{Escape}')
    expect(pane().queryByText('1 selected')).toBeNull()
  })
})

test('the list with marks, a selection and matches has no accessibility faults', async () => {
  setMirror({
    flows: [row('a', { pinned: true, name: consent(1) }), row('b', { name: consent(2) })],
  })
  const { container, user } = renderPanel()
  await user.click(list().getAllByRole('checkbox')[0]!)
  await user.click(screen.getByRole('button', { name: 'Filters' }))
  const { violations } = await axe.run(container)
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})

test('the flow menu renames and pins', async () => {
  const { user } = renderPanel('flows', 'f1')
  await user.click(screen.getByRole('button', { name: 'More about this flow' }))
  await user.click(screen.getByRole('menuitem', { name: 'Pin' }))
  expect(command).toHaveBeenCalledWith('flowPin', { id: 'f1', on: true })
  await user.click(screen.getByRole('button', { name: 'More about this flow' }))
  await user.click(screen.getByRole('menuitem', { name: 'Rename' }))
  expect(screen.getByRole('textbox', { name: 'Flow name' })).toBeTruthy()
})
