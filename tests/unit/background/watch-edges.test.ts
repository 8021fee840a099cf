import { beforeEach, describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import { responsesOf } from '@/lib/flow/read/find-response'
import { issuer, page, redirectUri } from '../flow/browser'
import { call, calls, hold, openRequest, redirect } from './held'
import { app, browser, latestFlow, reset, response, stored, withProfile } from './harness'

beforeEach(async () => {
  reset()
  calls.length = 0
  await withProfile()
})

const foreign = { ...page, webRequestId: 'f', tabId: 8, method: 'GET' } as const
const ofForeign = (url: string): Observation => ({
  kind: 'request',
  ...foreign,
  at: browser.state.now,
  url,
  form: null,
})

/** From now on, the browser stores no flow. */
function fillStorage(): void {
  browser.ports.records.put = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'))
}

describe('where storage is full', () => {
  test("an event of the tester's flow fails, and the flow does not count as dropped", async () => {
    const tabId = await openRequest()
    const before = latestFlow()
    fillStorage()
    const event = { ...ofForeign(response), tabId }
    await expect(app.observe(event)).rejects.toThrow('quota')
    expect(latestFlow()).toEqual(before)
    expect(stored('dropped') ?? { own: 0 }).toMatchObject({ own: 0 })
  })

  test('a third-party flow is counted, and its stopped navigation waits for a decision', async () => {
    await hold()
    fillStorage()
    await app.observe(ofForeign(response))
    expect(browser.flows()).toEqual([])
    expect(stored('dropped')).toEqual({ own: 0, thirdParty: 1 })
    expect(stored('held')).toEqual([])
    expect(stored('deliveries')).toMatchObject([{ state: 'undecided', url: response, of: null }])
  })
})

describe('whether a tab is private', () => {
  const asked: number[] = []
  beforeEach(() => {
    asked.length = 0
    const { isPrivate } = browser.ports
    Object.assign(browser.ports, {
      isPrivate: (tabId: number) => {
        asked.push(tabId)
        return isPrivate(tabId)
      },
    })
  })

  const unknown = (url: string, tabId = 8): Observation => ({
    ...ofForeign(url),
    tabId,
    incognito: null,
  })

  test('is asked where an event that matters does not say so, and kept', async () => {
    browser.state.privateTabs.add(8)
    await app.observe(unknown(response))
    expect(asked).toEqual([8])
    expect(browser.flows()).toMatchObject([{ tabId: 8, incognito: true }])
  })

  test.each([
    ['an event that says so', ofForeign(response)],
    ['an event outside the tabs', unknown(response, -1)],
    ['an event that does not matter', unknown('https://news.example/')],
  ])('is not asked for %s', async (_, observation) => {
    await app.observe(observation)
    expect(asked).toEqual([])
  })
})

test('the use of a stored request keeps the time of its first opening', async () => {
  const tabId = await openRequest()
  const [first] = stored('requests')
  expect(first?.usedAt).toEqual(expect.any(Number))
  browser.state.now += 1_000
  await call(browser.opened.at(-1)?.url ?? '', { tabId, initiator: null })
  expect(stored('requests')).toMatchObject([{ usedAt: first?.usedAt }])
})

test('a later page of the flow is not a new response', async () => {
  await app.handlers.settingsChange({ name: 'notices', on: true })
  const tabId = await openRequest()
  await redirect(response, { tabId })
  await app.handlers.responsesSeen()
  await call(`${issuer}/logout`, { tabId })
  await call(response, { tabId })
  expect(responsesOf(latestFlow())).toHaveLength(1)
  expect(response).toContain(redirectUri)
  expect(browser.state.notices).toHaveLength(1)
  expect(browser.state.badge).toEqual({ waiting: false, holding: false })
})
