import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import type { Hold, Release } from '@/lib/flow/model/hold'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { command } from '@/lib/state/actions'
import { codeFlow } from './own-flow'
import { able, answer, ok, open, sent } from './act-in-flow'
import { fillMirror, renderPanel, setMirror } from './render-panel'
import { failed, passed, response, summary } from './sample'
import { reasonOf } from '../reason'

vi.mock('@/lib/state/actions', () => ({
  command: vi.fn<(name: string, data?: unknown) => Promise<unknown>>(() => Promise.resolve()),
}))

beforeEach(() => {
  vi.mocked(command).mockReset()
  answer(ok)
  fillMirror()
})

const release: Release = {
  at: 2,
  params: [],
  changes: [
    { name: 'iss', from: 'https://as.example', to: 'https://b.example' },
    { name: 'code', from: 'secret-code-that-came', to: null },
  ],
  defence: 'wrong-iss',
  times: 1,
  done: 1,
  defended: null,
}

/** A flow whose response is at this state of its hold. */
function heldFlow(hold: Partial<Hold>, more: Partial<AuthorizationResponse> = {}): Flow {
  const whole: Hold = { state: 'held', at: 1, tabId: 7, initiator: null, releases: [], ...hold }
  const held = { ...response, at: Date.now(), results: [passed], hold: whole, ...more }
  return { ...codeFlow, messages: [...codeFlow.messages.slice(0, 4), held] }
}

const foot = () =>
  [...document.querySelectorAll<HTMLElement>('.bar--foot')].find(
    (element) => element.closest('.pane--list') === null,
  )!
const button = (name: string) => screen.getByRole('button', { name })
const named = { flowId: 'f1', responseId: 'response' }

describe('a held response', () => {
  test('ends at a gate, which its row says in words', async () => {
    const { container } = open(heldFlow({}))
    expect(document.querySelectorAll('.gate')).toHaveLength(1)
    const row = screen.getByRole('treeitem', { name: /Authorization response/ })
    expect(row.textContent).toContain('held before the app')
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    })
    expect(violations.map(({ id }) => id)).toEqual([])
  })

  test('is exchanged, released on its page, or discarded from the foot', async () => {
    const { user } = open(heldFlow({}))
    expect(within(foot()).getByText('The app has not seen this response.')).toBeTruthy()
    expect(button('Exchange here').className).toContain('btn--primary')
    await user.click(button('Release'))
    await user.click(button('Discard'))
    await user.click(button('Exchange here'))
    expect(sent('heldFocus')).toEqual([named])
    expect(sent('holdDiscard')).toEqual([named])
    expect(sent('codeExchange')).toEqual([named])
  })

  test('with a failed check has to be released first', () => {
    open(heldFlow({}, { results: [failed] }))
    expect(button('Release').className).toContain('btn--primary')
    expect(button('Exchange anyway').className).not.toContain('btn--primary')
  })

  test('that was discarded comes back', async () => {
    const { user } = open(heldFlow({ state: 'discarded' }))
    expect(within(foot()).getByText(/^Discarded/)).toBeTruthy()
    await user.click(button('Undo'))
    expect(sent('holdRestore')).toEqual([named])
  })

  test('says why it cannot be released', async () => {
    answer({ ok: false, issues: [{ code: 'release_gone' }] })
    const { user } = open(heldFlow({}))
    await user.click(button('Release'))
    expect(screen.getByText(/no longer exists/)).toBeTruthy()
  })
})

describe('the message of a response', () => {
  test('shows what was released with which changes and clause, and masks the code', () => {
    const { container } = open(heldFlow({ state: 'released', releases: [release] }))
    expect(document.querySelectorAll('.gate')).toHaveLength(0)
    expect(screen.getByText('Released to the app')).toBeTruthy()
    expect(screen.getByText('1 of 1')).toBeTruthy()
    expect(screen.getByText('Wrong iss')).toBeTruthy()
    const table = screen.getByRole('table', { name: 'Changes' })
    expect(within(table).getByText('https://b.example')).toBeTruthy()
    expect(container.innerHTML).not.toContain('secret-code-that-came')
    expect(screen.getByRole('link', { name: 'RFC 9207 section 2.4' })).toBeTruthy()
  })

  test('takes what the tester saw the app do, once it was released', async () => {
    const { user, unmount } = open(heldFlow({ state: 'released', releases: [release] }))
    const mark = screen.getByRole('radiogroup', { name: 'Did the app do this? Wrong iss' })
    const choice = (name: string) => within(mark).getByRole('radio', { name })
    expect(choice('Not marked').getAttribute('aria-checked')).toBe('true')
    await user.click(choice('No'))
    await user.click(choice('Yes'))
    expect(sent('releaseMark')).toEqual(
      [false, true].map((defended) => ({ ...named, at: 2, defended })),
    )
    unmount()
    open(heldFlow({ state: 'released', releases: [{ ...release, defended: false }] }))
    expect(screen.getByRole('radio', { name: 'No' }).getAttribute('aria-checked')).toBe('true')
    expect(document.querySelector('.defence-mark .st--fail')).toBeTruthy()
  })

  test.each([
    ['has not gone out', { ...release, done: 0 } as const],
    ['tried no defence', { ...release, defence: null }],
  ])('asks nothing of a release that %s', (_, one) => {
    open(heldFlow({ state: 'releasing', releases: [one] }))
    expect(screen.queryByRole('radiogroup')).toBeNull()
  })

  test('lists when it was received again, and why it belongs to this flow', () => {
    open(heldFlow({}, { replays: [{ at: 5000, tabId: 9 }], matchedBy: 'opener' }))
    expect(screen.getByText('Replays')).toBeTruthy()
    expect(screen.getByText(/ago, tab 9/)).toBeTruthy()
    expect(screen.getByText("Opened from this flow's tab")).toBeTruthy()
  })
})

describe('holding', () => {
  test('is switched for the current profile in the bar', async () => {
    const { user } = renderPanel()
    await user.click(screen.getByRole('switch', { name: /Hold/ }))
    expect(sent('profileHold')).toEqual([{ id: 'p1', on: true }])
  })

  test('is switched for one flow that waits, and not once its response is here', async () => {
    const waiting = { ...codeFlow, messages: codeFlow.messages.slice(0, 3) }
    const { user, unmount } = open(waiting)
    const menu = 'More about this flow'
    await user.click(button(menu))
    await user.click(screen.getByRole('menuitemcheckbox', { name: "Hold this flow's response" }))
    expect(sent('flowHold')).toEqual([{ id: 'f1', on: true }])
    unmount()
    open(heldFlow({}))
    await user.click(button(menu))
    const item = screen.getByRole('menuitemcheckbox', { name: "Hold this flow's response" })
    expect(reasonOf(item)).toBe('Response already received')
  })

  test('is on for a flow whose profile holds all', async () => {
    const waiting = { ...codeFlow, messages: codeFlow.messages.slice(0, 3) }
    const { user } = open(waiting, { profiles: [{ ...able, hold: true }] })
    await user.click(button('More about this flow'))
    const item = screen.getByRole('menuitemcheckbox', { name: "Hold this flow's response" })
    expect(item.getAttribute('aria-checked')).toBe('true')
    expect(reasonOf(item)).toBe('The profile holds every response')
  })

  test('is shown in the list', () => {
    setMirror({ flows: [{ ...summary, outcome: 'held', status: 'pass', failed: 0, warned: 0 }] })
    renderPanel()
    expect(screen.getAllByRole('img', { name: 'held' }).length).toBeGreaterThan(0)
    expect(screen.getAllByText('Response held').length).toBeGreaterThan(0)
  })

  test('and the lifetime of codes are set in the profile', async () => {
    setMirror({ profiles: [able] })
    const { user } = renderPanel('profiles')
    await user.click(await screen.findByRole('switch', { name: 'Hold redirects' }))
    await user.type(screen.getByLabelText('Code lifetime (seconds)'), '120')
    await user.click(button('Save'))
    expect(sent('profileSave')).toMatchObject([{ hold: true, codeLifetime: 120 }])
  })
})
