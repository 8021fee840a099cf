import type { DBSchema } from 'idb'
import { storage } from 'wxt/utils/storage'
import type { Ports } from '@/lib/background/ports'
import { readKeyInfos } from '@/lib/storage/read-keys'
import { createDatabase } from './database'

type Keys = Readonly<Record<string, CryptoKey>>

interface Schema extends DBSchema {
  /** One CryptoKey for each algorithm, under the id of the `KeyInfo`. */
  keys: { key: string; value: Keys }
}

const database = createDatabase<Schema>('parley', (db) => {
  db.createObjectStore('keys')
})

/** The private keys. They are non-extractable, so that not even Parley can read them. */
export const keys: Ports['keys'] = {
  async put(id, values) {
    const db = await database()
    await db.put('keys', values, id)
  },
  async get(id) {
    const db = await database()
    return (await db.get('keys', id)) ?? null
  },
  async remove(ids) {
    const db = await database()
    const { store, done } = db.transaction('keys', 'readwrite')
    await Promise.all([...ids.map((id) => store.delete(id)), done])
  },
}

const storedInfos = storage.defineItem<unknown>('local:keys', { fallback: [], version: 1 })

/** An invalid entry is not used and stays in storage. */
export const keyInfos: Ports['keyInfos'] = {
  getValue: async () => readKeyInfos(await storedInfos.getValue()).usable,
  setValue: async (value) => {
    const { others } = readKeyInfos(await storedInfos.getValue())
    await storedInfos.setValue([...value, ...others])
  },
}
