import { act, render, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { HeldFrame } from '@/components/held/held'
import type { Release } from '@/lib/flow/model/hold'
import type { Params } from '@/lib/model/params'
import { useMirror } from '@/lib/state/mirror'
import { flowWith, tokenRequestWith } from '../../samples/held'
import { answer, resetBackground, sent } from '../popup/background'
import { expectAccessible } from '../popup/render'
import { result, tokensCame } from '../popup/samples'
import { good, openHeld, secretCode } from './render'

vi.mock('@/lib/state/actions', () => import('../popup/background'))
beforeEach(() => {
  resetBackground()
  answer({ holdRelease: () => ({ ok: true }), holdRestore: () => ({ ok: true }) })
})

const heading = () => screen.findByRole('heading', { level: 1 })
const row = (name: string) =>
  screen.getByRole('rowheader', { name }).closest('tr') as HTMLTableRowElement
const exits = () =>
  [...document.querySelectorAll('.outs button')].map(({ textContent }) => textContent)
const story = () => document.querySelector('.held__story')?.textContent
const button = (name: string) => screen.getByRole('button', { name })
const after = (state: 'exchanged' | 'discarded' | 'released', releases: readonly Release[] = []) =>
  good({ hold: { state, at: 1, tabId: 7, initiator: 'https://as.example', releases } })

describe('the heading and the ways on follow the state', () => {
  test('mismatch: says the difference, and releasing is the filled button', async () => {
    const failed = {
      ...result('ar-state-match', 'failed'),
      about: 'state',
      findings: [{ code: 'differs', seen: 'af0ifjsldkj', expected: 'of-the-request' }],
    }
    const whole = { ...result('ar-duplicate-params', 'failed', 'repeated'), about: 'params' }
    const { container } = openHeld({ response: good({ results: [failed, whole] }) })
    expect((await heading()).textContent).toBe('2 checks failed on this response')
    expect(row('state').textContent).toContain('expected of-the-request')
    const others = screen.getByRole('list', { name: 'Other failed checks' })
    expect(others.textContent).toContain('params')
    expect(exits()).toEqual(['Release to the app', 'Exchange anyway', 'Discard'])
    await expectAccessible(container)
  })

  test('expired: shows since when, and that the lifetime is assumed', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    openHeld({ response: good({ at: Date.now() - 231_000 }) })
    expect((await heading()).textContent).toBe('The code has expired (60 s)')
    expect(row('code').textContent).toMatch(/Expired 2 min 51 s agoA lifetime of 60 s is assumed/)
    expect(exits()).toEqual([
      'Exchange anyway',
      'Push again and open',
      'Release to the app',
      'Discard',
    ])
  })

  test('denied: an error has no code, no defences and nothing to exchange', async () => {
    const params: Params = [
      ['error', 'access_denied'],
      ['error_description', 'The user declined'],
      ['error_uri', 'https://as.example/help'],
      ['state', 's'],
    ]
    const { user } = openHeld({ response: good({ params }) })
    expect((await heading()).textContent).toBe('The server sent an error, not a code')
    expect(exits()).toEqual(['Release to the app', 'Push again and open', 'Discard'])
    expect(screen.queryByText("Test the app's defences")).toBeNull()
    expect(row('error_uri').textContent).toContain('https://as.example/help')
    await user.click(button('Push again and open'))
    const overrides = { label: null, redirectUri: null, state: null, nonce: null }
    expect(sent('requestPush')).toEqual([{ profileId: 'p1', overrides, open: 'tab' }])
  })

  test('unsolicited, and the same again', async () => {
    const { unmount } = openHeld({ response: good({ matchedBy: 'unsolicited' }) })
    expect((await heading()).textContent).toBe('No known request for this response')
    unmount()
    openHeld({ response: good({ at: Date.now() - 5000, replays: [{ at: Date.now(), tabId: 7 }] }) })
    expect((await heading()).textContent).toBe('The same response was received again')
    expect(story()).toMatch(/Received .*Received again/)
    expect(exits()[0]).toBe('Release to the app')
  })

  test('exchanged: the tokens, each with its worst verdict', async () => {
    const results = [
      { ...result('idt-iss', 'passed'), of: 'id_token' as const },
      { ...result('idt-nonce', 'not-observed'), of: 'id_token' as const },
    ]
    const token = { ...tokensCame, results, requestMessageId: `t-${secretCode}` }
    const messages = [tokenRequestWith(secretCode), token]
    const { user, host, container } = openHeld({ response: after('exchanged'), messages })
    expect((await heading()).textContent).toBe('Parley exchanged the code')
    expect(row('id_token').textContent).toContain('Signature valid')
    expect(row('id_token').querySelector('.st--pass')).toBeTruthy()
    expect(exits()).toEqual(['Inspect the flow', 'Release the used code', 'Close this tab'])
    await expectAccessible(container)
    await user.click(button('Inspect the flow'))
    expect(sent('panelOpen')).toEqual([{ flowId: 'f1', screen: 'flows' }])
    await user.click(button('Release the used code'))
    expect(sent('holdRelease')).toMatchObject([{ params: null, defence: 'used-code' }])
    await user.click(button('Close this tab'))
    expect(host.leave).toHaveBeenCalled()
  })

  test('exchanged: an ID token that could not be verified is not checked', async () => {
    const [idToken] = tokensCame.jwts
    if (!idToken) throw new Error('No ID token')
    const token = {
      ...tokensCame,
      results: [{ ...result('idt-iss', 'passed'), of: 'id_token' as const }],
      jwts: [{ ...idToken, verification: { ...idToken.verification, status: 'not-run' as const } }],
      requestMessageId: `t-${secretCode}`,
    }
    openHeld({
      response: after('exchanged'),
      messages: [tokenRequestWith(secretCode), token],
    })
    await heading()
    expect(row('id_token').textContent).toContain('Signature not checked')
    expect(row('id_token').querySelector('.st--neutral')).toBeTruthy()
  })

  test('refused: the error as sent, and what to do', async () => {
    const body = JSON.stringify({ error: 'invalid_grant', error_description: 'code is used' })
    const token = {
      ...tokensCame,
      status: 400,
      body,
      jwts: [],
      requestMessageId: `t-${secretCode}`,
    }
    const messages = [tokenRequestWith(secretCode), token]
    openHeld({ response: after('exchanged'), messages })
    expect((await heading()).textContent).toBe('The server refused the code')
    expect(row('error').textContent).toContain('invalid_grant')
    expect(row('error_description').textContent).toContain('code is used')
  })

  test('discarded can be undone; released is only looked at', async () => {
    const { user, unmount } = openHeld({ response: after('discarded') })
    expect((await heading()).textContent).toBe('Discarded, nothing was sent')
    await user.click(button('Undo'))
    expect(sent('holdRestore')).toHaveLength(1)
    unmount()
    const changes = [{ name: 'iss', from: 'a', to: null }]
    const release: Release = {
      at: 1,
      params: [],
      changes,
      defence: 'no-iss',
      times: 1,
      done: 1,
      defended: null,
    }
    openHeld({ response: after('released', [release]) })
    expect((await heading()).textContent).toBe('The app has received this response')
    expect(story()).toContain('with 1 change')
    expect(exits()).toEqual(['Inspect the flow', 'Close this tab'])
  })

  test('announces the result', async () => {
    openHeld()
    await heading()
    act(() => useMirror.setState({ flow: { f1: flowWith([after('discarded')]) } }))
    const status = screen.getByRole('status')
    // React subscribes to the mirror only after the screen is in the document.
    await waitFor(() => expect(status.textContent).toBe('Discarded, nothing was sent'))
  })
})

const delivery = {
  tabId: 7,
  frame: 'top',
  method: 'GET',
  url: 'https://app.example/cb?code=x',
  form: null,
  of: { flowId: 'f1', responseId: 'r1' },
  start: 'cross-site',
  initiator: 'https://as.example',
  state: 'waiting',
  webRequestId: null,
  stoppedId: null,
} as const

describe('the page', () => {
  test('sends on what the background gives it, each time once', async () => {
    answer({ heldDelivery: () => delivery })
    const { host } = openHeld({ state: { deliveries: [delivery] } })
    await waitFor(() => expect(host.deliver).toHaveBeenCalledWith(delivery))
    act(() => useMirror.setState({ deliveries: [{ ...delivery }] }))
    await waitFor(() => expect(sent('heldDelivery')).toHaveLength(2))
    expect(host.deliver).toHaveBeenCalledTimes(1)
    const again = { ...delivery, webRequestId: '1' }
    answer({ heldDelivery: () => again })
    act(() => useMirror.setState({ deliveries: [again] }))
    await waitFor(() => expect(host.deliver).toHaveBeenCalledTimes(2))
  })

  test('inside of another page shows nothing that could be clicked, and no secret', () => {
    const { container } = render(<HeldFrame />)
    expect(screen.getByText(/The redirect in this frame is held/)).toBeTruthy()
    expect(container.querySelectorAll('button, a, input')).toHaveLength(0)
  })

  test('that was opened by hand says that nothing is held', async () => {
    const { user, container } = openHeld({ location: { tabId: 99, frame: 'top' } })
    expect((await heading()).textContent).toBe('Nothing is held here')
    await expectAccessible(container)
    await user.click(button('Open Parley'))
    expect(sent('panelOpen')).toEqual([{ flowId: null, screen: 'flows' }])
  })

  test('shows nothing while it reads, for 300 ms', async () => {
    vi.useFakeTimers()
    openHeld({ state: { status: 'loading' } })
    await act(() => vi.advanceTimersByTimeAsync(299))
    expect(screen.queryByText('Reading the response')).toBeNull()
    await act(() => vi.advanceTimersByTimeAsync(1))
    expect(screen.getByText('Reading the response')).toBeTruthy()
  })

  test('is reading, and says of nothing that it is held, until the background has processed all', async () => {
    vi.useRealTimers()
    const { promise, resolve } = Promise.withResolvers<undefined>()
    answer({ observationsSettled: () => promise })
    openHeld({ state: { held: [] } })
    expect(await screen.findByText('Reading the response')).toBeTruthy()
    resolve(undefined)
    expect((await heading()).textContent).toBe('Nothing is held here')
  })

  test('is reading while it has the flow from before its response', async () => {
    vi.useRealTimers()
    const flow = flowWith([])
    openHeld({ state: { flow: { [flow.id]: flow } } })
    expect(await screen.findByText('Reading the response')).toBeTruthy()
    act(() => useMirror.setState({ flow: { [flow.id]: flowWith([good()]) } }))
    expect((await heading()).textContent).toBe('The app has not seen this response')
  })

  test('begins at its heading, and names the key of its primary button', async () => {
    const { user } = openHeld()
    await waitFor(async () => expect(document.activeElement).toBe(await heading()))
    const [first, ...others] = document.querySelectorAll('.outs > li')
    expect(first?.textContent).toContain('Ctrl+Enter')
    expect(others.map(({ textContent }) => textContent).join('')).not.toContain('Ctrl+Enter')
    await user.keyboard('{Control>}{Enter}{/Control}')
    expect(sent('codeExchange')).toHaveLength(1)
  })

  test('scrolls what the app will get, so that the actions stay near', async () => {
    openHeld({
      response: good({
        params: [
          ['code', secretCode],
          ['state', 's'.repeat(3000)],
        ],
      }),
    })
    await heading()
    const preview = screen.getByRole('region', { name: 'The app will get' })
    expect(preview.tabIndex).toBe(0)
    expect(preview.textContent.length).toBeGreaterThan(2000)
  })

  test('asks again if the background is terminated before it responds', async () => {
    vi.useRealTimers()
    const { promise, resolve } = Promise.withResolvers<undefined>()
    const responses = [Promise.reject(new Error('No response')), promise]
    answer({ observationsSettled: () => responses.shift() })
    openHeld({ state: { held: [] } })
    expect(await screen.findByText('Reading the response')).toBeTruthy()
    await expect.poll(() => sent('observationsSettled')).toHaveLength(2)
    resolve(undefined)
    expect((await heading()).textContent).toBe('Nothing is held here')
  })

  test('shows long values in part, and bad ones as they are', async () => {
    const params: Params = [
      ['code', secretCode],
      ['x', 'y'.repeat(5000)],
      ['', 'nameless'],
      ['e', ''],
    ]
    const { user, container } = openHeld({ response: good({ params }) })
    await heading()
    expect(row('x').textContent.length).toBeLessThan(500)
    await user.click(button('Show all 5000 characters'))
    expect(row('x').textContent).toContain('y'.repeat(5000))
    expect(row('e').textContent).toContain('empty')
    await expectAccessible(container)
  })
})
