import type { DBSchema } from 'idb'
import type { Ports } from '@/lib/background/ports'
import { createDatabase } from './database'
import { seal, unseal, type Sealed } from './record-cipher'

interface Schema extends DBSchema {
  records: { key: string; value: Sealed }
}

const database = createDatabase<Schema>('parley-flows', (db) => {
  db.createObjectStore('records')
})

/** What is lost with the browser need not be on the disk before the write counts as done. */
const relaxed = { durability: 'relaxed' } as const

/** Texts in IndexedDB, each encrypted with a key that only `storage.session` has. */
export const records: Ports['records'] = {
  async keys() {
    const db = await database()
    return db.getAllKeys('records')
  },
  async get(keys) {
    const db = await database()
    const { store } = db.transaction('records')
    const found = await Promise.all(keys.map((key) => store.get(key)))
    return Promise.all(
      keys.map(async (key, index) => {
        const sealed = found[index]
        return sealed && unseal(key, sealed)
      }),
    )
  },
  async put(values) {
    const sealed = await Promise.all(
      values.map(async ([key, text]) => [key, await seal(key, text)] as const),
    )
    const db = await database()
    const { store, done } = db.transaction('records', 'readwrite', relaxed)
    await Promise.all([...sealed.map(([key, value]) => store.put(value, key)), done])
  },
  async remove(keys) {
    if (keys.length === 0) return
    const db = await database()
    const { store, done } = db.transaction('records', 'readwrite', relaxed)
    await Promise.all([...keys.map((key) => store.delete(key)), done])
  },
}
