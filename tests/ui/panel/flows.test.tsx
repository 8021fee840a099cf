import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { command } from '@/lib/state/actions'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { code, flow, notRun, response } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

const row = (name: string | RegExp) => screen.getByRole('treeitem', { name })
const inspector = () => within(screen.getByRole('region', { name: 'Inspector' }))

beforeEach(() => {
  vi.mocked(command).mockClear()
  fillMirror()
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

  test('has the name of the flow above it, with the report to copy', () => {
    renderPanel('flows', 'f1')
    expect(screen.getByRole('heading', { level: 2, name: 'tpp' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Copy report' })).toBeTruthy()
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
    await user.click(screen.getByRole('textbox', { name: 'Search flows' }))
    await user.keyboard('2')
    expect(screen.getByRole('button', { name: 'Flows' }).getAttribute('aria-current')).toBe('page')
    await user.click(screen.getByRole('button', { name: 'Flows' }))
    await user.keyboard('6')
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
