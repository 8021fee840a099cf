import { beforeEach, describe, expect, test } from 'vitest'
import { responsesOf } from '@/lib/flow/read/find-response'
import type { Params } from '@/lib/model/params'
import { redirectUri } from '../flow/browser'
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
import { app, browser, latestFlow, reset, response, restart, stored, withProfile } from './harness'

beforeEach(async () => {
  reset()
  calls.length = 0
  await withProfile()
})

const tellings = ['told', 'untold', 'at the redirect'] as const

describe.each(tellings)('a stopped response (%s)', (telling) => {
  beforeEach(() => {
    browser.state.matchesResponseHeaders = telling === 'at the redirect'
    return hold()
  })

  test('is in its flow, held, and the app was not called', async () => {
    const tabId = await openRequest()
    expect(await redirect(response, { tabId, telling })).not.toBe('called')
    expect(calls).toEqual([])
    expect(holds()).toEqual([
      { state: 'held', at: expect.any(Number), tabId, initiator: null, releases: [] },
    ])
    expect(stored('held')).toMatchObject([{ tabId, frame: 'top', flowId: latestFlow().id }])
    expect(stored('deliveries') ?? []).toEqual([])
  })

  test('in a frame is held there', async () => {
    await redirect(response, { frame: 'sub', telling })
    expect(stored('held')).toMatchObject([{ tabId: 7, frame: 'sub' }])
    await release()
    await heldPage(7, 'sub')
    expect(calls).toEqual([`GET ${response}`])
    expect(state()).toBe('released')
  })

  test('that is unsolicited is also held', async () => {
    await call(`${redirectUri}#code=c9&state=x`, { telling })
    expect(state()).toBe('held')
    expect(calls).toEqual([])
  })

  test('is released as received, once', async () => {
    await redirect(response, { telling })
    expect(await release()).toEqual({ ok: true })
    expect(state()).toBe('releasing')
    expect(await release()).toEqual({ ok: false, issues: [{ code: 'release_under_way' }] })
    await heldPage()
    expect(calls).toEqual([`GET ${response}`])
    expect(holds()).toMatchObject([
      { state: 'released', releases: [{ changes: [], defence: null, times: 1, done: 1 }] },
    ])
    expect(responsesOf(latestFlow())).toMatchObject([{ callback: { status: 200 }, replays: [] }])
    expect(await release()).toEqual({ ok: false, issues: [{ code: 'release_done' }] })
    expect(await heldPage()).toBeNull()
    expect(stored('deliveries')).toEqual([])
    expect(calls).toHaveLength(1)
  })

  test('is released with changes, and is still the same response', async () => {
    await redirect(response, { telling })
    const params: Params = [
      ['code', 'c1'],
      ['state', 'wrong'],
    ]
    await release({ params, defence: 'wrong-state' })
    await heldPage()
    expect(calls).toEqual([`GET ${redirectUri}?code=c1&state=wrong`])
    const [one, ...others] = responsesOf(latestFlow())
    expect(others).toEqual([])
    expect(one?.params).toContainEqual(['state', 's1'])
    expect(one?.hold?.releases).toMatchObject([
      {
        params,
        defence: 'wrong-state',
        changes: [
          { name: 'state', from: 's1', to: 'wrong' },
          { name: 'iss', from: 'https://auth.example', to: null },
        ],
      },
    ])
    expect(stored('flows')).toHaveLength(1)
  })

  test("is held again on reload of the app's page, as received or as changed", async () => {
    await redirect(response, { telling })
    await release({
      params: [
        ['code', 'c1'],
        ['state', 'wrong'],
      ],
    })
    await heldPage()
    expect(await call(`${redirectUri}?code=c1&state=wrong`, { telling })).toBe('stopped')
    expect(holds()).toMatchObject([{ state: 'held', releases: [{ done: 1 }] }])
    expect(stored('flows')).toHaveLength(1)
    await release()
    await heldPage()
    expect(calls).toEqual([`GET ${redirectUri}?code=c1&state=wrong`, `GET ${response}`])
    expect(holds()).toMatchObject([{ state: 'released', releases: [{ done: 1 }, { done: 1 }] }])
  })

  test('goes out twice where that is asked for', async () => {
    await redirect(response, { telling })
    await release({ defence: 'same-twice' })
    await heldPage()
    expect(holds()).toMatchObject([{ state: 'releasing', releases: [{ times: 2, done: 1 }] }])
    expect(browser.heldTabs.has(7)).toBe(true)
    await heldPage()
    expect(holds()).toMatchObject([{ state: 'released', releases: [{ times: 2, done: 2 }] }])
    expect(calls).toEqual([`GET ${response}`, `GET ${response}`])
    expect(await heldPage()).toBeNull()
  })

  test('goes out the second time also where the worker died before it sent the tab back', async () => {
    await redirect(response, { telling })
    await release({ defence: 'same-twice' })
    const { show } = browser.ports.heldPage
    browser.ports.heldPage.show = () => Promise.reject(new Error('died'))
    await expect(heldPage()).rejects.toThrow('died')
    browser.ports.heldPage.show = show
    expect(browser.heldTabs.has(7)).toBe(false)
    restart()
    await app.start()
    expect(browser.heldTabs.has(7)).toBe(true)
    await heldPage()
    expect(calls).toHaveLength(2)
  })

  test('keeps what the tester saw the app do with one release of several', async () => {
    await redirect(response, { telling })
    const named = place()
    for (const defence of ['wrong-state', 'same-twice'] as const) {
      browser.state.now += 1000
      await release({ defence })
      await heldPage()
      await call(response, { telling })
    }
    const [first] = holds()[0]?.releases ?? []
    const mark = async (defended: boolean | null) => {
      await app.handlers.releaseMark({ ...named, at: first?.at ?? 0, defended })
      return holds()[0]?.releases.map((one) => one.defended)
    }
    expect(await mark(false)).toEqual([false, null])
    expect(await mark(true)).toEqual([true, null])
    expect(await mark(null)).toEqual([null, null])
    expect(holds()).toMatchObject([{ releases: [{ defence: 'wrong-state', done: 1 }, {}] }])
  })

  test('is discarded, and brought back', async () => {
    await redirect(response, { telling })
    await app.handlers.holdDiscard(place())
    expect(state()).toBe('discarded')
    expect(await release()).toEqual({ ok: false, issues: [{ code: 'release_discarded' }] })
    await app.handlers.holdRestore(place())
    expect(state()).toBe('held')
    expect(await app.handlers.holdRestore(place())).toMatchObject({ ok: false })
  })

  test('of a form is posted', async () => {
    const form: Params = [
      ['code', 'c1'],
      ['state', 's1'],
    ]
    expect(await call(redirectUri, { method: 'POST', form, telling })).toBe('stopped')
    expect(state()).toBe('held')
    await release()
    await heldPage()
    expect(calls).toEqual([`POST ${redirectUri} code=c1&state=s1`])
    expect(state()).toBe('released')
    expect(responsesOf(latestFlow())).toHaveLength(1)
  })

  test('in a private window where no held page runs stays in its tab, and cannot be sent on as a form', async () => {
    browser.state.privateTab = 7
    await redirect(response, { telling })
    browser.heldTabs.clear()
    await release({ defence: 'same-twice' })
    expect(browser.state.woken).toMatchObject({ tabId: 7, method: 'GET', url: response })
    browser.state.woken = null
    await call(response, { telling })
    expect(browser.state.woken).toMatchObject({ tabId: 7, method: 'GET', url: response })
    expect(browser.heldTabs.has(7)).toBe(false)
    await call(response, { telling })
    expect(state()).toBe('released')
    await call(redirectUri, { tabId: 7, method: 'POST', form: [['code', 'c2']], telling })
    const named = { flowId: latestFlow().id, responseId: stored('held')[0]?.responseId ?? '' }
    expect(await app.handlers.holdRelease({ ...named, params: null, defence: null })).toEqual({
      ok: false,
      issues: [{ code: 'release_private_form' }],
    })
  })

  test('is kept when the tab is closed, and shown again in another one', async () => {
    await redirect(response, { telling })
    const named = place()
    browser.heldTabs.clear()
    await app.tabs.closed(7)
    expect(stored('held')).toEqual([])
    expect(state()).toBe('held')
    expect(await app.handlers.heldFocus(named)).toEqual({ ok: true })
    const [shown] = stored('held')
    expect(shown).toMatchObject(named)
    expect(browser.state.focused).toBe(shown?.tabId)
    await release()
    await heldPage(shown?.tabId)
    expect(calls).toEqual([`GET ${response}`])
  })

  test('is released in its own tab also before the held page has loaded', async () => {
    await redirect(response, { telling })
    browser.heldTabs.clear()
    browser.state.loading = 7
    await release()
    expect(stored('deliveries')).toMatchObject([{ tabId: 7 }])
    expect(stored('held')).toMatchObject([{ tabId: 7 }])
  })

  test('is released from elsewhere also where its tab is gone', async () => {
    await redirect(response, { telling })
    const named = place()
    browser.heldTabs.clear()
    await app.tabs.closed(7)
    await app.handlers.holdRelease({ ...named, params: null, defence: null })
    await heldPage(stored('held')[0]?.tabId)
    expect(calls).toEqual([`GET ${response}`])
    expect(state()).toBe('released')
  })

  test('that is on its way when the tab is closed was not sent', async () => {
    await redirect(response, { telling })
    await release()
    const rules = browser.rules.size
    await app.tabs.closed(7)
    expect(state()).toBe('held')
    expect(stored('deliveries')).toEqual([])
    expect(browser.rules.size).toBe(rules - 1)
  })

  test('that is on its way when the tab goes elsewhere was not sent', async () => {
    await redirect(response, { telling })
    await release()
    await call('https://auth.example/other')
    expect(state()).toBe('held')
    expect(stored('held')).toEqual([])
    expect(await heldPage()).toBeNull()
  })

  test('leaves nothing when holding is switched off: it can still be released', async () => {
    await redirect(response, { telling })
    await hold(false)
    expect(browser.rules.size).toBe(0)
    await release()
    await heldPage()
    expect(calls).toEqual([`GET ${response}`])
    expect(browser.rules.size).toBe(0)
  })
})
