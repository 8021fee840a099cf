import { beforeEach, describe, expect, test } from 'vitest'
import { createStore, type Store } from '@/lib/background/store'
import type { Flow } from '@/lib/flow/model/flow'
import { tabBudget, thirdPartyBudget } from '@/lib/flow/reduce/flow-budget'
import { emptyFlow } from '@/lib/flow/reduce/start'
import { fakeBrowser } from './fake-ports'

let browser = fakeBrowser()
let store: Store

/** A browser with room for so many characters, and its worker. */
function begin(limit?: number): void {
  browser = fakeBrowser(limit === undefined ? {} : { limit })
  store = createStore(browser.ports)
}
beforeEach(() => begin())

const flowOf = (number: number, length = 0): Flow => ({
  ...emptyFlow(
    {
      id: `f${number}`,
      createdAt: number,
      tabId: null,
      incognito: false,
      cookieStoreId: null,
      matchedBy: 'sent',
    },
    null,
  ),
  requestUri: 'x'.repeat(length),
})
const put = (flow: Flow) => store.run((_, save) => save({ putFlows: [flow] }))
const rows = () => browser.rows()
const ids = () => rows().map(({ id }) => id)
/** The flows that are stored, each once. */
const recorded = () => [...browser.records.values.keys()].map((key) => key.replace(/:.*/, ''))

test('a removed flow stays removed when a response is still received', async () => {
  await put(flowOf(1))
  await store.run((data, save) =>
    save({ flows: data.flows.map((row) => ({ ...row, removedAt: 7 })) }),
  )
  await put({ ...flowOf(1), updatedAt: 9 })
  expect(rows()).toMatchObject([{ id: 'f1', updatedAt: 9, removedAt: 7 }])
})

test('where storage is full, the flow that is written stays, however old it is', async () => {
  begin(16_000)
  for (const number of [1, 2, 3, 4]) await put(flowOf(number, 3000))
  await store.run((_, save) => save({ latest: 'f2' }))
  await put(flowOf(1, 8000))
  expect(ids()).toContain('f1')
  expect((await store.flow('f1'))?.requestUri).toHaveLength(8000)
  expect(recorded().toSorted()).toEqual(ids().toSorted())
  const { latest, facts } = await store.data()
  expect([...facts.keys()].toSorted()).toEqual(ids().toSorted())
  expect(latest === null || ids().includes(latest)).toBe(true)
  expect(browser.session.values.get('latest')).toBe(latest)
})

test('what has no room at all is refused, and the store goes on', async () => {
  begin(5000)
  await put(flowOf(1, 100))
  await expect(put(flowOf(2, 9000))).rejects.toThrow('quota')
  await put(flowOf(3, 100))
  expect(ids()).toContain('f3')
  expect(recorded().toSorted()).toEqual(ids().toSorted())
})

const token: Flow['tokens'][number] = {
  id: 't',
  kind: 'access_token',
  value: 'v',
  messageId: 'm',
  receivedAt: 0,
  expiresAt: null,
  tokenType: null,
  scope: null,
  state: 'live',
}
const withToken = (number: number, state: typeof token.state): Flow => ({
  ...flowOf(number, 3000),
  tokens: [{ ...token, state }],
})
/** A flow that a page started at an endpoint that no profile knows. */
const ofPage = (number: number, length = 0, tabId = 66): Flow => ({
  ...flowOf(number, length),
  matchedBy: 'shape',
  tabId,
  messages: [
    {
      kind: 'authorization-request',
      id: 'm',
      at: number,
      source: 'browser',
      results: [],
      method: 'GET',
      url: 'https://evil.example/auth',
      params: [],
      frame: 'sub',
    },
  ],
})

describe('where storage is full', () => {
  test('the tester’s flows that wait for nothing go first, those with live tokens last', async () => {
    begin(20_000)
    await put(withToken(1, 'live'))
    await put(flowOf(2, 3000))
    await put({
      ...flowOf(3),
      requested: { ...flowOf(3).requested, scope: 'x'.repeat(3000) },
      requestUri: null,
    })
    await put(withToken(4, 'live'))
    await put(flowOf(5, 8500))
    expect(ids()).toEqual(['f5', 'f4', 'f1'])
    expect((await store.data()).dropped).toEqual({ own: 2, thirdParty: 0 })
  })

  test('third-party flows go before any of the tester’s', async () => {
    begin(20_000)
    await put(ofPage(9, 4000))
    await put(flowOf(1, 3000))
    await put(withToken(2, 'live'))
    await put(ofPage(8, 4000))
    await put(flowOf(3, 8000))
    expect(ids()).toEqual(['f3', 'f2', 'f1'])
    expect((await store.data()).dropped).toEqual({ own: 0, thirdParty: 2 })
  })

  test('a third-party flow that has no room beside the tester’s is refused', async () => {
    begin(12_000)
    await put(flowOf(1, 3000))
    await put(withToken(2, 'spent'))
    await expect(put(ofPage(9, 6000))).rejects.toThrow('quota')
    expect(ids()).toEqual(['f2', 'f1'])
  })
})

describe('third-party flows', () => {
  test('of one tab do not take the place of those of another, and the newest are kept', async () => {
    await put(ofPage(1, 0, 40))
    for (let number = 2; number <= 150; number += 1) await put(ofPage(number))
    expect(ids()).toContain('f1')
    expect(ids()).toHaveLength(tabBudget.flows + 1)
    expect(ids()).toContain('f150')
    expect(ids()).not.toContain('f2')
    expect((await store.data()).dropped).toEqual({ own: 0, thirdParty: 49 })
    expect(recorded().toSorted()).toEqual(ids().toSorted())
  })

  test('are bounded in what they take', async () => {
    for (let number = 1; number <= 30; number += 1) await put(ofPage(number, 200_000, number % 3))
    const kept = browser.flows()
    expect(JSON.stringify(kept).length).toBeLessThan(thirdPartyBudget.octets)
    expect(Math.max(...kept.map(({ createdAt }) => createdAt))).toBe(30)
  })
})

test('every flow that is kept is known again by a worker that starts, however many there are', async () => {
  for (let number = 1; number <= 120; number += 1) await put(flowOf(number))
  const { facts } = await createStore(browser.ports).data()
  expect(facts.size).toBe(120)
  expect(await createStore(browser.ports).flow('f1')).toMatchObject({ id: 'f1' })
})
