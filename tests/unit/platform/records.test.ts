import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'

type Records = (typeof import('@/lib/platform/records'))['records']

let records: Records

/** The worker dies and starts again. */
async function restart(): Promise<void> {
  vi.resetModules()
  ;({ records } = await import('@/lib/platform/records'))
}

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  fakeBrowser.reset()
  await restart()
})

const secret = JSON.stringify({ code: 'a-secret-code' })

/** What is on the disk. */
async function onDisk(): Promise<Record<string, { iv: Uint8Array; data: ArrayBuffer }>> {
  const { promise, resolve } = Promise.withResolvers<IDBDatabase>()
  const request = indexedDB.open('parley-flows')
  request.addEventListener('success', () => resolve(request.result))
  const db = await promise
  const store = db.transaction('records').objectStore('records')
  const read = <T>(asked: IDBRequest<T>) =>
    new Promise<T>((done) => asked.addEventListener('success', () => done(asked.result)))
  const [keys, values] = [await read(store.getAllKeys()), await read(store.getAll())]
  db.close()
  return Object.fromEntries(keys.map((key, index) => [String(key), values[index]]))
}

test('are read by the next worker in the requested order', async () => {
  await records.put([
    ['a:1', secret],
    ['b:1', 'two'],
  ])
  await restart()
  expect(await records.get(['b:1', 'c:1', 'a:1'])).toEqual(['two', undefined, secret])
  await records.remove(['a:1', 'c:1'])
  expect(await records.keys()).toEqual(['b:1'])
})

test('are encrypted on disk, each with its own IV', async () => {
  await records.put([
    ['a:1', secret],
    ['b:1', secret],
  ])
  const { 'a:1': a, 'b:1': b } = await onDisk()
  expect(new TextDecoder().decode(a?.data)).not.toContain('secret')
  expect(a?.iv).not.toEqual(b?.iv)
  const octets = (data: ArrayBuffer | undefined) => [...new Uint8Array(data ?? new ArrayBuffer(0))]
  expect(octets(a?.data)).not.toEqual(octets(b?.data))
})

test('cannot be read once the browser has closed, and new ones can be written', async () => {
  await records.put([['a:1', secret]])
  fakeBrowser.reset()
  await restart()
  expect(await records.get(['a:1'])).toEqual([undefined])
  await records.put([['b:1', 'new']])
  expect(await records.get(['a:1', 'b:1'])).toEqual([undefined, 'new'])
})

test('that were exchanged for one another are not read', async () => {
  await records.put([['a:1', secret]])
  const { 'a:1': moved } = await onDisk()
  const { promise, resolve } = Promise.withResolvers<IDBDatabase>()
  const request = indexedDB.open('parley-flows')
  request.addEventListener('success', () => resolve(request.result))
  const db = await promise
  const transaction = db.transaction('records', 'readwrite')
  transaction.objectStore('records').put(moved, 'b:1')
  await new Promise((done) => transaction.addEventListener('complete', done))
  db.close()
  expect(await records.get(['b:1'])).toEqual([undefined])
})
