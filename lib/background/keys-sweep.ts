import type { Data } from '@/lib/storage/data'
import type { KeyInfo } from '@/lib/model/key'
import type { Ports } from './ports'
import type { Store } from './store'

/**
 * Milliseconds in which a removed key can be restored, and in which a new DPoP key may be without a
 * flow.
 */
const graceMs = 60_000

/**
 * Deletes keys that were removed more than a minute ago, and DPoP keys that neither a flow nor a
 * stored or prepared request uses. The key itself is deleted first: if the worker is terminated in between, the
 * mark remains.
 */
export function createKeySweep(ports: Ports, store: Store) {
  return (): Promise<void> =>
    store.run(async (data, save) => {
      const now = ports.now()
      const isOld = (time: number) => now - time >= graceMs
      const removed = data.keys.filter(
        ({ removedAt }) => removedAt !== undefined && isOld(removedAt),
      )
      const bound = data.keys.filter(({ use, createdAt }) => use === 'dpop' && isOld(createdAt))
      const gone = [...removed, ...without(bound, dpopKeysIn(data))].map(({ id }) => id)
      if (gone.length === 0) return
      await ports.keys.remove(gone)
      await save({ keys: data.keys.filter(({ id }) => !gone.includes(id)) })
    })
}

function without(keys: readonly KeyInfo[], used: ReadonlySet<string | null>): readonly KeyInfo[] {
  return keys.filter(({ id }) => !used.has(id))
}

function dpopKeysIn({ facts, requests, prepared }: Data): ReadonlySet<string | null> {
  return new Set([
    ...[...facts.values()].map(({ dpopKeyId }) => dpopKeyId),
    ...requests.map(({ requested }) => requested.dpopKeyId),
    ...prepared.map(({ dpopKeyId }) => dpopKeyId),
  ])
}
