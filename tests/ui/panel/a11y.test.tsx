import { act, fireEvent, screen } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, test, vi } from 'vitest'
import { command } from '@/lib/state/actions'
import { ownFlow } from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { summary } from './sample'
import { broken, valid, withoutKeys } from './token-views'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(
    () => new Promise(() => undefined),
  ),
}))

async function violations(container: Element): Promise<readonly string[]> {
  const { violations: found } = await axe.run(container)
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

beforeEach(fillMirror)

// Colours, and so themes, are tested in a browser.

test.each(['flows', 'requests', 'tokens', 'profiles'] as const)('%s', async (name) => {
  const { container } = renderPanel(name)
  expect(await violations(container)).toEqual([])
})

test.each(['Checks', 'Raw'])('the inspector: %s', async (tab) => {
  const { container } = renderPanel('flows', 'f1')
  fireEvent.click(screen.getByRole('tab', { name: new RegExp(`^${tab}`) }))
  expect(await violations(container)).toEqual([])
})

test.each([/^PAR request/, /^Token request/, /^Token response/, /^Resource response/])(
  'a flow of Parley: %s',
  async (name) => {
    setMirror({ flow: { f1: ownFlow } })
    const { container } = renderPanel('flows', 'f1')
    fireEvent.click(screen.getByRole('treeitem', { name }))
    expect(await violations(container)).toEqual([])
  },
)

test('unfolded redirects', async () => {
  const { container } = renderPanel('flows', 'f1')
  fireEvent.click(screen.getByRole('treeitem', { name: /login redirects/ }))
  expect(await violations(container)).toEqual([])
})

test.each([
  ['valid', valid],
  ['without keys', withoutKeys],
  ['malformed', broken],
])('a token: %s', async (_, view) => {
  vi.mocked(command).mockResolvedValueOnce(view)
  const { container } = renderPanel('tokens')
  fireEvent.change(screen.getByRole('textbox', { name: 'Token' }), {
    target: { value: view.jwt.text },
  })
  await screen.findByRole('table', { name: 'Header' })
  expect(await violations(container)).toEqual([])
})

test.each([
  ['empty', []],
  ['removed', [{ ...summary, removedAt: 1 }]],
])('flows: %s', async (_, flows) => {
  setMirror({ flows })
  const { container } = renderPanel()
  await act(async () => undefined)
  expect(await violations(container)).toEqual([])
})
