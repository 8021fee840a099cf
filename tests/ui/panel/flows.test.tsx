import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { command } from '@/lib/state/actions'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { code, denied, flow, notRun, response, summary } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

const list = () => within(screen.getByRole('list', { name: 'Flows, newest first' }))
const row = (name: string | RegExp) => screen.getByRole('treeitem', { name })
const inspector = () => within(screen.getByRole('region', { name: 'Inspector' }))

beforeEach(() => {
  vi.mocked(command).mockClear()
  fillMirror()
})

describe('the list of flows', () => {
  test('shows the newest first, each with its state', () => {
    renderPanel()
    const [first, second] = list().getAllByRole('button')
    expect(first?.textContent).toContain('auth1.sandbox.example')
    expect(first?.textContent).toContain('code received, 1 check failed')
    expect(second?.textContent).toContain('access_denied')
    expect(first?.getAttribute('aria-current')).toBe('true')
  })

  test('says how many flows made room', () => {
    renderPanel()
    expect(screen.queryByText(/to make room/)).toBeNull()
    setMirror({ dropped: { own: 0, thirdParty: 12 } })
    expect(screen.getByText('12 third-party flows dropped to make room')).toBeTruthy()
    setMirror({ dropped: { own: 1, thirdParty: 0 } })
    expect(screen.getByText('1 flow dropped to make room')).toBeTruthy()
  })

  test.each(['auth2', 'ACCESS_denied'])('is filtered by %s', async (text) => {
    const { user } = renderPanel()
    await user.click(list().getAllByRole('button')[0]!)
    await user.keyboard('/')
    await user.keyboard(text)
    expect(list().getAllByRole('button')).toHaveLength(1)
  })

  test('says so where no flow matches', async () => {
    const { user } = renderPanel()
    await user.type(screen.getByRole('textbox', { name: 'Filter flows' }), 'nothing like it')
    expect(screen.getByText('No matching flows')).toBeTruthy()
  })

  test('is one tab stop, and the arrow keys select', async () => {
    const { user } = renderPanel()
    const [first, second] = list().getAllByRole('button')
    expect([first?.tabIndex, second?.tabIndex]).toEqual([0, -1])
    await user.click(first!)
    await user.keyboard('{ArrowDown}')
    expect(list().getAllByRole('button')[1]?.getAttribute('aria-current')).toBe('true')
    expect(document.activeElement?.textContent).toContain('auth2')
  })

  test('forgets a flow with Del and brings it back in its place', async () => {
    const { user } = renderPanel()
    await user.click(list().getAllByRole('button')[0]!)
    await user.keyboard('{Delete}')
    expect(command).toHaveBeenCalledWith('flowRemove', { id: 'f1' })
    setMirror({ flows: [denied, { ...summary, removedAt: Date.now() }] })
    const undo = await list().findByRole('button', { name: 'Undo' })
    expect(document.activeElement).toBe(undo)
    await user.click(undo)
    expect(command).toHaveBeenCalledWith('flowRestore', { id: 'f1' })
  })

  test('shows flows that were cleared at once as one row', async () => {
    const removedAt = Date.now()
    const { user } = renderPanel()
    setMirror({ flows: [summary, denied].map((each) => ({ ...each, removedAt })) })
    expect(await screen.findByText('2 flows removed')).toBeTruthy()
    await user.click(list().getByRole('button', { name: 'Undo' }))
    expect(command).toHaveBeenCalledWith('flowsRestore')
  })

  test('stays small with many flows', () => {
    const flows = Array.from({ length: 800 }, (_, index) => ({ ...denied, id: `m${index}` }))
    setMirror({ flows })
    renderPanel()
    expect(list().getAllByRole('button').length).toBeLessThan(60)
  })

  test('takes flows of which nothing is known', () => {
    const bare = { ...summary, id: 'f9', issuer: null, clientId: null, createdAt: Date.now() }
    setMirror({ flows: [bare] })
    renderPanel()
    expect(list().getByText('unknown issuer')).toBeTruthy()
  })

  test('is empty at first', () => {
    setMirror({ flows: [] })
    renderPanel()
    expect(screen.getByText('No flows yet')).toBeTruthy()
  })

  test('clears all from the menu', async () => {
    const { user } = renderPanel()
    await user.click(screen.getByRole('button', { name: 'More' }))
    await user.click(screen.getByRole('menuitem', { name: 'Clear flows' }))
    expect(command).toHaveBeenCalledWith('flowsClear')
  })
})

describe('the sequence', () => {
  test('unfolds login redirects in place with Right, and folds them with Left', async () => {
    const { user } = renderPanel('flows', 'f1')
    await user.click(row(/^Authorization response/))
    await user.keyboard('{ArrowUp}{ArrowRight}')
    expect(screen.getAllByRole('treeitem', { name: /^Login redirect/ })).toHaveLength(2)
    await user.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(screen.getAllByRole('treeitem', { name: /^Login/ })[0])
    await user.keyboard('{ArrowLeft}{ArrowLeft}')
    expect(screen.queryAllByRole('treeitem', { name: /^Login redirect/ })).toHaveLength(0)
  })

  test('goes to the next failure with J', async () => {
    const { user } = renderPanel('flows', 'f1')
    await user.click(row(/^PAR response/))
    await user.keyboard('j')
    expect(row(/^Authorization response/).getAttribute('aria-selected')).toBe('true')
    expect(screen.getByRole('tab', { selected: true }).textContent).toContain('Checks')
  })

  test('says what cannot be seen', async () => {
    const { user } = renderPanel('flows', 'f1')
    await user.click(row(/^Token request/))
    expect(inspector().getByText(/The browser reports neither to Parley/)).toBeTruthy()
  })

  test('announces a response that arrives, with its worst check', async () => {
    setMirror({ flow: { f1: { ...flow, messages: flow.messages.slice(0, -1) } } })
    renderPanel('flows', 'f1')
    expect(screen.getByRole('status').textContent).toBe('')
    setMirror({ flow: { f1: flow } })
    expect(await screen.findByText('Authorization response received: 1 failed')).toBeTruthy()
  })
})

describe('the inspector', () => {
  test('masks the code until it is revealed', async () => {
    const { user, container } = renderPanel('flows', 'f1')
    expect(container.innerHTML).not.toContain(code)
    await user.click(inspector().getByRole('button', { name: 'Reveal code' }))
    expect(inspector().getByText(code)).toBeTruthy()
  })

  test('shows delivery and callback of the response', () => {
    renderPanel('flows', 'f1')
    expect(inspector().getByText('Server redirect')).toBeTruthy()
    expect(inspector().getByText('Connection refused')).toBeTruthy()
    expect(inspector().getByText('net::ERR_CONNECTION_REFUSED')).toBeTruthy()
    expect(inspector().getByText('Same').textContent).toBe('Same state')
  })

  test('shows a failed check in full with a link to its clause', async () => {
    const { user } = renderPanel('flows', 'f1')
    await user.click(inspector().getByRole('tab', { name: /Checks/ }))
    const item = within(inspector().getByRole('article'))
    expect(item.getAllByRole('definition').map((each) => each.textContent)).toContain(
      'https://evil.example',
    )
    expect(item.getByRole('link').getAttribute('href')).toContain('rfc9207.html#section-2.4')
  })

  test('names what could not run and what was missing', async () => {
    const messages = [{ ...response, results: [notRun] }]
    setMirror({ flow: { f1: { ...flow, messages } } })
    const { user } = renderPanel('flows', 'f1')
    await user.click(inspector().getByRole('tab', { name: /Checks/ }))
    expect(inspector().getByRole('heading', { name: /^Not checked/ })).toBeTruthy()
    expect(inspector().getByRole('listitem').textContent).toContain('nothing to compare with')
  })

  test('copies the raw message masked until it is revealed', async () => {
    const { user } = renderPanel('flows', 'f1')
    await user.click(inspector().getByRole('tab', { name: 'Raw' }))
    await user.click(inspector().getByRole('button', { name: 'Copy' }))
    expect(await navigator.clipboard.readText()).not.toContain(code)
    await user.click(inspector().getByRole('button', { name: 'Reveal' }))
    await user.click(inspector().getByRole('button', { name: /^Cop/ }))
    expect(await navigator.clipboard.readText()).toContain(code)
  })

  test('moves between tabs with [ and ], past the one without a token', async () => {
    const { user } = renderPanel('flows', 'f1')
    expect(inspector().getByRole('tab', { name: 'JWT' }).getAttribute('aria-disabled')).toBe('true')
    await user.click(row(/^Authorization response/))
    await user.keyboard(']')
    expect(screen.getByRole('tab', { selected: true }).textContent).toContain('Checks')
    await user.keyboard('[[')
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Message')
  })
})

describe('the keyboard', () => {
  test('goes to the screens by digits, but not from a field', async () => {
    const { user } = renderPanel()
    await user.click(screen.getByRole('textbox', { name: 'Filter flows' }))
    await user.keyboard('2')
    expect(screen.getByRole('button', { name: 'Flows' }).getAttribute('aria-current')).toBe('page')
    await user.click(screen.getByRole('button', { name: 'Flows' }))
    await user.keyboard('4')
    expect(screen.getByRole('button', { name: 'Profiles' }).getAttribute('aria-current')).toBe(
      'page',
    )
  })
})

test('a message that is longer than what is kept says so', () => {
  const shortened = flow.messages.map((message) =>
    message.kind === 'authorization-response' ? { ...message, shortened: true as const } : message,
  )
  setMirror({ flow: { f1: { ...flow, messages: shortened } } })
  renderPanel('flows', 'f1')
  expect(screen.getByText(/too long to store in full/)).toBeTruthy()
})
