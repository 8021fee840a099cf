import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { useMirror, type Mirror } from '@/lib/state/mirror'
import { answer, resetBackground, sent } from './background'
import { expectAccessible, openPopup } from './render'
import { able, flowWith, living, parRefused, signingKey } from './samples'

vi.mock('@/lib/state/actions', () => import('./background'))
beforeEach(resetBackground)

const pushButton = () => screen.getByRole('button', { name: 'Push' })
const fresh = { profileId: null, overrides: null }
const ready = (more: Partial<Mirror> = {}) =>
  openPopup({ profiles: [able], keys: [signingKey], ...more })
const accept = () =>
  answer({
    requestPush: () => ({ ok: true, storedRequestId: 'new', flowId: 'f1', accepted: true }),
    requestAgain: () => ({
      ok: true,
      storedRequestId: 'new',
      flowId: 'f1',
      accepted: true,
      resent: false,
      changed: [],
      isKnown: true,
    }),
  })

describe('Push new request', () => {
  test('pushes once, and the new row takes the focus', async () => {
    const running = Promise.withResolvers<unknown>()
    answer({ requestPush: () => running.promise })
    const { user } = ready({ requests: [living('a', 80)] })
    await user.click(pushButton())
    await user.click(pushButton())
    expect(sent('requestPush')).toEqual([{ ...fresh, open: null }])
    act(() => useMirror.setState({ requests: [living('new', 90), living('a', 80)] }))
    await act(async () =>
      running.resolve({ ok: true, storedRequestId: 'new', flowId: 'f1', accepted: true }),
    )
    expect(document.activeElement?.textContent).toContain('Request new')
  })

  test('is said to be under way only after 300 ms, and by where it goes', async () => {
    vi.useFakeTimers()
    answer({ requestPush: () => new Promise(() => undefined) })
    const { container } = ready()
    fireEvent.click(pushButton())
    expect(screen.queryByText('Pushing to')).toBeNull()
    await act(() => vi.advanceTimersByTimeAsync(310))
    expect(container.querySelector('.req--busy')?.textContent).toContain('Pushing to as.example')
  })

  test('N does it from a row, but not from the field', async () => {
    accept()
    const { user } = ready({ requests: [living('a', 80)] })
    await user.keyboard('n')
    expect(sent('requestPush')).toEqual([])
    await user.clear(screen.getByRole('textbox'))
    await user.keyboard('{ArrowDown}n')
    expect(sent('requestPush')).toHaveLength(1)
  })

  test('needs a key, and says so', async () => {
    const { user } = ready({ keys: [] })
    expect(pushButton().title).toBe('No signing key for tpp-7f3a91')
    await user.click(pushButton())
    expect(sent('requestPush')).toEqual([])
    expect(
      screen.getByRole('button', { name: 'Push and open' }).getAttribute('aria-disabled'),
    ).toBe('true')
    expect(screen.getByText('No signing key for tpp-7f3a91')).toBeTruthy()
    expect(screen.queryByText(/^Press Enter/)).toBeNull()
  })

  test('needs the client secret where that is the proof', () => {
    const clientAuth = { ...able.clientAuth, method: 'client_secret_basic' as const }
    const basic = { ...able, requestAs: 'parameters' as const, clientAuth }
    ready({ profiles: [basic] })
    expect(pushButton().title).toContain('client secret')
    act(() => useMirror.setState({ secrets: ['p1'] }))
    expect(pushButton().title).toBe('')
  })
})

describe('Push and open', () => {
  test('is the filled button where nothing is there yet', async () => {
    accept()
    const { user, host, container } = ready()
    const button = screen.getByRole('button', { name: 'Push and open' })
    expect(button.className).toContain('btn--primary')
    await expectAccessible(container)
    await user.click(button)
    expect(sent('requestPush')).toEqual([{ ...fresh, open: 'tab' }])
    await waitFor(() => expect(host.close).toHaveBeenCalledOnce())
  })

  test('is what Enter does in the empty field', async () => {
    accept()
    const { user } = ready({ requests: [living('a', 80)] })
    const hint = screen.getByText('Press Enter to push and open a new request.')
    expect(screen.getByRole('textbox').getAttribute('aria-describedby')).toBe(hint.id)
    await user.click(screen.getByRole('textbox'))
    await user.keyboard('{Enter}')
    expect(sent('requestPush')).toEqual([{ ...fresh, open: 'tab' }])
  })
})

test('a profile that sends its request in the URL pushes nothing', async () => {
  const { user } = ready({
    profiles: [{ ...able, sendBy: 'url', requestAs: 'parameters' }],
    requests: [living('a', 80)],
  })
  expect(screen.queryByText(/push/i)).toBeNull()
  expect(screen.queryByRole('button', { name: /push/i })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Open' }))
  expect(sent('requestPush')).toEqual([{ ...fresh, open: 'tab' }])
})

describe('a refused push', () => {
  const refuse = () =>
    answer({
      requestPush: () => ({ ok: true, storedRequestId: null, flowId: 'f1', accepted: false }),
    })

  test('quotes the error as sent, says what to do, and leads to the flow', async () => {
    refuse()
    const { user, container } = ready()
    await user.click(pushButton())
    act(() => useMirror.setState({ flow: { f1: flowWith({ flow: { messages: [parRefused] } }) } }))
    const row = await screen.findByRole('alert')
    expect(within(row).getByText('400')).toBeTruthy()
    expect(within(row).getByText('invalid_authorization_details')).toBeTruthy()
    expect(within(row).getByText('expirationDateTime must be in the future')).toBeTruthy()
    expect(row.textContent).toContain('has an unknown type or member')
    await expectAccessible(container)
    await user.click(within(row).getByRole('button', { name: 'Inspect' }))
    expect(sent('panelOpen')).toEqual([{ flowId: 'f1', screen: 'flows' }])
  })

  test('goes when it is dismissed, or with the next push', async () => {
    refuse()
    const { user } = ready()
    await user.click(pushButton())
    await user.click(await screen.findByRole('button', { name: 'Close' }))
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('says why nothing could be sent', async () => {
    answer({ requestPush: () => ({ ok: false, issues: [{ code: 'metadata_missing' }] }) })
    const { user } = ready()
    await user.click(pushButton())
    const row = await screen.findByRole('alert')
    expect(row.textContent).toContain("issuer's metadata")
    expect(row.textContent).not.toContain('Push refused')
  })

  test.each([
    ['an error', 400, 'Push refused'],
    ['no response', null, 'Push failed'],
    ['an unusable response', 200, 'Push failed'],
  ])('is called refused only if the server refused it: %s', async (_, status, title) => {
    refuse()
    const { user } = ready()
    await user.click(pushButton())
    const messages = [{ ...parRefused, status }]
    act(() => useMirror.setState({ flow: { f1: flowWith({ flow: { messages } }) } }))
    expect((await screen.findByRole('alert')).textContent).toContain(title)
  })
})

describe('a request that Parley pushed', () => {
  const requested = {
    ...living('x', 1).requested,
    scope: 'openid accounts',
    redirectUri: 'https://app.example/cb',
    authorizationDetails: JSON.stringify([
      {
        type: 'urn:x:account-access-consent:v1.2',
        consent: {
          dp_id: 'DP1',
          permissions: ['a', 'b', 'c'],
          expiration_datetime: '2027-02-26T12:00:00Z',
        },
      },
    ]),
  }
  const own = { label: null, source: 'parley', flowId: 'f1', requested } as const

  test('is called by its permissions, and told apart by them, the bank and the end', () => {
    ready({ requests: [living('a', 80, own)] })
    expect(screen.getByText('3 permissions')).toBeTruthy()
    expect(screen.getByText('a, b, c')).toBeTruthy()
    expect(screen.getByText('DP1, until Feb 26, 2027')).toBeTruthy()
  })

  test('takes authorization_details that are none', () => {
    const odd = ['[null,{"type":1}]', '{', '"x"'].map((authorizationDetails, index) =>
      living(`${index}`, 80, { ...own, requested: { ...requested, authorizationDetails } }),
    )
    ready({ requests: odd })
    expect(screen.getAllByText('openid accounts')).toHaveLength(3)
  })

  test.each(['button', 'key'])('is pushed again once it is expired, by %s', async (by) => {
    accept()
    const { user } = ready({ requests: [living('a', -5, { ...own, label: 'Mine' })] })
    if (by === 'button') await user.click(screen.getByRole('button', { name: /^Push again: / }))
    else await user.keyboard('{ArrowDown}r')
    expect(sent('requestAgain')).toEqual([{ id: 'a' }])
    expect(sent('requestPush')).toEqual([])
  })

  test.each([
    [{ changed: ['clientId', 'requestAs'], isKnown: true }, /client_id, request format/],
    [{ changed: [], isKnown: false }, /The values of a pasted request are not known/],
  ])('says what a repetition could not reproduce: %j', async (differs, text) => {
    answer({
      requestAgain: () => ({
        ok: true,
        storedRequestId: 'new',
        flowId: 'f1',
        accepted: true,
        resent: false,
        ...differs,
      }),
    })
    const { user } = ready({ requests: [living('a', -5, { ...own, label: 'Mine' })] })
    await user.click(screen.getByRole('button', { name: /^Push again: / }))
    expect(await screen.findByText(text)).toBeTruthy()
  })

  test('cannot be pushed again without a key, but opened', async () => {
    const { user } = ready({ keys: [], requests: [living('a', -5, own)] })
    const again = screen.getByRole('button', { name: /^Push again: / })
    expect(again.getAttribute('aria-disabled')).toBe('true')
    expect(again.title).toContain('No signing key')
    await user.click(again)
    await user.keyboard('{ArrowDown}r')
    expect(sent('requestPush')).toEqual([])
    await user.click(screen.getByRole('button', { name: /^Open 3 permissions/ }))
    expect(sent('requestOpen')).toHaveLength(1)
  })

  test('gives its PAR request as a cURL command', async () => {
    answer({ requestCurl: () => ({ ok: true, text: 'curl' }) })
    const sentPar = { ...parRefused, id: 'par1', kind: 'par-request' } as never
    const { user } = ready({
      requests: [living('a', 80, own)],
      flow: { f1: flowWith({ flow: { messages: [sentPar] } }) },
    })
    await user.click(screen.getByRole('button', { name: /^More: / }))
    await user.click(screen.getByRole('menuitem', { name: 'Copy PAR request as cURL' }))
    await waitFor(() =>
      expect(sent('requestCurl')).toEqual([
        { flowId: 'f1', messageId: 'par1', secrets: false, shell: null },
      ]),
    )
  })
})

test.each([true, false])(
  'the exchange of codes as they arrive is switched, from %s',
  async (on) => {
    const { user } = ready({ profiles: [{ ...able, autoExchange: on }] })
    const button = screen.getByRole('switch', { name: 'Auto-exchange' })
    expect(button.getAttribute('aria-checked')).toBe(String(on))
    await user.click(button)
    expect(sent('profileAutoExchange')).toEqual([{ id: 'p1', on: !on }])
  },
)
