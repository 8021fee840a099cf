import { factsOf } from '@/lib/flow/reduce/flow-facts'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import { createStartLimit } from '@/lib/background/start-limit'
import type { SessionState } from '@/lib/storage/state'
import type { Data } from '@/lib/storage/data'
import type { Flow } from '@/lib/flow/model/flow'
import { maxStarts, thirdPartyBudget } from '@/lib/flow/reduce/flow-budget'
import { emptyFlow } from '@/lib/flow/reduce/start'
import { issuer, redirectUri } from '../flow/browser'
import { app, browser, flowOf, profile, reset } from './answering'
import {
  dropped,
  forgedRequest,
  forgedResponse,
  frame,
  genuine,
  responseOf,
  storedFlows,
  testers,
  type Testers,
} from './flood'

let own: Testers
beforeEach(async () => {
  await reset()
  own = await testers()
})

const send = (observations: Parameters<typeof app.observe>[0][]) =>
  Promise.all(observations.map((one) => app.observe(one)))
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))
const stored = <K extends keyof SessionState>(key: K) =>
  browser.session.values.get(key) as SessionState[K]

/** Requests of the tester's own client that take all that one tab may take. */
const fillTab = () =>
  send(times(20, (index) => frame(`${forgedRequest(index)}&junk${'x'.repeat(120_000)}`)))
/** In a frame without a request. */
const largeResponse = (): Observation => ({
  ...frame(`${forgedResponse(1000)}&junk=${'x'.repeat(400_000)}`),
  frame: 'top',
})
const forged = () => storedFlows().filter(({ matchedBy }) => matchedBy === 'unsolicited')

describe('a forged response that has no room', () => {
  beforeEach(async () => {
    for (const event of genuine(own.waiting)) await app.observe(event)
    await app.handlers.responsesSeen()
  })

  test('is neither the latest one nor reported', async () => {
    await app.handlers.settingsChange({ name: 'notices', on: true })
    await fillTab()
    browser.state.now += 20_000
    await app.observe(largeResponse())
    expect(forged()).toEqual([])
    expect(stored('latest')).toBe(own.waiting.id)
    expect(stored('hasNewResponse')).toBe(false)
    expect(browser.state.notices).toEqual([])
  })

  test('and was the latest one leaves that to the newest one that is kept', async () => {
    await app.observe(largeResponse())
    expect(stored('latest')).toBe(forged()[0]?.id)
    browser.state.now += 20_000
    await fillTab()
    expect(forged()).toEqual([])
    expect(stored('latest')).toBe(own.waiting.id)
  })
})

test('a response that is held and has no room is decided on as any stopped navigation', async () => {
  browser.granted.add('https://app.example/*')
  await app.handlers.accessRefresh()
  await profile({ hold: true })
  expect(browser.rules.size).toBeGreaterThan(0)
  await fillTab()
  browser.state.now += 20_000
  const form = [
    ['code', 'forged'],
    ['state', 'forged'],
    ['junk', 'x'.repeat(400_000)],
  ] as const
  await app.observe({ ...frame(redirectUri, { form }), frame: 'top' })
  expect(forged()).toEqual([])
  expect(stored('held')).toEqual([])
  expect(stored('deliveries')).toMatchObject([{ url: redirectUri, form, state: 'undecided' }])
})

test('a held response of the app that storage has no room for is decided on, too', async () => {
  browser.granted.add('https://app.example/*')
  await app.handlers.accessRefresh()
  await profile({ hold: true })
  browser.ports.records.put = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'))
  const url = `${redirectUri}?code=c&state=app-state&junk=${'x'.repeat(20_000)}`
  await app.observe({ ...frame(url, { tabId: 40 }), frame: 'top' })
  expect(responseOf(own.ofApp)).toEqual([])
  expect(dropped()).toEqual({ own: 0, thirdParty: 1 })
  expect(stored('held')).toEqual([])
  expect(stored('deliveries')).toMatchObject([{ tabId: 40, state: 'undecided' }])
})

describe('what one origin starts in one tab is counted', () => {
  const nothing = { facts: new Map() } as unknown as Data
  const start = (id: number, change: Partial<Flow> = {}) => ({
    absorbed: null,
    flow: {
      ...emptyFlow(
        {
          id: `s${id}`,
          createdAt: 5_000,
          tabId: 1,
          incognito: false,
          cookieStoreId: null,
          initiator: 'https://evil.example',
          matchedBy: 'unsolicited',
        },
        null,
      ),
      ...change,
    },
  })

  test('where none of it is kept', () => {
    const isRefused = createStartLimit()
    const all = times(maxStarts + 5, (id) => isRefused(nothing, start(id)))
    expect(all.filter((refused) => refused)).toHaveLength(5)
    expect(isRefused(nothing, start(90, { tabId: 2 }))).toBe(false)
    expect(isRefused(nothing, start(91, { initiator: 'https://b.example' }))).toBe(false)
    expect(isRefused(nothing, start(92, { createdAt: 15_000 }))).toBe(false)
  })

  test('once where it is kept', () => {
    const isRefused = createStartLimit()
    const kept = times(maxStarts - 1, (id) => {
      expect(isRefused(nothing, start(id))).toBe(false)
      return factsOf(start(id).flow, { rev: 1, octets: 1, more: [] })
    })
    const facts = new Map(kept.map((each) => [each.id, each]))
    expect(isRefused({ ...nothing, facts }, start(90))).toBe(false)
    expect(isRefused({ ...nothing, facts }, start(91))).toBe(true)
  })
})

describe('a page that knows a request_uri of the tester', () => {
  const requestUri = 'urn:ietf:params:oauth:request_uri:known'
  const use = (known: string, index: number) =>
    frame(
      `${issuer}/auth?client_id=tpp&request_uri=${known}&n=${index}&junk${'x'.repeat(90_000)}`,
      {
        tabId: 100 + index,
        initiator: `https://a${index}.evil.example`,
      },
    )

  test.each(['pasted', 'pushed'])(
    'drops none of the tester by it, where it was %s',
    async (how) => {
      for (const event of genuine(own.waiting)) await app.observe(event)
      if (how === 'pasted')
        await app.handlers.requestAdd({ text: requestUri, details: null, open: null })
      const known = how === 'pasted' ? requestUri : (flowOf(own.pushed).requestUri ?? '')
      for (const index of times(80, (each) => each)) await app.observe(use(known, index))
      expect(responseOf(own.waiting.id)).toHaveLength(1)
      expect(stored('dropped').own).toBe(0)
      expect(flowOf(own.pushed)).toBeDefined()
      const pages = storedFlows().filter(({ tabId }) => (tabId ?? 0) > 100)
      expect(JSON.stringify(pages).length).toBeLessThan(thirdPartyBudget.octets)
    },
  )
})
