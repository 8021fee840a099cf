import type { DBSchema } from 'idb'
import type { Ports } from '@/lib/background/ports'
import { createDatabase } from './database'

interface Schema extends DBSchema {
  flows: { key: string; value: { readonly id: string } }
}

const database = createDatabase<Schema>('parley-kept', (db) => {
  db.createObjectStore('flows', { keyPath: 'id' })
})

/** The flows that the tester keeps. Only the background opens this database. */
export const keptRecords: Ports['kept'] = {
  async keys() {
    const db = await database()
    return db.getAllKeys('flows')
  },
  async get(keys) {
    const db = await database()
    const { store } = db.transaction('flows')
    return Promise.all(keys.map((key) => store.get(key)))
  },
  async change(put, remove) {
    const db = await database()
    const { store, done } = db.transaction('flows', 'readwrite', { durability: 'strict' })
    await Promise.all([
      ...put.map((value) => store.put(value)),
      ...remove.map((key) => store.delete(key)),
      done,
    ])
  },
}
