import { beforeEach, describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import { redirectUri } from '../flow/browser'
import { call, calls, heldPage, hold, holds, openRequest, profileId, redirect, state } from './held'
import { app, browser, latestFlow, reset, response, restart, stored, withProfile } from './harness'

beforeEach(async () => {
  reset()
  calls.length = 0
  await withProfile()
})

describe('the switch', () => {
  test('puts rules in force, and takes all of them away', async () => {
    expect(browser.rules.size).toBe(0)
    await hold()
    expect(browser.rules.size).toBeGreaterThan(0)
    await hold(false)
    expect(browser.rules.size).toBe(0)
  })

  test('is on again after the browser was closed, and the rules with it', async () => {
    await hold()
    const before = new Set(browser.rules.keys())
    browser.rules.clear()
    browser.session.values.clear()
    restart()
    await app.start()
    expect(new Set(browser.rules.keys())).toEqual(before)
  })

  test('leaves no rule of a removed profile, and has them again when it is brought back', async () => {
    await hold()
    const before = browser.rules.size
    await app.handlers.profileRemove({ id: await profileId() })
    expect(browser.rules.size).toBe(0)
    await app.handlers.profileRestore({ id: await profileId() })
    expect(browser.rules.size).toBe(before)
  })

  test('takes away at the start what an older worker left', async () => {
    await hold()
    await app.handlers.profileHold({ id: await profileId(), on: false })
    const [rule] = browser.rules.values()
    expect(rule).toBeUndefined()
    browser.rules.set(5, { id: 5, effect: 'hold', condition: {} } as never)
    restart()
    await app.start()
    expect(browser.rules.size).toBe(0)
  })

  test('says that the browser refused the rules, and tries again the next time', async () => {
    browser.state.rulesRefused = true
    await expect(hold()).rejects.toThrow('Rule is refused')
    browser.state.rulesRefused = false
    await hold()
    expect(browser.rules.size).toBeGreaterThan(0)
  })
})

describe('not a response', () => {
  beforeEach(() => hold())

  test('a plain visit is not stopped', async () => {
    expect(await call(redirectUri)).toBe('called')
    expect(await call(`${redirectUri}?state=s#/code`)).toBe('called')
    expect(stored('flows') ?? []).toEqual([])
  })

  const page = { tabId: 7, frame: 'top' } as const
  const undecided = () => stored('deliveries').filter((one) => one.state === 'undecided')
  const shown = () => ({ stoppedId: undecided()[0]?.stoppedId ?? 'gone' })

  test('a form of another site waits, and is sent on at a click', async () => {
    const form = [['name', 'Kira']] as const
    const way = { method: 'POST', form, initiator: 'https://news.example' } as const
    expect(await call(redirectUri, way)).toBe('stopped')
    expect(await heldPage()).toBeNull()
    expect(calls).toEqual([])
    expect(undecided()).toMatchObject([{ start: 'cross-site', initiator: 'https://news.example' }])
    await app.handlers.stoppedSend(shown(), { ...page, tabId: 8 })
    await app.handlers.stoppedSend(shown(), { ...page, frame: 'sub' })
    await app.handlers.stoppedSend(shown(), null)
    await app.handlers.stoppedSend({ stoppedId: 'another' }, page)
    expect(await heldPage()).toBeNull()
    await app.handlers.stoppedSend(shown(), page)
    expect(await heldPage()).toMatchObject({ method: 'POST', url: redirectUri, form, of: null })
    expect(calls).toEqual([`POST ${redirectUri} name=Kira`])
    expect(stored('deliveries')).toEqual([])
    expect(stored('held') ?? []).toEqual([])
  })

  test('is not let through while it waits: the same form again is stopped again', async () => {
    const way = { method: 'POST', form: [['a', 'b']] } as const
    await call(redirectUri, way)
    expect(await call(redirectUri, way)).toBe('stopped')
    expect(undecided()).toHaveLength(1)
    expect(calls).toEqual([])
  })

  test('is gone when it is discarded, and when the tab goes elsewhere', async () => {
    const way = { method: 'POST', form: [['a', 'b']] } as const
    await call(redirectUri, way)
    await app.handlers.stoppedDiscard(shown(), page)
    expect(stored('deliveries')).toEqual([])
    await call(redirectUri, way)
    await call('https://app.example/')
    expect(stored('deliveries')).toEqual([])
    await app.handlers.stoppedSend(shown(), page)
    expect(calls).toEqual(['GET https://app.example/'])
  })

  test('a form in a frame is never sent on', async () => {
    await call(redirectUri, { method: 'POST', form: [['a', 'b']], frame: 'sub' })
    expect(await heldPage(7, 'sub')).toBeNull()
    expect(browser.state.woken).toBeNull()
    expect(calls).toEqual([])
  })

  test('what cannot be sent again continues by GET on request', async () => {
    expect(await call(redirectUri, { method: 'POST', form: null })).toBe('stopped')
    expect(await heldPage()).toBeNull()
    await app.handlers.stoppedSend(shown(), page)
    await heldPage()
    expect(calls).toEqual([`GET ${redirectUri}`])
  })
})

test.each([
  ['the client', 'client_id=a', null],
  ['a whole request', 'client_id=a&response_type=code&redirect_uri=x', null],
  ['the client, in a form', '', [['code', 'x'] as const, ['client_id', 'a'] as const]],
])('a response that echoes %s is held', async (_, query, form) => {
  await hold()
  const url = form ? redirectUri : `${redirectUri}?code=x&${query}`
  expect(await call(url, { method: form ? 'POST' : 'GET', form })).toBe('stopped')
  expect(await heldPage()).toBeNull()
  expect(state()).toBe('held')
  expect(calls).toEqual([])
})

describe('one flow', () => {
  test('is held from before its tab goes to the server, and only in its tab', async () => {
    const tabId = await openRequest(true)
    expect(browser.opened.at(-1)?.url).toBe('about:blank')
    expect(browser.rules.size).toBeGreaterThan(0)
    expect(await call(`${redirectUri}?code=other`, { tabId: tabId + 1 })).toBe('called')
    expect(await redirect(response, { tabId })).toBe('stopped')
    expect(browser.rules.size).toBe(0)
    expect(calls).toEqual([`GET ${redirectUri}?code=other`])
  })

  test('can be held later, and let go again', async () => {
    await openRequest()
    const [flow] = stored('flows')
    await app.handlers.flowHold({ id: flow?.id ?? '', on: true })
    expect(browser.rules.size).toBeGreaterThan(0)
    await app.handlers.flowHold({ id: flow?.id ?? '', on: false })
    expect(browser.rules.size).toBe(0)
  })

  test('leaves no rule when its tab is closed, or it is removed', async () => {
    const tabId = await openRequest(true)
    await app.tabs.closed(tabId)
    expect(browser.rules.size).toBe(0)
    await openRequest(true)
    expect(browser.rules.size).toBeGreaterThan(0)
    await app.handlers.flowsClear()
    expect(browser.rules.size).toBe(0)
  })
})

test('what was taken to be stopped and was not, is not held', async () => {
  await hold()
  const request = {
    kind: 'request',
    webRequestId: 'x',
    tabId: 7,
    at: 1,
    method: 'GET',
    url: response,
    frame: 'top',
    incognito: false,
    cookieStoreId: null,
    initiator: null,
    form: null,
  } as const
  await app.observe(request)
  expect(state()).toBe('held')
  const { form: _, ...base } = request
  await app.observe({ ...base, kind: 'completed', status: 200 })
  expect(holds()).toEqual([null])
  expect(stored('held')).toEqual([])
})

test('what was stopped by a rule that is gone since is held', async () => {
  await hold()
  const base = {
    webRequestId: 'x',
    tabId: 7,
    at: 1,
    method: 'POST',
    url: redirectUri,
    frame: 'top',
    incognito: false,
    cookieStoreId: null,
    initiator: null,
  } as const
  await hold(false)
  await app.observe({ ...base, kind: 'request', form: [['code', 'c1']] })
  expect(holds()).toEqual([null])
  await app.observe({ ...base, kind: 'held' })
  expect(state()).toBe('held')
})

test.each(['gone', 'not held'])('a response that is %s is refused', async (what) => {
  await app.handlers.responseAdd({ text: response })
  const named = {
    flowId: latestFlow().id,
    responseId: what === 'gone' ? 'x' : (responsesOf(latestFlow())[0]?.id ?? ''),
  }
  const code = what === 'gone' ? 'release_gone' : 'release_not_held'
  expect(await app.handlers.holdRelease({ ...named, params: null, defence: null })).toEqual({
    ok: false,
    issues: [{ code }],
  })
  expect(await app.handlers.holdDiscard(named)).toMatchObject({ ok: false })
  expect(await app.handlers.heldFocus(named)).toMatchObject({ ok: false })
  expect(browser.flow(named.flowId) as Flow).toBeDefined()
})
