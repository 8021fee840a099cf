import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Hold } from '@/lib/flow/model/hold'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { answer, resetBackground, sent } from './background'
import { expectAccessible, openPopup } from './render'
import { access, flowWith, goodParams, living, profile, result, withFlow } from './samples'

vi.mock('@/lib/state/actions', () => import('./background'))
beforeEach(() => {
  resetBackground()
  answer({ heldFocus: () => ({ ok: true }) })
})

const allowed = { p1: [access('https://app.example', true, ['redirect'])] }
const holdSwitch = () => screen.getByRole('switch', { name: 'Hold the redirect' })
const said = () => document.getElementById(holdSwitch().getAttribute('aria-describedby') ?? '')
const dock = () => screen.getByRole('region', { name: 'Latest response' })

describe('the hold row', () => {
  test('switches the current profile, and says where it stops', async () => {
    const { user, unmount } = openPopup({ access: allowed })
    expect(said()?.textContent).toBe('Off: the app gets the code')
    await user.click(holdSwitch())
    expect(sent('profileHold')).toEqual([{ id: 'p1', on: true }])
    unmount()
    const held = { ...profile, hold: true }
    const { container } = openPopup({ access: allowed, profiles: [held] })
    expect(holdSwitch().getAttribute('aria-checked')).toBe('true')
    expect(said()?.textContent).toBe('Before app.example/cb')
    await expectAccessible(container)
  })

  test('says what cannot be held, and is off then', async () => {
    const native = { ...profile, redirectUris: ['myapp://cb'] }
    const { user, unmount } = openPopup({ access: {}, profiles: [native] })
    expect(said()?.textContent).toBe('myapp://cb cannot be held: only https and loopback URLs can')
    await user.click(holdSwitch())
    expect(sent('profileHold')).toEqual([])
    unmount()
    openPopup({ access: { p1: [access('https://app.example', false, ['redirect'])] } })
    expect(said()?.textContent).toBe('Needs access to app.example')
    expect(holdSwitch().getAttribute('aria-disabled')).toBe('true')
  })

  test('can be switched off even where nothing can be held any more', async () => {
    const { user } = openPopup({ access: {}, profiles: [{ ...profile, hold: true }] })
    await user.click(holdSwitch())
    expect(sent('profileHold')).toEqual([{ id: 'p1', on: false }])
  })

  test('names one of several addresses, and those that cannot be held', () => {
    const redirectUris = ['https://app.example/cb', 'https://app.example/2', 'myapp://cb']
    openPopup({ access: allowed, profiles: [{ ...profile, hold: true, redirectUris }] })
    expect(said()?.textContent).toBe(
      'Before app.example/cb and 1 more. myapp://cb cannot be held: only https and loopback URLs can',
    )
  })

  test('says that the browser did not take it', async () => {
    answer({ profileHold: () => Promise.reject(new Error('no')) })
    const { user } = openPopup({ access: allowed })
    await user.click(holdSwitch())
    expect(said()?.textContent).toBe('The browser rejected the hold rule')
  })
})

/** A popup whose latest response has this hold. */
function openDock(hold: Partial<Hold> | null, more: Partial<AuthorizationResponse> = {}) {
  const flow = flowWith({})
  const [response] = flow.messages as readonly AuthorizationResponse[]
  const whole = hold && {
    state: 'held' as const,
    at: 1,
    tabId: 7,
    initiator: null,
    releases: [],
    ...hold,
  }
  return openPopup(withFlow({ ...flow, messages: [{ ...response!, hold: whole, ...more }] }))
}

describe('a held response in the dock', () => {
  test('is said to be held, and leads to the page where it is released', async () => {
    const { user, host, container } = openDock({})
    expect(within(dock()).getByText('Held')).toBeTruthy()
    await expectAccessible(container)
    await user.click(screen.getByRole('button', { name: 'Inspect or release' }))
    expect(sent('heldFocus')).toEqual([{ flowId: 'f1', responseId: 'm1' }])
    expect(host.close).toHaveBeenCalled()
  })

  test('says why it is not there any more', async () => {
    answer({ heldFocus: () => ({ ok: false, issues: [{ code: 'release_gone' }] }) })
    const { user, host } = openDock({})
    await user.click(screen.getByRole('button', { name: 'Inspect or release' }))
    expect(screen.getByRole('alert').textContent).toMatch(/no longer exists/)
    expect(host.close).not.toHaveBeenCalled()
  })

  test('used, replayed, expired and released are different words', () => {
    const { unmount } = openDock({ state: 'released' })
    expect(within(dock()).getByText('Released')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Inspect' })).toBeTruthy()
    unmount()
    openDock(null, { at: Date.now() - 90_000, replays: [{ at: 1, tabId: 7 }] })
    expect(within(dock()).getByText('Replayed').title).toBe(
      'The same response was received once more',
    )
    expect(within(dock()).getByText('expired')).toBeTruthy()
  })

  test('an issuer that another profile has is named', () => {
    const params = goodParams.map(([name, value]) =>
      name === 'iss' ? ([name, 'https://bank2.example'] as const) : ([name, value] as const),
    )
    const bank2 = { ...profile, id: 'p2', name: 'Bank 2', issuer: 'https://bank2.example' }
    const flow = flowWith({ params, results: [result('ar-iss-match', 'failed')] })
    openPopup({ ...withFlow(flow), profiles: [profile, bank2] })
    expect(within(dock()).getByText('Issuer of Bank 2')).toBeTruthy()
  })

  test('the lifetime of the profile counts', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const flow = flowWith({ age: 10_000 })
    openPopup({ ...withFlow(flow), profiles: [{ ...profile, codeLifetime: 300 }] })
    expect(dock().querySelector('.left')?.textContent).toBe('4:50')
  })
})

describe('one request alone', () => {
  test('is opened and held from its menu', async () => {
    const { user } = openPopup({ requests: [living('a', 60)], access: allowed })
    await user.click(screen.getByRole('button', { name: /^More: / }))
    await user.click(screen.getByRole('menuitem', { name: 'Open and hold' }))
    expect(sent('requestOpen')).toEqual([{ id: 'a', where: 'tab', hold: true }])
  })

  test('says why it cannot be held', async () => {
    const native = { ...profile, redirectUris: ['myapp://cb'] }
    const { user } = openPopup({ requests: [living('a', 60)], profiles: [native] })
    await user.click(screen.getByRole('button', { name: /^More: / }))
    const item = screen.getByRole('menuitem', { name: /^Open and hold/ })
    expect(item.textContent).toMatch(/cannot be held/)
    await user.click(item)
    expect(sent('requestOpen')).toEqual([])
  })
})
