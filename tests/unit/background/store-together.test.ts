import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createStore, type Store } from '@/lib/background/store'
import type { Desk } from '@/lib/background/store-draft'
import type { Flow } from '@/lib/flow/model/flow'
import { emptyFlow } from '@/lib/flow/reduce/start'
import { fakeBrowser } from './fake-ports'

let browser = fakeBrowser()
let store: Store
const before = vi.fn<() => Promise<void>>(async () => {})
const after = vi.fn<() => Promise<void>>(async () => {})

function begin(limit?: number): void {
  browser = fakeBrowser(limit === undefined ? {} : { limit })
  store = createStore(browser.ports, { before, after })
  before.mockClear()
  after.mockClear()
}
beforeEach(() => begin())

const flowOf = (id: string, requestUri = ''): Flow => ({
  ...emptyFlow(
    { id, createdAt: 1, tabId: null, incognito: false, cookieStoreId: null, matchedBy: 'sent' },
    null,
  ),
  requestUri,
})
const put = (id: string, requestUri?: string) => (desk: Desk) =>
  desk.save({ putFlows: [flowOf(id, requestUri)] })
/** Adds a letter to the flow, which an earlier task may have written. */
const append = (id: string, letter: string) => async (desk: Desk) => {
  const text = `${(await desk.flow(id))?.requestUri ?? ''}${letter}`
  await put(id, text)(desk)
  return text
}
const uri = (id: string) => browser.flow(id)?.requestUri
const recorded = () => [...browser.records.values.keys()].map((key) => key.replace(/:.*/, ''))

describe('tasks that wait one after another', () => {
  test('are written once, and each sees what the earlier ones saved', async () => {
    const results = await Promise.all(['x', 'y', 'z'].map((c) => store.runTogether(append('f', c))))
    expect(results).toEqual(['x', 'xy', 'xyz'])
    expect(uri('f')).toBe('xyz')
    expect(browser.records.work.writes).toBe(1)
    expect([before, after].map((each) => each.mock.calls.length)).toEqual([1, 1])
    expect(recorded()).toEqual(['f'])
  })

  test('are stored when they resolve, and not visible before', async () => {
    let visible: readonly string[] = ['unknown']
    const watching = store.runTogether(async (desk) => {
      await put('a')(desk)
      visible = browser.rows().map(({ id }) => id)
      expect(await store.flow('a')).toBeNull()
      expect((await desk.flow('a'))?.id).toBe('a')
    })
    await Promise.all([watching, store.runTogether(put('b'))])
    expect(visible).toEqual([])
    expect(recorded().toSorted()).toEqual(['a', 'b'])
    expect((await store.flow('a'))?.id).toBe('a')
  })

  test('keep their place among other tasks', async () => {
    const order = await Promise.all([
      store.runTogether(append('f', '1')),
      store.runTogether(append('f', '2')),
      store.run(async (_, save) => {
        const known = (await store.flow('f'))?.requestUri ?? ''
        await save({ putFlows: [flowOf('f', `${known}3`)] })
        return `${known}3`
      }),
      store.runTogether(append('f', '4')),
      store.runTogether(append('f', '5')),
    ])
    expect(order).toEqual(['1', '12', '123', '1234', '12345'])
    expect(uri('f')).toBe('12345')
    expect(recorded()).toEqual(['f'])
  })

  test('drop what another one of them added', async () => {
    await store.runTogether(put('old'))
    await Promise.all([
      store.runTogether(put('new')),
      store.runTogether((desk) => desk.save({ dropFlows: ['new', 'old'] })),
      store.runTogether(put('last')),
    ])
    expect(browser.rows().map(({ id }) => id)).toEqual(['last'])
    expect(recorded()).toEqual(['last'])
  })

  test('fail alone', async () => {
    const failing = store.runTogether(() => Promise.reject(new Error('no')))
    const fine = store.runTogether(put('f', 'x'))
    await expect(failing).rejects.toThrow('no')
    await fine
    expect(uri('f')).toBe('x')
  })

  test('that change nothing write nothing', async () => {
    const both = [store.runTogether(async () => 1), store.runTogether(async () => 2)]
    expect(await Promise.all(both)).toEqual([1, 2])
    expect(browser.session.work.writes + browser.records.work.writes).toBe(0)
    expect(after).not.toHaveBeenCalled()
  })

  test('are written one by one if they have no room together', async () => {
    begin(9000)
    const large = store.runTogether(put('a', 'x'.repeat(20_000)))
    const small = store.runTogether(put('b', 'x'.repeat(3000)))
    await expect(large).rejects.toThrow('quota')
    await small
    expect(uri('b')).toHaveLength(3000)
    expect(browser.flow('a')).toBeUndefined()
  })
})

test('the queue goes on after a group that could not be written', async () => {
  const { put: write } = browser.ports.records
  browser.ports.records.put = () => Promise.reject(new Error('the disk is gone'))
  const lost = [store.runTogether(put('a')), store.runTogether(put('b'))]
  const results = await Promise.allSettled(lost)
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  browser.ports.records.put = write
  await store.runTogether(put('c', 'x'))
  expect(uri('c')).toBe('x')
})
