import { beforeEach, describe, expect, test } from 'vitest'
import {
  fromBeforeRedirect,
  fromBeforeRequest,
  fromHeadersReceived,
} from '@/lib/capture/web-request'
import type { Observation } from '@/lib/capture/observation'
import { responsesOf } from '@/lib/flow/read/find-response'
import { issuer, redirectUri } from '../flow/browser'
import { call, calls, hold, openRequest, release, state } from './held'
import { app, browser, latestFlow, reset, response, restart, stored, withProfile } from './harness'

let tabId: number
let requestId = 0
beforeEach(async () => {
  reset()
  browser.state.matchesResponseHeaders = true
  await withProfile()
  await hold()
  tabId = await openRequest()
  calls.length = 0
  requestId += 1
})

const held = 'chrome-extension://parley/held.html'

/** The server's page that redirects to the app, as Chromium describes it. */
const details = () => ({
  requestId: `x${requestId}`,
  tabId,
  timeStamp: (browser.state.now += 1),
  method: 'POST',
  url: `${issuer}/approve`,
  type: 'main_frame',
  initiator: issuer,
})
const begun = () => fromBeforeRequest(details())
const redirecting = (location = response) =>
  fromHeadersReceived({
    ...details(),
    statusCode: 303,
    responseHeaders: [{ name: 'Location', value: location }],
  })
/** The worker that read the Location header was terminated: the next one knows only the request. */
const heldElsewhere = () =>
  fromBeforeRedirect({
    ...details(),
    statusCode: 307,
    redirectUrl: held,
  })
const page = () => {
  const { kind: _, ...base } = heldElsewhere()
  return base
}

/** The browser reports an event to a new worker. */
async function report(observation: Observation | null): Promise<void> {
  restart()
  if (observation) await app.observe(observation)
}

/** The held page opens and asks for what was reported. */
async function opens(frame: 'top' | 'sub' = 'top'): Promise<void> {
  restart()
  await app.handlers.observationsSettled(undefined, { tabId, frame })
}

const sites = () => stored('held') ?? []
const deliveries = () => stored('deliveries') ?? []
const target = () => ({ tabId, frame: 'top', flowId: latestFlow().id })

describe('a redirect that is stopped at its response', () => {
  test('is held although the worker that read its Location was terminated', async () => {
    for (const event of [begun(), redirecting(), heldElsewhere()]) await report(event)
    expect(state()).toBe('held')
    expect(sites()).toMatchObject([{ ...target(), stopped: { url: response } }])
    expect(deliveries()).toEqual([])
    expect(responsesOf(latestFlow())).toHaveLength(1)
    expect(await release()).toEqual({ ok: true })
    expect(browser.state.woken).toMatchObject({ method: 'GET', url: response, start: 'cross-site' })
  })

  test('is held once the held page opens, if the stop was not reported', async () => {
    for (const event of [begun(), redirecting()]) await report(event)
    expect(sites()).toEqual([])
    await opens()
    expect(state()).toBe('held')
    expect(sites()).toMatchObject([{ ...target(), stopped: { url: response } }])
    expect(await release()).toEqual({ ok: true })
    expect(browser.state.woken).toMatchObject({ method: 'GET', url: response, start: 'cross-site' })
    await opens()
    expect(sites()).toHaveLength(1)
  })

  test('is held by the flow that knows its navigation, not by another one', async () => {
    await report(begun())
    await report(redirecting())
    const { id } = latestFlow()
    await openRequest()
    await report(heldElsewhere())
    expect(sites()).toMatchObject([{ tabId, flowId: id, stopped: { url: response } }])
  })

  test('and is reported without its Location, which no worker read, waits for no decision', async () => {
    for (const event of [begun(), heldElsewhere()]) await report(event)
    await opens()
    expect(sites()).toEqual([])
    expect(deliveries()).toEqual([])
    expect(browser.rows()).toHaveLength(1)
  })

  test('with a target that is not a response waits for the decision of the user, wherever it is', async () => {
    const url = 'https://other.example/cb?CODE=c1'
    await report(begun())
    await report(fromBeforeRedirect({ ...details(), statusCode: 302, redirectUrl: held }, url))
    expect(deliveries()).toMatchObject([{ state: 'undecided', method: 'GET', url }])
  })

  test('at a URL of the server with a code of its own is still held at its target', async () => {
    const own = { ...details(), url: `${issuer}/login/callback?code=up&state=up` }
    for (const event of [
      fromBeforeRequest(own),
      fromHeadersReceived({
        ...own,
        statusCode: 302,
        responseHeaders: [{ name: 'Location', value: response }],
      }),
      fromBeforeRedirect({ ...own, statusCode: 307, redirectUrl: held }),
    ])
      await report(event)
    expect(sites()).toMatchObject([{ ...target(), stopped: { url: response } }])
    expect(state()).toBe('held')
  })
})

describe('a held page that opens, while its stop is not reported,', () => {
  const answered = async (location = response) => {
    for (const event of [begun(), redirecting(location)]) await report(event)
  }
  const shown = () => ({ sites: sites(), holds: responsesOf(latestFlow()).map((one) => one.hold) })
  const nothing = { sites: [], holds: [null] }

  test('shows a response in a fragment, too', async () => {
    await answered(`${redirectUri}#code=c1&state=s1`)
    await opens()
    expect(state()).toBe('held')
  })

  test('shows the response of the tab that opened its tab', async () => {
    const popup = 40
    await app.tabs.opened(popup, tabId)
    await answered()
    restart()
    await app.handlers.observationsSettled(undefined, { tabId: popup, frame: 'top' })
    expect(sites()).toMatchObject([{ tabId: popup }])
  })

  test('shows nothing if it is in another tab or frame, or in no tab', async () => {
    await answered()
    await opens('sub')
    await app.handlers.observationsSettled(undefined, { tabId: tabId + 1, frame: 'top' })
    await app.handlers.observationsSettled(undefined, null)
    expect(shown()).toEqual(nothing)
  })

  test('shows nothing if no rule stops the response', async () => {
    await answered(`${redirectUri}/other?code=c1&state=s1`)
    await opens()
    expect(shown()).toEqual(nothing)
    await answered()
    await hold(false)
    await opens()
    expect(sites()).toEqual([])
  })

  test('shows nothing once the app responded', async () => {
    await answered()
    await report({ ...page(), kind: 'completed', url: response, status: 200 })
    await opens()
    expect(shown()).toEqual(nothing)
  })

  test('shows nothing a minute after the response', async () => {
    await answered()
    browser.state.now += 60_001
    await opens()
    expect(shown()).toEqual(nothing)
  })

  test('shows what the tab had before only until a newer response', async () => {
    await call(response, { tabId })
    expect(state()).toBe('held')
    const [first] = sites()
    await answered(response.replace('c1', 'c2'))
    await opens()
    expect(sites()).toHaveLength(1)
    expect(sites()[0]?.responseId).not.toBe(first?.responseId)
    expect(sites()[0]?.stopped?.url).toContain('code=c2')
  })

  test('keeps a form that waits for the decision of the user', async () => {
    await answered()
    await call(redirectUri, { tabId, method: 'POST', form: [['a', 'b']] })
    expect(deliveries()).toHaveLength(1)
    await opens()
    expect(deliveries()).toHaveLength(1)
    expect(sites()).toEqual([])
  })

  test('is released with the cookies of a navigation that the app itself started', async () => {
    // The only navigation of the flow was started by a page of the app.
    const url = `${issuer}/auth?client_id=tpp&response_type=code&state=s9`
    const one = { ...details(), tabId: 50, method: 'GET', url, initiator: 'https://app.example' }
    await report(fromBeforeRequest(one))
    await report(
      fromHeadersReceived({
        ...one,
        statusCode: 302,
        responseHeaders: [{ name: 'Location', value: `${redirectUri}?code=c9&state=s9` }],
      }),
    )
    restart()
    await app.handlers.observationsSettled(undefined, { tabId: 50, frame: 'top' })
    expect(await release()).toEqual({ ok: true })
    expect(browser.state.woken).toMatchObject({ start: 'same-site' })
  })
})
