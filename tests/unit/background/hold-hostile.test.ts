import { beforeEach, describe, expect, test } from 'vitest'
import { responsesOf } from '@/lib/flow/read/find-response'
import { issuer, page, redirectUri } from '../flow/browser'
import {
  call,
  calls,
  heldPage,
  hold,
  openRequest,
  place,
  profileId,
  redirect,
  release,
  state,
} from './held'
import {
  app,
  browser,
  draft,
  latestFlow,
  reset,
  response,
  restart,
  stored,
  withProfile,
} from './harness'

beforeEach(async () => {
  reset()
  calls.length = 0
  await withProfile()
  await hold()
})

/** A redirect that brings the response somewhere else before it comes to the app. */
async function redirectOver(between: string, tabId: number) {
  const base = {
    ...page,
    webRequestId: 'over',
    tabId,
    method: 'GET',
    at: (browser.state.now += 100),
  }
  restart()
  await app.observe({ ...base, kind: 'request', url: `${issuer}/approve`, form: null })
  await app.observe({
    ...base,
    kind: 'redirect',
    url: `${issuer}/approve`,
    status: 303,
    location: between,
  })
}

describe('a release goes to the URL that was stopped', () => {
  test.each([
    'https://broker.example/back?code=c1&state=s1',
    'javascript:alert(1)//?code=c1&state=s1',
    'data:text/html,x?code=c1&state=s1',
    'com.example.app:/cb?code=c1&state=s1',
    `${redirectUri}#code=c1&state=s1`,
    `${redirectUri}/other?code=c1&state=s1`,
  ])('not to %s, where the same code went before', async (between) => {
    const tabId = await openRequest()
    await redirectOver(between, tabId)
    expect(await call(`${redirectUri}?code=c1&state=s1`, { tabId })).toBe('stopped')
    expect(await release()).toEqual({ ok: true })
    expect(await heldPage(tabId)).toMatchObject({ method: 'GET' })
    expect(calls).toEqual([`GET ${redirectUri}?code=c1&state=s1`])
    expect(responsesOf(latestFlow())).toMatchObject([
      { target: redirectUri, responseMode: 'query', hold: { state: 'released' } },
    ])
  })

  test('as a form, where it was posted after it had come in a query', async () => {
    const tabId = await openRequest()
    await redirectOver(`${redirectUri}?code=c1&state=s1`, tabId)
    const form = [
      ['code', 'c1'],
      ['state', 's1'],
    ] as const
    expect(await call(redirectUri, { tabId, method: 'POST', form })).toBe('stopped')
    await release()
    await heldPage(tabId)
    expect(calls).toEqual([`POST ${redirectUri} code=c1&state=s1`])
    expect(state()).toBe('released')
  })
})

describe('a redirect_uri that only the request names', () => {
  const cb = 'https://other.example/cb'
  const requested = (uri: string, tabId: number) =>
    call(
      `${issuer}/auth?${new URLSearchParams({ client_id: 'tpp', response_type: 'code', redirect_uri: uri })}`,
      { tabId, initiator: null },
    )

  test('is held in the tab of its flow, where all of its profile is', async () => {
    await requested(cb, 7)
    calls.length = 0
    expect(await call(`${cb}?code=c1`, { tabId: 8 })).toBe('called')
    expect(await redirect(`${cb}?code=c1`)).toBe('stopped')
    expect(state()).toBe('held')
    await hold(false)
    expect(browser.rules.size).toBe(0)
  })

  test('costs no more rules than the browser takes, however many ask', async () => {
    for (let tabId = 100; tabId < 160; tabId += 1) await requested(`${cb}${tabId}`, tabId)
    expect(browser.rules.size).toBeLessThan(1000)
    expect(await redirect(`${cb}159?code=c1`, { tabId: 159 })).toBe('stopped')
  })

  test('costs rules for itself only, not for the redirect_uris of its profile again', async () => {
    const many = Array.from({ length: 12 }, (_, at) => `https://app.example/cb${at}`)
    await app.handlers.profileSave({ ...draft, id: await profileId(), redirectUris: many })
    await hold()
    const before = browser.rules.size
    await requested(cb, 100)
    const ofOne = browser.rules.size - before
    expect(ofOne).toBeGreaterThan(0)
    for (let tabId = 101; tabId < 130; tabId += 1) await requested(`${cb}${tabId}`, tabId)
    expect(browser.rules.size - before).toBeLessThanOrEqual(20 * ofOne)
    expect(ofOne).toBeLessThan(before / many.length + 1)
  })
})

test('what was held in a frame that the app has removed since is released in a tab', async () => {
  await redirect(response, { frame: 'sub' })
  browser.state.deaf.add(7)
  expect(await release()).toEqual({ ok: true })
  expect(await heldPage(7, 'sub')).toBeNull()
  const [shown] = stored('held')
  expect(shown).toMatchObject({ frame: 'top' })
  await heldPage(shown?.tabId)
  expect(calls).toEqual([`GET ${response}`])
  expect(state()).toBe('released')
})

test('a response in a frame of a flow that is held alone is not lost, whatever its state', async () => {
  await hold(false)
  const cb = 'https://other.example/cb'
  const requested = new URLSearchParams({
    client_id: 'other',
    response_type: 'code',
    redirect_uri: cb,
    state: 's1',
  })
  await call(`${issuer}/auth?${requested}`, { initiator: null })
  const [row] = stored('flows') ?? []
  await app.handlers.flowHold({ id: row?.id ?? '', on: true })
  calls.length = 0
  expect(await redirect(`${cb}?code=c1&state=x`, { frame: 'sub' })).toBe('stopped')
  expect(stored('held')).toMatchObject([{ tabId: 7, frame: 'sub' }])
  expect(state()).toBe('held')
  expect(response).not.toContain(cb)
})

describe('what is too long', () => {
  const junk = 'x'.repeat(600_000)

  test('is held, shown as shortened, and not released', async () => {
    const tabId = await openRequest()
    expect(await redirect(`${response}&junk=${junk}`, { tabId })).toBe('stopped')
    expect(state()).toBe('held')
    expect(responsesOf(latestFlow())).toMatchObject([{ shortened: true, matchedBy: 'state' }])
    expect(await release()).toEqual({ ok: false, issues: [{ code: 'release_shortened' }] })
    expect(calls).toEqual([])
    expect(await app.handlers.holdDiscard(place())).toEqual({ ok: true })
    expect(JSON.stringify(stored('held')).length).toBeLessThan(10_000)
  })

  test('a form of 300 kB is held and released whole', async () => {
    const tabId = await openRequest()
    const form = [
      ['code', 'c1'],
      ['state', 's1'],
      ['more', 'x'.repeat(300_000)],
    ] as const
    expect(await call(redirectUri, { tabId, method: 'POST', form })).toBe('stopped')
    expect(await release()).toEqual({ ok: true })
    expect(await heldPage(tabId)).toMatchObject({ form })
  })

  test('forms that are not responses do not fill the storage', async () => {
    for (let tabId = 20; tabId < 40; tabId += 1)
      await call(redirectUri, { tabId, method: 'POST', form: [['a', 'x'.repeat(400_000)]] })
    expect(stored('deliveries')).toHaveLength(20)
    expect(stored('deliveries').filter(({ form }) => form !== null)).toHaveLength(3)
  })
})
