import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

type Upgrade<S> = (db: IDBPDatabase<S>) => void

/** A database that is opened when it is first used. A failure is not cached. */
export function createDatabase<S extends DBSchema>(
  name: string,
  upgrade: Upgrade<S>,
): () => Promise<IDBPDatabase<S>> {
  let opened: Promise<IDBPDatabase<S>> | undefined
  const forget = () => {
    opened = undefined
  }
  return () => {
    opened ??= openDB<S>(name, 1, {
      upgrade,
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
}
