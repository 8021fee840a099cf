import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { keyInfo } from '../jose/key-info'

type Platform = typeof import('@/lib/platform/key-store')

let platform: Platform

/** The worker dies and starts again. */
async function restart(): Promise<void> {
  vi.resetModules()
  platform = await import('@/lib/platform/key-store')
}

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  fakeBrowser.reset()
  await restart()
})

const params = { name: 'ECDSA', namedCurve: 'P-256' }
const makeKey = async () =>
  (await crypto.subtle.generateKey(params, false, ['sign', 'verify'])) as CryptoKeyPair

describe('keys', () => {
  test('outlive the worker and cannot be read out', async () => {
    const { privateKey, publicKey } = await makeKey()
    await platform.keys.put('a', { ES256: privateKey, other: privateKey })
    await restart()
    const found = (await platform.keys.get('a')) ?? {}
    expect(Object.keys(found)).toEqual(['ES256', 'other'])
    const key = found['ES256'] as CryptoKey
    expect(key.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('pkcs8', key)).rejects.toThrow('not extractable')
    const sign = { name: 'ECDSA', hash: 'SHA-256' }
    const data = Uint8Array.of(1)
    const signature = await crypto.subtle.sign(sign, key, data)
    expect(await crypto.subtle.verify(sign, publicKey, signature, data)).toBe(true)
  })

  test('that are not there are null', async () => {
    expect(await platform.keys.get('a')).toBeNull()
  })

  test('are removed by their ids', async () => {
    const { privateKey } = await makeKey()
    for (const id of ['a', 'b', 'c']) await platform.keys.put(id, { ES256: privateKey })
    await platform.keys.remove(['a', 'c', 'x'])
    await platform.keys.remove([])
    const found = await Promise.all(['a', 'b', 'c'].map((id) => platform.keys.get(id)))
    expect(found.map((keys) => keys !== null)).toEqual([false, true, false])
  })

  test('a failure to open is not for ever', async () => {
    const works = indexedDB
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new Error('closed')
      },
    })
    await expect(platform.keys.get('a')).rejects.toThrow('closed')
    vi.stubGlobal('indexedDB', works)
    expect(await platform.keys.get('a')).toBeNull()
  })

  test('do not stand in the way of another version', async () => {
    const { privateKey } = await makeKey()
    await platform.keys.put('a', { ES256: privateKey })
    const { promise, resolve, reject } = Promise.withResolvers<IDBDatabase>()
    const request = indexedDB.open('parley', 2)
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('no')))
    const later = await promise
    expect([...later.objectStoreNames]).toEqual(['keys'])
    later.close()
  })
})

describe('what is known of them', () => {
  const info = keyInfo
  const broken = [null, 'text', { id: 'k2' }, { ...info, use: 'other' }, { ...info, algs: 'ES256' }]
  const stored = async () => (await fakeBrowser.storage.local.get('keys'))['keys']

  test('none at first', async () => {
    expect(await platform.keyInfos.getValue()).toEqual([])
    await platform.keyInfos.setValue([info])
    expect(await stored()).toEqual([info])
  })

  test('what does not fit is left out, and is still there after one was saved', async () => {
    const removed = { ...info, id: 'k3', removedAt: 2, addedByAnotherVersion: true }
    await fakeBrowser.storage.local.set({ keys: [broken[0], info, removed, ...broken.slice(1)] })
    expect(await platform.keyInfos.getValue()).toEqual([info, removed])
    await platform.keyInfos.setValue([removed])
    expect(await stored()).toEqual([removed, ...broken])
  })
})
