import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { summarise } from '@/lib/flow/read/summary'
import type { DecoupledGrant } from '@/lib/oauth/decoupled'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { decoupledFlow, type DecoupledState } from '../../samples/decoupled-flow'
import { metadataWith } from '../../preview/samples/bank'
import { signingKey } from './own-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { access, profile } from './sample'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(
    () => new Promise(() => undefined),
  ),
}))

const oidc: Profile = {
  ...profile,
  ruleProfile: 'oidc',
  authorizationDetails: '',
  scope: 'openid accounts',
  requestAs: 'parameters',
  signingKeyId: signingKey.id,
}
const published = {
  backchannel_authentication_endpoint: `${profile.issuer}/backchannel`,
  device_authorization_endpoint: `${profile.issuer}/device`,
  backchannel_user_code_parameter_supported: false,
}

/** What was sent under a name. */
const sent = (name: string) =>
  vi
    .mocked(command)
    .mock.calls.filter(([each]) => each === name)
    .map(([, data]) => data)

const fill = (members: object = published) => {
  fillMirror()
  setMirror({
    profiles: [oidc],
    keys: [signingKey],
    flows: [],
    metadata: { p1: metadataWith(members as typeof published) },
    access: { p1: (access['p1'] ?? []).map((each) => ({ ...each, granted: true, named: true })) },
  })
}

beforeEach(() => {
  vi.mocked(command).mockReset()
  vi.mocked(command).mockImplementation(() => new Promise(() => undefined))
  fill()
})

const names = { ciba: /Backchannel/, device: /Device authorization/ } as const

async function open(grant: DecoupledGrant) {
  const view = renderPanel('requests')
  const library = within(screen.getByRole('region', { name: 'Saved requests' }))
  const item = library.getAllByRole('button', { name: names[grant] })[0]
  if (!item) throw new Error('No item')
  await view.user.click(item)
  return view
}

async function show(grant: DecoupledGrant, state: DecoupledState, age = 12_000) {
  const flow = decoupledFlow(oidc, grant, state, Date.now() - age)
  setMirror({ flows: [summarise(flow)], flow: { [flow.id]: flow } })
  const view = await open(grant)
  return { ...view, flow, strip: within(screen.getByRole('region', { name: 'Last request' })) }
}

describe('the values of a decoupled grant', () => {
  test('are those of the profile, and one press sends what is not empty', async () => {
    const { user } = await open('ciba')
    await user.type(screen.getByRole('textbox', { name: 'login_hint' }), 'aisyah')
    await user.type(screen.getByRole('textbox', { name: 'binding_message' }), 'W4SCT')
    const requests = within(screen.getByRole('list', { name: 'Requests' }))
    expect(requests.getByText(`POST ${profile.issuer}/backchannel`)).toBeTruthy()
    expect(requests.getByText('=W4SCT', { exact: false })).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Send request' }))
    expect(sent('decoupledBegin')).toEqual([
      {
        profileId: 'p1',
        grant: 'ciba',
        params: [
          ['scope', 'openid accounts'],
          ['login_hint', 'aisyah'],
          ['binding_message', 'W4SCT'],
        ],
      },
    ])
  })

  test('a signed request is shown as the claims of its JWT', async () => {
    setMirror({ profiles: [{ ...oidc, requestAs: 'request-object' }] })
    await open('ciba')
    const requests = within(screen.getByRole('list', { name: 'Requests' }))
    expect(requests.getByText('"scope"', { exact: false })).toBeTruthy()
    expect(requests.getByText('"aud"', { exact: false })).toBeTruthy()
  })

  test('warnings name the metadata member, and prevent nothing', async () => {
    const { user } = await open('ciba')
    expect(screen.getByText(/^The request has no hint of the user/)).toBeTruthy()
    await user.type(screen.getByRole('textbox', { name: 'login_hint' }), 'a')
    expect(screen.queryByText(/^The request has no hint of the user/)).toBeNull()
    await user.type(screen.getByRole('textbox', { name: 'id_token_hint' }), 'b')
    expect(screen.getByText(/more than one hint/)).toBeTruthy()
    await user.type(screen.getByRole('textbox', { name: 'user_code' }), '1')
    expect(screen.getByText('backchannel_user_code_parameter_supported')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Send request' }))
    expect(sent('decoupledBegin')).toHaveLength(1)
  })

  test('an endpoint that the metadata does not name is named', async () => {
    fill({ ...published, device_authorization_endpoint: undefined })
    const { user } = await open('device')
    const button = screen.getByRole('button', { name: 'Send request' })
    expect(button.title).toBe('The metadata has no device_authorization_endpoint.')
    await user.click(button)
    expect(sent('decoupledBegin')).toEqual([])
  })

  test.each([
    ['ping', /Parley polls instead/],
    ['push', /The tokens are not receivable/],
  ])('%s is shown as not receivable', async (mode, text) => {
    fill({ ...published, backchannel_token_delivery_modes_supported: [mode] })
    await open('ciba')
    expect(screen.getByText(text)).toBeTruthy()
  })
})

describe('a run', () => {
  test('shows the code of the user, the addresses, and when the next poll is due', async () => {
    const { strip } = await show('device', 'waiting')
    expect(strip.getByText('Waiting for the user')).toBeTruthy()
    expect(strip.getByText('WDJB-MJHT')).toBeTruthy()
    expect(strip.getByRole('button', { name: 'Copy: Code for the user' })).toBeTruthy()
    expect(strip.getByRole('link', { name: 'Open verification page' }).getAttribute('href')).toBe(
      'https://auth1.sandbox.example/device?user_code=WDJB-MJHT',
    )
    expect(strip.getByText(/^in [1-5] s$|^now$/)).toBeTruthy()
    expect(strip.getByText('2')).toBeTruthy()
  })

  test('shows the binding message, and the longer interval after slow_down', async () => {
    const { strip } = await show('ciba', 'slowed', 17_000)
    expect(strip.getByText('W4SCT')).toBeTruthy()
    expect(strip.getByText(/5 s → 10 s/)).toBeTruthy()
    expect(strip.getByText('Waiting for the user, at a longer interval')).toBeTruthy()
  })

  test.each<[DecoupledGrant, DecoupledState, string, RegExp | null]>([
    ['ciba', 'sending', 'Sending the request', null],
    ['ciba', 'denied', 'Denied by the user', /^400, access_denied$/],
    ['device', 'expired', 'Expired without a decision', /One more poll shows/],
    ['device', 'done', 'Tokens received', null],
    ['ciba', 'refused', 'Request refused', /^400, unknown_user_id$/],
    ['ciba', 'error', 'The server ended polling', /^400, invalid_grant$/],
    ['device', 'stopped', 'Polling stopped', /still valid at the server/],
    ['ciba', 'not-sent', 'Poll not sent', null],
    ['ciba', 'push', 'Tokens not receivable, delivery mode push', /address that a server can call/],
  ])('%s, %s: %s', async (grant, state, title, text) => {
    const { strip } = await show(grant, state, state === 'expired' ? 400_000 : 12_000)
    expect(strip.getByText(title)).toBeTruthy()
    if (text) expect(strip.getByText(text)).toBeTruthy()
  })

  test('Poll now waits for the interval, Cancel stops', async () => {
    const { strip, user, flow } = await show('ciba', 'waiting', 11_000)
    const now = strip.getByRole('button', { name: 'Poll now' })
    expect(now.getAttribute('aria-disabled')).toBe('true')
    expect(now.title).toMatch(/^The interval is not over\. \d s are left\.$/)
    await user.click(now)
    expect(sent('decoupledPoll')).toEqual([])
    await user.click(strip.getByRole('button', { name: 'Cancel' }))
    expect(sent('decoupledStop')).toEqual([{ flowId: flow.id }])
    // One request at a time.
    expect(screen.getByRole('button', { name: 'Send again' }).title).toMatch(
      /^A request is waiting/,
    )
  })

  test('a poll that failed can be repeated after the interval, before the longer pause', async () => {
    const { strip, user, flow } = await show('ciba', 'failing', 22_000)
    await user.click(strip.getByRole('button', { name: 'Poll now' }))
    expect(sent('decoupledPoll')).toEqual([{ flowId: flow.id }])
  })

  test('continues after a stop, and leads to its flow', async () => {
    const { strip, user, flow } = await show('device', 'stopped')
    await user.click(strip.getByRole('button', { name: 'Continue polling' }))
    expect(sent('decoupledContinue')).toEqual([{ flowId: flow.id }])
    await user.click(strip.getByRole('button', { name: /flow/i }))
    expect(await screen.findByRole('tree', { name: 'Messages' })).toBeTruthy()
  })

  test('the page wakes the background when a poll is overdue', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    await show('ciba', 'restarted', 90_000)
    await vi.advanceTimersByTimeAsync(1100)
    expect(sent('decoupledDue').length).toBeGreaterThan(0)
    vi.useRealTimers()
  })
})
