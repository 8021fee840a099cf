import type { Page } from 'puppeteer-core'
import type { Stored } from './world.ts'

type Extension = {
  storage: { session: { get(keys: null): Promise<Record<string, unknown>> } }
}

/**
 * Reads what the background has stored, without waking it: the session, and the flows from the
 * database of the extension.
 */
export async function readStored(page: Page): Promise<Stored> {
  return JSON.parse(await page.evaluate(readInPage)) as Stored
}

/** Runs in a page of the extension, so that it may use nothing from outside itself. */
async function readInPage(): Promise<string> {
  const scope = globalThis as unknown as { browser?: Extension; chrome: Extension }
  const all = await (scope.browser ?? scope.chrome).storage.session.get(null)
  const rows = Object.entries(all)
    .filter(([key]) => key.startsWith('flows:'))
    .flatMap(([, part]) => part as [{ id: string; createdAt: number }, number][])
    .toSorted(([a], [b]) => b.createdAt - a.createdAt)
  const flows =
    rows.length === 0 ? [] : await decrypted(rows.map(([{ id }, rev]) => `${id}:${rev}`))
  return JSON.stringify({ requests: all['requests'] ?? [], rows, flows })

  async function decrypted(names: readonly string[]): Promise<unknown[]> {
    const jwk = all['recordKey'] as JsonWebKey
    const key = await crypto.subtle.importKey('jwk', jwk, 'AES-GCM', false, ['decrypt'])
    const db = await finished(indexedDB.open('parley-flows'))
    const store = db.transaction('records').objectStore('records')
    const sealed = await Promise.all(names.map((name) => finished(store.get(name))))
    db.close()
    const read = names.map(async (name, index) => {
      const { iv, data } = (sealed[index] ?? {}) as { iv?: BufferSource; data?: BufferSource }
      // A write may have replaced the record since its row was read.
      if (!iv || !data) return []
      const additionalData = new TextEncoder().encode(name)
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, data)
      return [JSON.parse(new TextDecoder().decode(plain)) as unknown]
    })
    return (await Promise.all(read)).flat()
  }

  function finished<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('no database')))
    })
  }
}
