import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { storage } from 'wxt/utils/storage'
import type { Ports } from '@/lib/background/ports'
import { readKeyInfos } from '@/lib/storage/read-keys'

type Keys = Readonly<Record<string, CryptoKey>>

interface Schema extends DBSchema {
  /** One CryptoKey for each algorithm, under the id of the `KeyInfo`. */
  keys: { key: string; value: Keys }
}

let opened: Promise<IDBPDatabase<Schema>> | undefined

/** The database, opened once. A failure is not cached. */
function database(): Promise<IDBPDatabase<Schema>> {
  const forget = () => {
    opened = undefined
  }
  opened ??= openDB<Schema>('parley', 1, {
    upgrade(db) {
      db.createObjectStore('keys')
    },
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
      forget()
    },
    terminated: forget,
  }).catch((error: unknown) => {
    forget()
    throw error
  })
  return opened
}

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
