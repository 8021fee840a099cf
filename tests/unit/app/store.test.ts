import { beforeEach, expect, test } from 'vitest'
import { flowKey, type SessionState } from '@/lib/app/state'
import { createStore, type Store } from '@/lib/app/store'
import type { Flow } from '@/lib/flow/flow'
import { emptyFlow } from '@/lib/flow/start'
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
      container: null,
      matchedBy: 'sent',
    },
    null,
  ),
  requestUri: 'x'.repeat(length),
})
const put = (flow: Flow) => store.run((_, save) => save({ putFlows: [flow] }))
const rows = () => browser.session.values.get('flows') as SessionState['flows']
const ids = () => rows().map(({ id }) => id)
const keys = () => [...browser.session.values.keys()].filter((key) => key.startsWith('flow:'))

test('a flow that was removed stays removed when an answer still comes into it', async () => {
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
  expect(keys().toSorted()).toEqual(ids().map(flowKey).toSorted())
  const { latest, live } = await store.data()
  expect(live.map(({ id }) => id).toSorted()).toEqual(ids().toSorted())
  expect(latest === null || ids().includes(latest)).toBe(true)
  expect(browser.session.values.get('latest')).toBe(latest)
})

test('what has no room at all is refused, and the store goes on', async () => {
  begin(5000)
  await put(flowOf(1, 100))
  await expect(put(flowOf(2, 9000))).rejects.toThrow('quota')
  await put(flowOf(3, 100))
  expect(ids()).toContain('f3')
  expect(keys().toSorted()).toEqual(ids().map(flowKey).toSorted())
})

test('where storage is full, flows that wait for their response stay longest', async () => {
  begin(20_000)
  const ended = (number: number): Flow => ({
    ...flowOf(number, 3000),
    tokens: [
      {
        id: 't',
        kind: 'access_token',
        value: 'v',
        messageId: 'm',
        receivedAt: 0,
        expiresAt: null,
        tokenType: null,
        scope: null,
        state: 'live',
      },
    ],
  })
  await put(flowOf(1, 3000))
  for (const number of [2, 3, 4, 5]) await put(ended(number))
  await put(flowOf(6, 8000))
  expect(ids()).toContain('f1')
  expect(ids()).toContain('f6')
  expect(ids()).not.toContain('f2')
})

test('every flow that is kept is known again by a worker that starts, however many there are', async () => {
  for (let number = 1; number <= 120; number += 1) await put(flowOf(number))
  const { live } = await createStore(browser.ports).data()
  expect(live).toHaveLength(120)
  expect(await createStore(browser.ports).flow('f1')).toMatchObject({ id: 'f1' })
})
