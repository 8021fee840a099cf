import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, test, vi } from 'vitest'
import { ownFlow, secrets } from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { denied, summary } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<() => Promise<unknown>>(() => Promise.resolve()),
}))

beforeEach(() => {
  fillMirror()
  setMirror({
    flows: [denied, summary],
    flow: { f1: { ...ownFlow, id: 'f1' }, f2: { ...ownFlow, id: 'f2', messages: [] } },
  })
})

const inspector = () => within(screen.getByRole('region', { name: 'Inspector' }))
const leaked = (text: string) => Object.values(secrets).filter((secret) => text.includes(secret))

async function openMessage(name: RegExp) {
  const rendered = renderPanel('flows', 'f1')
  await rendered.user.click(screen.getByRole('treeitem', { name }))
  return rendered
}

async function copied(): Promise<string> {
  await screen.findByText(/^(?:Copied|Report copied), without secrets$/, {}, { timeout: 20_000 })
  return await navigator.clipboard.readText()
}

test('a message is copied as Markdown without secrets, with what its checks found', async () => {
  const { user } = await openMessage(/^Token response/)
  await user.click(inspector().getByRole('button', { name: 'More about this message' }))
  await user.click(screen.getByRole('menuitem', { name: 'Copy message as Markdown' }))
  const text = await copied()
  expect(text).toContain('Token response')
  expect(text).toMatch(/^### F\d /)
  expect(text).toContain('"access_token": "access-token-1"')
  expect(text).not.toContain('grant_type')
  expect(leaked(text)).toEqual([])
})

test('a message without a request has the menu as well', async () => {
  const { user } = await openMessage(/^Authorization response/)
  await user.click(inspector().getByRole('button', { name: 'More about this message' }))
  const names = screen.getAllByRole('menuitem').map(({ textContent }) => textContent)
  expect(names).toEqual(['Copy message as Markdown', 'Copy reportShift+C', 'Export…E'])
  await user.click(screen.getByRole('menuitem', { name: /^Export/ }))
  expect(await screen.findByRole('region', { name: 'Export' })).toBeTruthy()
})

test('a finding is copied with its button and with C, and nothing else of the flow', async () => {
  const { user, container } = await openMessage(/^Token response/)
  await user.click(screen.getByRole('tab', { name: /^Checks/ }))
  const item = inspector().getByRole('article', { name: 'idt-iss' })
  await user.click(within(item).getByRole('button', { name: 'Copy this finding' }))
  const text = await copied()
  expect(text).toMatch(/^### F\d+ `iss`: /)
  expect(text).toContain('`idt-iss`')
  expect(text).toContain('Fix:')
  expect(text.match(/^### /gm)).toHaveLength(1)
  expect(text).not.toContain('access_token')
  await navigator.clipboard.writeText('')
  item.focus()
  await user.keyboard('c')
  await vi.waitFor(async () => expect(await navigator.clipboard.readText()).toBe(text))
  expect((await axe.run(container)).violations.map(({ id }) => id)).toEqual([])
})

test('Shift+C and E work in the sequence and in the inspector', async () => {
  const { user } = await openMessage(/^Token response/)
  await user.keyboard('{Shift>}C{/Shift}')
  const text = await copied()
  expect(text).toMatch(/^# /)
  expect(leaked(text)).toEqual([])
  await user.click(screen.getByRole('tab', { name: /^Message/ }))
  await user.keyboard('e')
  expect(await screen.findByRole('region', { name: 'Export' })).toBeTruthy()
})

test('a flow that is not stored any more leaves the clipboard as it is', async () => {
  const { user } = renderPanel()
  const list = within(screen.getByRole('list', { name: 'Flows, newest first' }))
  await user.click(list.getAllByRole('button')[0]!)
  await navigator.clipboard.writeText('before')
  setMirror({ flow: {} })
  await user.keyboard('{Shift>}C{/Shift}')
  expect(await screen.findByText('Not copied', {}, { timeout: 20_000 })).toBeTruthy()
  expect(await navigator.clipboard.readText()).toBe('before')
})
