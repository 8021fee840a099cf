import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, test, vi } from 'vitest'
import { signed } from '../../samples/shared-flow'
import { ownFlow } from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<() => Promise<unknown>>(() => Promise.resolve()),
}))

beforeEach(() => {
  fillMirror()
  setMirror({ flow: { f1: { ...ownFlow, id: 'f1' } } })
})

const iss = 'https://as.test'
const shown = signed({ iss, sub: 'aisyah-42', acr: '1', jti: 'a' }, 'c2ln')
const other = signed({ iss, sub: 'aisyah-42', acr: '2', jti: 'b' }, 'c2ln')
const names = () =>
  within(screen.getByRole('table'))
    .getAllByRole('rowheader')
    .map(({ textContent }) => textContent)

async function openComparison() {
  const rendered = renderPanel('tokens')
  const open = screen.getByRole<HTMLButtonElement>('button', { name: 'Compare the token…' })
  expect(open.disabled).toBe(true)
  await rendered.user.click(screen.getByRole('textbox', { name: 'Token' }))
  await rendered.user.paste(shown)
  await rendered.user.click(open)
  await screen.findByRole('combobox', { name: 'Other token' }, { timeout: 20_000 })
  return rendered
}

test('a pasted token is compared with another pasted one, and copied without secrets', async () => {
  const { user, container } = await openComparison()
  expect(screen.getByText('Paste the token to compare with.')).toBeTruthy()
  await user.click(screen.getByRole('textbox', { name: 'Token' }))
  await user.paste(JSON.stringify({ id_token: other }))
  expect(names()).toEqual(['Claims', 'acr'])
  expect((await axe.run(container)).violations.map(({ id }) => id)).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Copy as Markdown' }))
  const text = await navigator.clipboard.readText()
  expect(text).toMatch(/^# Compare tokens/)
  expect(text).toContain('| ≠ | `acr` | `1` | `2` |')
  expect(text).not.toContain('aisyah')
  await user.keyboard('{Escape}')
  expect(screen.getByRole('textbox', { name: 'Token' })).toHaveProperty('value', shown)
})

test('a pasted token is compared with one of a flow', async () => {
  const { user } = await openComparison()
  const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Other token' })
  const assertion = within(choice).getByRole('option', { name: /^client_assertion, PAR request/ })
  await user.selectOptions(choice, assertion)
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(names()).toContain('acr')
})
