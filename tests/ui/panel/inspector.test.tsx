import { screen, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { command } from '@/lib/state/actions'
import { ownFlow, secrets, tokenResponse } from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { failed } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

const inspector = () => within(screen.getByRole('region', { name: 'Inspector' }))
const tab = () => screen.getByRole('tab', { selected: true }).textContent
const focused = () => document.activeElement?.getAttribute('aria-label')

const scope = { ...failed, id: 'tr-scope', on: 'token-response', about: 'scope' } as const
const nonce = {
  ...failed,
  id: 'idt-nonce',
  on: 'id-token',
  of: 'id_token',
  about: 'nonce',
  findings: [{ code: 'differs', seen: 'n-1', expected: 'n-2' }],
} as const
const widerScope = { ...scope, findings: [{ code: 'wider', seen: 'a b', expected: 'a' }] }

/** The flow with a token response that fails two checks, which is selected. */
function open(text = secrets.idToken) {
  const body = JSON.stringify({ scope: 'a b', id_token: text })
  const messages = ownFlow.messages.map((message) =>
    message.id === tokenResponse.id
      ? { ...tokenResponse, body, results: [widerScope, nonce] }
      : message,
  )
  const flow: Flow = { ...ownFlow, messages }
  setMirror({ flow: { f1: flow } })
  return renderPanel('flows', 'f1')
}

beforeEach(() => {
  vi.mocked(command).mockReset()
  vi.mocked(command).mockReturnValue(new Promise(() => undefined))
  fillMirror()
})

test('the counts of a flow show the checks of all its messages', async () => {
  const { user } = open()
  await user.click(screen.getByTitle('Show the checks of the flow'))
  expect(tab()).toContain('Checks')
  expect(inspector().getByRole('button', { name: 'Whole flow', pressed: true })).toBeTruthy()
  expect(inspector().getAllByText(/^Token response,/).length).toBe(2)
  expect(document.activeElement?.matches('[data-problem]')).toBe(true)
})

test('Enter goes from a finding to its line in the message', async () => {
  const { user } = open()
  await user.click(screen.getByTitle('Show the checks of the flow'))
  inspector().getByRole('article', { name: 'tr-scope' }).focus()
  await user.keyboard('{Enter}')
  expect(tab()).toBe('Message')
  expect(focused()).toBe('Explain scope')
})

test('Enter goes from a finding to its line in a token that is not verified yet', async () => {
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '')
  const { user } = open(`${part({ alg: 'PS256' })}.${part({ nonce: 'n-1' })}.c2ln`)
  await user.click(screen.getByTitle('Show the checks of the flow'))
  inspector().getByRole('article', { name: 'idt-nonce' }).focus()
  await user.keyboard('{Enter}')
  expect(tab()).toBe('JWT')
  expect(inspector().getByText('Verifying the signature')).toBeTruthy()
  expect(focused()).toBe('Explain nonce')
  expect(inspector().getByRole('article').textContent).toMatch(/Differs from the request.*n-1.*n-2/)
})

test('J goes to the next problem, and from the last one to the next message', async () => {
  const { user } = open()
  await user.click(screen.getByRole('treeitem', { name: /^Token response/ }))
  inspector().getByRole('button', { name: 'Explain scope' }).focus()
  await user.keyboard('j')
  expect(focused()).toBe('Grants scopes that were not requested')
  await user.keyboard('j')
  expect(tab()).toContain('Checks')
  expect(document.activeElement?.matches('[data-problem]')).toBe(true)
})

test('a failure is in full above the values, and a few words in its line', () => {
  open()
  const problem = inspector().getByRole('article')
  expect(problem.textContent).toMatch(/^scopeGrants scopes that were not requested.*Fix/)
  const line = inspector().getByRole('row', { name: /^scope/ })
  expect(line.textContent).toContain('More than granted')
  expect(problem.compareDocumentPosition(line)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
  const idToken = inspector().getByRole('row', { name: /^id_token/ })
  expect(idToken.textContent).toContain('nonce: Differs from the request')
})
