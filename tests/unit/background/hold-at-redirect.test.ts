import { beforeEach, describe, expect, test } from 'vitest'
import { responsesOf } from '@/lib/flow/read/find-response'
import { issuer, page, redirectUri } from '../flow/browser'
import { call, calls, heldPage, hold, openRequest, redirect, release, state } from './held'
import { app, browser, latestFlow, reset, response, stored, withProfile } from './harness'

beforeEach(async () => {
  reset()
  browser.state.matchesResponseHeaders = true
  calls.length = 0
  await withProfile()
  await hold()
})

const latestHold = () => responsesOf(latestFlow())[0]?.hold

describe('where a service worker of the app responds, and nothing is reported', () => {
  beforeEach(() => openRequest())
  const left = () => app.handlers.heldLeft({ frame: 'top' }, { tabId: 7, frame: 'sub' })

  test.each([
    `${redirectUri}?code=c1`,
    `${redirectUri}?state=s1&code=c1`,
    `${redirectUri}#state=s1&code=c1`,
    `${redirectUri}?x=1#error=access_denied`,
    `HTTPS://APP.example/cb?code=c1`,
  ])('%s is stopped at the redirect', async (url) => {
    expect(await redirect(url)).toBe('not followed')
    expect(state()).toBe('held')
    expect(await release()).toEqual({ ok: true })
    await left()
    expect(state()).toBe('released')
    expect(stored('deliveries')).toEqual([])
    await hold(false)
    expect(browser.rules.size).toBe(0)
  })

  test.each([`${redirectUri}?state=s1`, `${redirectUri}/x?code=c1`, `${redirectUri}?codes=1`, '/'])(
    'a redirect to %s is not',
    async (url) => {
      expect(await redirect(new URL(url, redirectUri).href)).toBe('called')
    },
  )

  test('a redirect that was stopped but is not a response is sent on at a click', async () => {
    const url = `${redirectUri}?CODE=c1`
    expect(await redirect(url)).toBe('not followed')
    await heldPage()
    expect(calls).toEqual([])
    await app.handlers.stoppedSend(
      { stoppedId: stored('deliveries')[0]?.stoppedId ?? '' },
      { tabId: 7, frame: 'top' },
    )
    await heldPage()
    expect(calls).toEqual([`GET ${url}`])
    expect(stored('deliveries')).toEqual([])
  })

  test('a release that was already reported is not counted again', async () => {
    await redirect(`${redirectUri}?code=c1`)
    await release({ defence: 'same-twice' })
    await left()
    expect(browser.heldTabs.has(7)).toBe(true)
    await heldPage()
    expect(state()).toBe('released')
    await left()
    expect(latestHold()).toMatchObject({ releases: [{ times: 2, done: 2 }] })
  })

  test('nor is one that goes out a second time', async () => {
    await redirect(`${redirectUri}?code=c1`)
    await release({ defence: 'same-twice' })
    await heldPage()
    await left()
    expect(latestHold()).toMatchObject({ state: 'releasing', releases: [{ times: 2, done: 1 }] })
  })
})

/** Whether the browser is to look into the answers of pages. */
const looks = () => [...browser.rules.values()].some(({ condition }) => condition.responseHeaders)

describe('the browser looks into answers', () => {
  const requested = `${issuer}/auth?client_id=tpp&response_type=code&state=s1`

  test('before any request is reported, because an app may receive its response immediately', async () => {
    expect(looks()).toBe(true)
    await call(requested, { initiator: null })
    expect(await redirect(response)).toBe('not followed')
    expect(calls).toEqual([`GET ${requested}`])
    expect(state()).toBe('held')
  })

  test('as long as the profile holds, and no longer', async () => {
    await openRequest()
    await redirect(response)
    await release()
    await app.handlers.heldLeft({ frame: 'top' }, { tabId: 7, frame: 'sub' })
    expect(state()).toBe('released')
    expect(looks()).toBe(true)
    await hold(false)
    expect(looks()).toBe(false)
  })

  test('not where it cannot', async () => {
    browser.state.matchesResponseHeaders = false
    await hold()
    await openRequest()
    expect(looks()).toBe(false)
  })

  test('and where it was too late for that nothing is held', async () => {
    await openRequest()
    const redirected = {
      ...page,
      kind: 'redirect',
      webRequestId: 'late',
      tabId: 7,
      at: browser.state.now + 100,
      method: 'GET',
      url: `${issuer}/approve`,
      status: 303,
      location: response,
    } as const
    await app.observe(redirected)
    await app.observe(redirected)
    expect(latestHold()).toBeNull()
    expect(stored('held')).toBeUndefined()
    expect(looks()).toBe(true)
  })
})
