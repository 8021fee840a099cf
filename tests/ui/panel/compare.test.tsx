import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { consentFlows } from '../../samples/consents'
import { ownFlow, secrets } from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { denied, summary } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<() => Promise<unknown>>(() => Promise.resolve()),
}))

const leaked = (text: string) => Object.values(secrets).filter((secret) => text.includes(secret))
const table = () => within(screen.getByRole('table'))
const sums = () => document.querySelector('.cmp__sum')?.textContent ?? ''

beforeEach(fillMirror)

/** Opens the comparison of two flows; the second is B. */
async function compare(a: Flow, b: Flow) {
  setMirror({
    flows: [
      { ...denied, createdAt: 2 },
      { ...summary, createdAt: 1 },
    ],
    flow: { f2: { ...b, id: 'f2' }, f1: { ...a, id: 'f1' } },
  })
  const rendered = renderPanel()
  const list = within(screen.getByRole('list', { name: 'Flows, newest first' }))
  await rendered.user.click(list.getAllByRole('button')[0]!)
  await rendered.user.keyboard('d')
  await screen.findByRole('radio', { name: 'Tokens' }, { timeout: 20_000 })
  return rendered
}

const part = (claims: object) => btoa(JSON.stringify(claims)).replace(/=+$/, '')
const withToken = (claims: object): Flow => ({
  ...ownFlow,
  messages: ownFlow.messages.map((message) =>
    message.kind === 'token-response'
      ? {
          ...message,
          body: JSON.stringify({ id_token: `${part({ alg: 'PS256' })}.${part(claims)}.c2ln` }),
        }
      : message,
  ),
})

describe('two tokens', () => {
  test('of flows are compared claim by claim, and others can be chosen', async () => {
    const { user, container } = await compare(withToken({ acr: '1' }), withToken({ acr: '2' }))
    await user.click(screen.getByRole('radio', { name: 'Tokens' }))
    expect(sums()).toMatch(/^1 difference/)
    expect(table().getByRole('rowheader', { name: 'acr' })).toBeTruthy()
    expect((await axe.run(container)).violations.map(({ id }) => id)).toEqual([])
    const choice = screen.getByRole('combobox', { name: 'Part of flow A' })
    const names = within(choice)
      .getAllByRole('option')
      .map(({ textContent }) => textContent)
    expect(names).toContain('client_assertion, PAR request')
    await user.selectOptions(choice, 'client_assertion, PAR request')
    expect(table().getByRole('rowheader', { name: 'sub' })).toBeTruthy()
  })

  test('are copied as Markdown without secrets', async () => {
    const { user } = await compare(withToken({ sub: 'aisyah-42', acr: '1' }), ownFlow)
    await user.click(screen.getByRole('radio', { name: 'Tokens' }))
    await user.click(screen.getByRole('button', { name: 'Copy as Markdown' }))
    const text = await navigator.clipboard.readText()
    expect(text).toMatch(/^# Compare tokens/)
    expect(text).toContain('Token response')
    expect(text).toContain('`acr`')
    expect(text).not.toContain('aisyah')
    expect(leaked(text)).toEqual([])
  })

  test('need a token in both flows', async () => {
    const { user } = await compare({ ...ownFlow, messages: [] }, ownFlow)
    await user.click(screen.getByRole('radio', { name: 'Tokens' }))
    expect(screen.getByText('One of the flows has no token.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Copy as Markdown' })).toBeNull()
  })
})

test('two consents are shown whole, and one state of each can be chosen', async () => {
  const { user, container } = await compare(consentFlows.narrower, consentFlows.wider)
  await user.click(screen.getByRole('radio', { name: 'Consents' }))
  expect(screen.getByRole('radio', { name: 'All' }).getAttribute('aria-checked')).toBe('true')
  expect(table().getAllByRole('row').length).toBeGreaterThan(4)
  const choice = screen.getByRole('combobox', { name: 'Part of flow A' })
  await user.selectOptions(choice, 'Requested')
  expect(sums()).toMatch(/difference/)
  expect((await axe.run(container)).violations.map(({ id }) => id)).toEqual([])
})

test('the consent of one flow is compared: what was requested and what was granted', async () => {
  setMirror({
    flows: [{ ...summary, createdAt: 1 }],
    flow: { f1: { ...consentFlows.narrower, id: 'f1' } },
  })
  const { user } = renderPanel()
  await user.click(document.querySelector('[data-consent]')!)
  await user.click(screen.getByRole('button', { name: 'Compare with another consent…' }))
  const chosen = (side: string) =>
    screen.getByRole<HTMLSelectElement>('combobox', { name: `Part of flow ${side}` })
  await screen.findByRole('combobox', { name: 'Part of flow A' }, { timeout: 20_000 })
  expect(chosen('A').selectedOptions[0]?.textContent).toBe('Requested')
  expect(chosen('B').selectedOptions[0]?.textContent).toBe('Granted')
  expect(sums()).toMatch(/^[1-9]\d* difference/)
})

test('J moves to the next difference, S swaps both sides, and A shows all', async () => {
  const { user } = await compare(withToken({ acr: '1' }), withToken({ acr: '2' }))
  await user.click(screen.getByRole('radio', { name: 'Tokens' }))
  const values = () =>
    within(table().getByRole('rowheader', { name: 'acr' }).closest('tr')!)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent)
  const before = values()
  await user.keyboard('j')
  expect(document.activeElement?.textContent).toContain('acr')
  await user.keyboard('s')
  await vi.waitFor(() => expect(values()).toEqual([before[0], before[2], before[1]]))
  const count = table().getAllByRole('row').length
  screen.getByRole('radio', { name: 'Tokens' }).focus()
  await user.keyboard('a')
  expect(table().getAllByRole('row').length).toBeGreaterThan(count)
})
