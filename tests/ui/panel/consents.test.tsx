import { act, screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { command } from '@/lib/state/actions'
import type { Profile } from '@/lib/oauth/profile'
import { summarise } from '@/lib/flow/read/summary'
import { consentFlow, type ConsentState } from '../../samples/consent-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { signingKey } from './own-flow'
import { access, profile } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(
    () => new Promise(() => undefined),
  ),
}))

const uk: Profile = {
  ...profile,
  ruleProfile: 'uk',
  signingKeyId: signingKey.id,
  resourceServers: ['https://api.example/'],
}

/** What the background answers to a new consent. */
const answer = (begun: object, ran: object, prepared: object = { ok: true, preview: null }) => {
  const reply = async (name: string) =>
    name === 'consentBegin' ? begun : name === 'consentPrepare' ? prepared : ran
  vi.mocked(command).mockImplementation(reply as never)
}

/** What was sent under a name. */
const sent = (name: string) =>
  vi
    .mocked(command)
    .mock.calls.filter(([each]) => each === name)
    .map(([, data]) => data)

beforeEach(() => {
  vi.mocked(command).mockReset()
  vi.mocked(command).mockImplementation(() => new Promise(() => undefined))
  fillMirror()
  setMirror({
    profiles: [uk],
    keys: [signingKey],
    templates: [],
    access: { p1: (access['p1'] ?? []).map((each) => ({ ...each, granted: true, named: true })) },
  })
})

async function openPane() {
  const view = renderPanel('requests')
  await view.user.click(screen.getByRole('button', { name: /^UK account access, v4\.0/ }))
  return view
}
const calls = () => within(screen.getByRole('list', { name: 'Calls' }))
const strip = () => within(screen.getByRole('region', { name: 'Consent of this flow' }))

describe('the pane of a consent', () => {
  test('lists the templates of the ecosystem, and offers all in the pane', async () => {
    await openPane()
    const library = within(screen.getByRole('region', { name: 'Saved requests' }))
    expect(library.queryByRole('button', { name: /^CDR/ })).toBeNull()
    const all = within(screen.getByRole('radiogroup', { name: 'Template' })).getAllByRole('radio')
    expect(all).toHaveLength(9)
    expect(all[0]?.getAttribute('aria-checked')).toBe('true')
  })

  test('shows the calls as they will be made, with the values as they change', async () => {
    const { user } = await openPane()
    expect(calls().getByText(/^POST https:\/\/api\.example\/open-banking\/v4\.0/)).toBeTruthy()
    expect(calls().getByText('"ReadBalances"', { exact: false })).toBeTruthy()
    await user.click(screen.getByRole('checkbox', { name: 'ReadBalances' }))
    expect(calls().queryByText('"ReadBalances"', { exact: false })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Undo permissions' }))
    expect(calls().getByText('"ReadBalances"', { exact: false })).toBeTruthy()
  })

  test('one press begins the flow with the changed values, and runs it', async () => {
    answer({ ok: true, flowId: 'c1' }, { ok: true, accepted: true })
    const { user } = await openPane()
    await user.click(screen.getByRole('checkbox', { name: 'ReadBalances' }))
    await user.click(screen.getByRole('button', { name: 'Create consent and open' }))
    expect(sent('consentBegin')).toMatchObject([
      {
        templateId: 'uk_account_access_40',
        open: 'tab',
        values: { permissions: expect.any(Array) },
      },
    ])
    expect(sent('consentRun')).toEqual([{ flowId: 'c1', open: 'tab' }])
  })

  test('a value without its variable is named, and disables the press', async () => {
    const { user } = await openPane()
    const field = screen.getByRole('textbox', { name: 'ExpirationDateTime' })
    await user.clear(field)
    await user.click(field)
    await user.paste('{{nowhere}}')
    expect(screen.getByText(/No variable has the name/)).toBeTruthy()
    const button = screen.getByRole('button', { name: 'Create consent and open' })
    expect(button.getAttribute('aria-disabled')).toBe('true')
    await user.click(button)
    expect(sent('consentBegin')).toEqual([])
  })

  test('a refusal shows what the server says, and the calls that were not sent', async () => {
    const flow = consentFlow(uk, 'refused', Date.now())
    setMirror({ flow: { [flow.id]: flow } })
    answer({ ok: true, flowId: flow.id }, { ok: true, accepted: false })
    const { user } = await openPane()
    await user.click(screen.getByRole('button', { name: 'Create consent and open' }))
    const alert = within(await screen.findByRole('region', { name: 'Consent refused' }))
    expect(alert.getByText('400, U002')).toBeTruthy()
    expect(alert.getByText('Data.Permissions')).toBeTruthy()
    expect(calls().getAllByText('not sent').length).toBeGreaterThan(3)
    await user.click(alert.getByRole('button', { name: /^Add ReadTransactionsBasic/ }))
    expect(sent('consentBegin').at(-1)).toMatchObject({
      values: { permissions: expect.arrayContaining(['ReadTransactionsBasic']) },
    })
  })

  test('a built-in template is read only and can be duplicated', async () => {
    const { user } = await openPane()
    await user.click(screen.getByRole('button', { name: 'Edit template' }))
    expect(screen.getByText('built in, read only')).toBeTruthy()
    expect(screen.queryByRole('textbox', { name: 'Template as JSON' })).toBeNull()
    await user.click(screen.getByRole('button', { name: 'Duplicate to edit' }))
    expect(sent('templateSave')).toMatchObject([
      { id: null, text: expect.stringContaining('"UK account access, v4.0, copy"') },
    ])
  })
})

describe('the consent strip of a flow', () => {
  const show = (state: ConsentState) => {
    const flow = consentFlow(uk, state, Date.now() - 5000)
    setMirror({ flows: [summarise(flow)], flow: { [flow.id]: flow } })
    return { ...renderPanel('flows', flow.id), flow }
  }

  test.each<[ConsentState, string]>([
    ['authorised', 'Consent authorised (AUTH)'],
    ['created', 'Consent waits for the user (AWAU)'],
    ['withdrawn', 'Consent withdrawn'],
    ['still-usable', 'Consent withdrawn, still usable'],
    ['refused', 'Stopped at a refusal'],
    ['interrupted', 'Interrupted before the end'],
  ])('%s: %s', (state, text) => {
    show(state)
    expect(strip().getByText(text)).toBeTruthy()
  })

  test('reads the status and withdraws without asking', async () => {
    const { user, flow } = show('authorised')
    expect(strip().getByText(/^expires in 89 d|^expires in 90 d/)).toBeTruthy()
    await user.click(strip().getByRole('button', { name: 'Read status' }))
    expect(sent('consentStatus')).toEqual([{ flowId: flow.id }])
    const { user: again } = show('authorised')
    await again.click(screen.getAllByRole('button', { name: 'Withdraw' }).at(-1) as HTMLElement)
    expect(sent('consentWithdraw')).toEqual([{ flowId: flow.id }])
  })

  test('after the withdrawal the old token is tried', async () => {
    const { user, flow } = show('withdrawn')
    expect(strip().queryByRole('button', { name: 'Withdraw' })).toBeNull()
    await user.click(strip().getByRole('button', { name: 'GET accounts' }))
    expect(sent('consentUse')).toEqual([{ flowId: flow.id }])
  })

  test('what was interrupted continues', async () => {
    const { user, flow } = show('interrupted')
    await user.click(strip().getByRole('button', { name: 'Continue' }))
    expect(sent('consentRun')).toEqual([{ flowId: flow.id, open: 'tab' }])
  })

  test('the sequence has a lane for the resource server, and names the calls', () => {
    show('withdrawn')
    const tree = within(screen.getByRole('tree', { name: 'Messages' }))
    expect(screen.getByText('Resource server')).toBeTruthy()
    expect(tree.getByText(/^Create consent, client to resource server/)).toBeTruthy()
    expect(tree.getByText(/^Withdraw consent, client to resource server/)).toBeTruthy()
  })
})

test('a removed template can be brought back for a minute', async () => {
  const [named] = (await import('@/lib/consent/templates')).builtInTemplates
  if (!named) throw new Error('No template')
  setMirror({
    templates: [{ id: 't1', template: { ...named.template, name: 'Mine' }, removedAt: Date.now() }],
  })
  const { user } = renderPanel('requests')
  expect(screen.queryByRole('button', { name: /^Mine/ })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(sent('templateRestore')).toEqual([{ id: 't1' }])
  act(() => undefined)
})

describe('a signed request', () => {
  const body = '{"Data":{"Initiation":{"EndToEndIdentification":"E2E-7"}},"Risk":{}}'
  const preview = {
    id: 'r1',
    at: Date.now(),
    method: 'POST',
    url: 'https://api.example/open-banking/v4.0/pisp/domestic-payment-consents',
    headers: [
      ['content-type', 'application/json'],
      ['x-jws-signature', `${btoa('{"alg":"PS256","kid":"k1"}').replace(/=+$/, '')}..c2ln`],
    ],
    body,
  }
  const openPayment = async () => {
    const view = renderPanel('requests')
    await view.user.click(screen.getByRole('button', { name: /^UK domestic payment, v4\.0/ }))
    return view
  }

  test('without a signer, the call says that it is not signed', async () => {
    await openPayment()
    expect(calls().getByText('Not signed, because no signer is given.')).toBeTruthy()
  })

  test('is shown octet for octet, and sent as it is shown', async () => {
    answer({ ok: true, flowId: 'f1' }, { ok: true, accepted: true }, { ok: true, preview })
    const { user } = await openPayment()
    await user.type(screen.getByRole('textbox', { name: 'SignatureIssuer' }), 'org/sw')
    const region = await calls().findByRole('region', { name: 'As sent, without the access token' })
    expect(region.textContent).toContain('"kid": "k1"')
    expect(region.querySelector('pre')?.textContent?.endsWith(`\n\n${body}`)).toBe(true)
    expect(calls().getAllByText(/E2E-7/).length).toBeGreaterThan(0)
    expect(sent('consentPrepare').at(-1)).toMatchObject({ values: { SignatureIssuer: 'org/sw' } })
    await user.click(screen.getByRole('button', { name: 'Create only' }))
    expect(sent('consentBegin')).toMatchObject([{ preparedId: 'r1' }])
  })

  test('says why it cannot be signed', async () => {
    const issues = [{ code: 'signing_key_missing' }]
    answer({ ok: true, flowId: 'f1' }, { ok: true }, { ok: false, issues })
    const { user } = await openPayment()
    await user.type(screen.getByRole('textbox', { name: 'SignatureIssuer' }), 'o/s')
    expect(await calls().findByText(/The profile has no signing key/)).toBeTruthy()
  })
})
