import { screen, within } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { AuthorizationResponse, ReceivedJwt } from '@/lib/flow/model/message'
import { command } from '@/lib/state/actions'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { failed, flow, response } from './sample'
import { valid } from './token-views'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

const inspector = () => within(screen.getByRole('region', { name: 'Inspector' }))
const sent = () =>
  vi.mocked(command).mock.calls.flatMap(([name, data]) => (name === 'tokenInspect' ? [data] : []))

const part = (value: object) => btoa(JSON.stringify(value)).replace(/=+$/, '')
const jwt = (claims: object) => `${part({ alg: 'PS256' })}.${part(claims)}.c2ln`
const idToken = jwt({ sub: 'u' })
const jarm = jwt({ code: 'c1', state: 's1', id_token: idToken })

const received = (name: string, text: string): ReceivedJwt => ({
  name,
  text,
  decryption: null,
  verification: valid.verification,
})

/** Opens the response of a flow. */
async function show(change: Partial<AuthorizationResponse>) {
  const message = { ...response, ...change }
  setMirror({ flow: { f1: { ...flow, messages: [message] } } })
  const panel = renderPanel('flows', 'f1')
  await panel.user.click(screen.getByRole('treeitem', { name: /^Authorization response/ }))
  return panel
}

beforeEach(() => {
  vi.mocked(command).mockReset()
  vi.mocked(command).mockResolvedValue(valid as never)
  fillMirror()
})

test('a JARM and the ID token inside of it are decoded and verified', async () => {
  const { user } = await show({
    params: [['response', jarm]],
    jwts: [received('response', jarm), received('id_token', idToken)],
  })
  await user.click(inspector().getByRole('button', { name: 'Decode response' }))
  await screen.findByText('Signature valid')
  await user.selectOptions(inspector().getByRole('combobox'), 'id_token')
  await vi.waitFor(() =>
    expect(sent()).toMatchObject([
      { text: jarm, flowId: 'f1', jwks: null },
      { text: idToken, flowId: 'f1', jwks: null },
    ]),
  )
})

test('the members inside of a JARM are shown, each with what the checks say of it', async () => {
  await show({
    params: [['response', jarm]],
    jwts: [received('response', jarm)],
    results: [
      { ...failed, id: 'jarm-state', on: 'jarm', of: 'response', about: 'state' },
      {
        ...failed,
        id: 'jarm-exp',
        on: 'jarm',
        of: 'response',
        about: 'exp',
        findings: [{ code: 'expired' }],
      },
    ],
  })
  const inside = within(
    inspector().getByRole('table', { name: 'Parameters inside the response JWT' }),
  )
  expect(inside.getByRole('row', { name: /^state s1.*Differs from the request/ })).toBeTruthy()
  expect(inside.getByRole('row', { name: /^code/ }).textContent).not.toContain('c1')
  const outside = within(inspector().getByRole('table', { name: 'Query parameters' }))
  expect(outside.getAllByRole('row')).toHaveLength(1)
  expect(
    outside.getByRole('row', { name: /^response.*Already expired when received/ }),
  ).toBeTruthy()
})

test('a plain response has no members inside', async () => {
  await show({})
  expect(inspector().queryByRole('table', { name: /inside the JWT/ })).toBeNull()
})

test('an ID token delivered through the browser appears once', async () => {
  const { user } = await show({
    params: [
      ['code', 'c1'],
      ['id_token', idToken],
    ],
    jwts: [received('id_token', idToken)],
  })
  await user.click(inspector().getByRole('button', { name: 'Decode id_token' }))
  await screen.findByText('Signature valid')
  expect(inspector().queryByRole('combobox')).toBeNull()
})
