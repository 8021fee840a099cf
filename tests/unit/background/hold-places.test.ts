import { beforeEach, describe, expect, test } from 'vitest'
import { issuer, page } from '../flow/browser'
import {
  call,
  calls,
  heldPage,
  hold,
  holds,
  openRequest,
  place,
  redirect,
  release,
  state,
} from './held'
import { app, browser, reset, response, stored, withProfile } from './harness'

beforeEach(async () => {
  reset()
  calls.length = 0
  await withProfile()
  await hold()
})

const appOrigin = new URL(response).origin

const refused = (code: string) => ({ ok: false, issues: [{ code }] })
const restore = () => app.handlers.holdRestore(place())
const discard = () => app.handlers.holdDiscard(place())

describe('a held response that can be neither discarded nor restored', () => {
  beforeEach(() => redirect(response))

  test('because its release is under way names that as the reason', async () => {
    expect(await restore()).toEqual(refused('release_not_held'))
    await release()
    expect(await discard()).toEqual(refused('release_under_way'))
    expect(await restore()).toEqual(refused('release_under_way'))
    expect(state()).toBe('releasing')
  })

  test('because it is discarded already names that as the reason', async () => {
    await discard()
    expect(await discard()).toEqual(refused('release_discarded'))
    expect(state()).toBe('discarded')
  })

  test('because it is gone names that as the reason', async () => {
    const gone = { ...place(), responseId: 'gone' }
    expect(await app.handlers.holdDiscard(gone)).toEqual(refused('release_gone'))
    expect(await app.handlers.heldFocus(gone)).toEqual(refused('release_gone'))
    expect(await app.handlers.holdRelease({ ...gone, params: null, defence: null })).toEqual(
      refused('release_gone'),
    )
  })
})

test('a response that was not held has no page to show', async () => {
  await hold(false)
  const tabId = await openRequest()
  await redirect(response, { tabId })
  const [row] = browser.flows()
  const { id: responseId = '' } = row?.messages.at(-1) ?? {}
  const named = { flowId: row?.id ?? '', responseId }
  expect(await app.handlers.heldFocus(named)).toEqual(refused('release_gone'))
  expect(await app.handlers.holdDiscard(named)).toEqual(refused('release_gone'))
  expect(browser.state.focused).toBeNull()
})

describe('a held page whose tab shows something else', () => {
  beforeEach(async () => {
    await redirect(response)
    browser.heldTabs.clear()
  })

  test('is replaced by one in a new tab', async () => {
    const named = place()
    expect(await app.handlers.heldFocus(named)).toEqual({ ok: true })
    expect(stored('held')).toMatchObject([{ ...named, frame: 'top' }])
    expect(stored('held')[0]?.tabId).not.toBe(7)
  })

  test('is released in the new tab, whose number the hold then has', async () => {
    await release()
    expect(holds()).toMatchObject([{ state: 'releasing', tabId: stored('held')[0]?.tabId }])
    expect(holds()[0]?.tabId).not.toBe(7)
  })

  test('gives a release that waits for it to the new tab', async () => {
    browser.heldTabs.add(7)
    await release()
    browser.heldTabs.clear()
    await app.handlers.heldFocus(place())
    const [shown] = stored('held')
    expect(stored('deliveries')).toMatchObject([{ tabId: shown?.tabId, frame: 'top' }])
    expect(await heldPage(7)).toBeNull()
    await heldPage(shown?.tabId)
    expect(calls).toEqual([`GET ${response}`])
    expect(state()).toBe('released')
  })

  test('leaves a release that was sent to the tab that sent it', async () => {
    browser.heldTabs.add(7)
    await release()
    const sent = {
      ...page,
      webRequestId: 'sent',
      tabId: 7,
      at: browser.state.now,
      url: response,
      frame: 'top',
    } as const
    await app.observe({ kind: 'request', ...sent, method: 'GET', form: null })
    browser.heldTabs.clear()
    await app.handlers.heldFocus(place())
    expect(stored('deliveries')).toMatchObject([{ tabId: 7, state: 'sent' }])
  })
})

describe('a response in a frame', () => {
  beforeEach(() => redirect(response, { frame: 'sub' }))

  test('is shown in one more tab where the tab beside it was left', async () => {
    const named = place()
    await app.handlers.heldFocus(named)
    const first = browser.state.focused
    browser.heldTabs.delete(first ?? 0)
    await app.handlers.heldFocus(named)
    expect(browser.state.focused).not.toBe(first)
    expect(browser.heldTabs.has(browser.state.focused ?? 0)).toBe(true)
  })

  test('is not sent twice', async () => {
    expect(await release({ defence: 'same-twice' })).toEqual(refused('release_twice_frame'))
    expect(stored('deliveries') ?? []).toEqual([])
    expect(state()).toBe('held')
  })
})

describe('where the browser opens no tab', () => {
  beforeEach(async () => {
    await redirect(response)
    browser.heldTabs.clear()
    browser.ports.heldPage.open = async () => null
  })

  test('a held response is neither shown nor released, and keeps its place', async () => {
    const held = stored('held')
    expect(await app.handlers.heldFocus(place())).toEqual(refused('open_refused'))
    expect(await release()).toEqual(refused('open_refused'))
    expect(stored('held')).toEqual(held)
    expect(state()).toBe('held')
  })
})

test('a tab beside a private one where no held page runs is not private', async () => {
  const opened: boolean[] = []
  const { open } = browser.ports.heldPage
  browser.ports.heldPage.open = (isPrivate) => {
    opened.push(isPrivate)
    return open(isPrivate)
  }
  browser.state.privateTab = 7
  browser.state.privateTabs.add(7)
  await redirect(response)
  await app.handlers.heldFocus(place())
  expect(opened).toEqual([false])
})

test.each([
  [true, 'cross-site'],
  [false, 'same-site'],
] as const)(
  'where redirecting servers count (%s), a login from the app itself goes on as %s',
  async (countsRedirects, start) => {
    Object.assign(browser.ports.heldPage, { countsRedirects })
    const login = { ...page, tabId: 7, webRequestId: 'r', method: 'GET', initiator: appOrigin }
    const at = browser.state.now
    const approve = { ...login, at, url: `${issuer}/approve` }
    await app.observe({ kind: 'redirect', ...approve, status: 303, location: response })
    await app.observe({ kind: 'request', ...login, at, url: response, form: null })
    browser.heldTabs.add(7)
    await release()
    expect(stored('deliveries')).toMatchObject([{ start, initiator: appOrigin }])
  },
)

describe('a stopped form that is not a response', () => {
  const spot = { tabId: 7, frame: 'top' } as const
  let stoppedId = ''
  beforeEach(async () => {
    await call(response.split('?')[0] ?? '', { method: 'POST', form: [['a', 'b']] })
    stoppedId = stored('deliveries')[0]?.stoppedId ?? ''
  })

  test('wakes its held page once it may be sent', async () => {
    await app.handlers.stoppedSend({ stoppedId }, spot)
    expect(browser.state.woken).toMatchObject({ tabId: 7, method: 'POST', state: 'waiting' })
  })

  test('is not dropped by a second decision', async () => {
    await app.handlers.stoppedSend({ stoppedId }, spot)
    await app.handlers.stoppedDiscard({ stoppedId }, spot)
    expect(await heldPage()).toMatchObject({ method: 'POST' })
    expect(calls).toHaveLength(1)
  })

  test('wakes nothing if it is discarded', async () => {
    await app.handlers.stoppedDiscard({ stoppedId }, spot)
    expect(browser.state.woken).toBeNull()
    expect(await heldPage()).toBeNull()
  })
})
