import type { Page } from 'puppeteer-core'
import type { Stored } from './world.ts'

/** A revision of a flow never changes. */
type Known = Map<string, string>

type Extension = {
  storage: { session: { get(keys: null): Promise<Record<string, unknown>> } }
}

/**
 * Reads what the background has stored, without waking it: the session, and the flows from the
 * database of the extension. With a request_uri, only its flows.
 */
export async function readStored(page: Page, requestUri: string | null = null): Promise<Stored> {
  return JSON.parse(await page.evaluate(readInPage, requestUri)) as Stored
}

/** Runs in a page of the extension, so that it may use nothing from outside itself. */
async function readInPage(requestUri: string | null): Promise<string> {
  const scope = globalThis as unknown as {
    browser?: Extension
    chrome: Extension
    knownRecords?: Known
  }
  const known = (scope.knownRecords ??= new Map())
  let found = await readRows()
  // A write may replace a record after its row was read. Then the new rows are read.
  for (let before = ''; found.isPartial && found.names.join(' ') !== before;) {
    before = found.names.join(' ')
    found = await readRows()
  }
  const flows = found.names
    .flatMap((name) => known.get(name) ?? [])
    .filter((text) => requestUri === null || text.includes(requestUri))
    .map((text) => JSON.parse(text) as { requestUri: string | null })
    .filter((flow) => requestUri === null || flow.requestUri === requestUri)
  return JSON.stringify({ requests: found.all['requests'] ?? [], rows: found.rows, flows })

  async function readRows() {
    const all = await (scope.browser ?? scope.chrome).storage.session.get(null)
    const rows = Object.entries(all)
      .filter(([key]) => key.startsWith('flows:'))
      .flatMap(([, part]) => part as [{ id: string; createdAt: number }, number][])
      .toSorted(([a], [b]) => b.createdAt - a.createdAt)
    const names = rows.map(([{ id }, rev]) => `${id}:${rev}`)
    const missing = names.filter((name) => !known.has(name))
    if (missing.length > 0) await decrypt(missing, all['recordKey'] as JsonWebKey)
    return { all, rows, names, isPartial: names.some((name) => !known.has(name)) }
  }

  async function decrypt(wanted: readonly string[], jwk: JsonWebKey): Promise<void> {
    const key = await crypto.subtle.importKey('jwk', jwk, 'AES-GCM', false, ['decrypt'])
    const db = await finished(indexedDB.open('parley-flows'))
    const store = db.transaction('records').objectStore('records')
    const sealed = await Promise.all(wanted.map((name) => finished(store.get(name))))
    db.close()
    const read = wanted.map(async (name, index) => {
      const { iv, data } = (sealed[index] ?? {}) as { iv?: BufferSource; data?: BufferSource }
      if (!iv || !data) return
      const additionalData = new TextEncoder().encode(name)
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, data)
      known.set(name, new TextDecoder().decode(plain))
    })
    await Promise.all(read)
  }

  function finished<T>(request: IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('no database')))
    })
  }
}
