import type { Flow } from '@/lib/flow/model/flow'
import type { KeyInfo } from '@/lib/model/key'
import type { Ports } from './ports'
import type { Store } from './store'

/** A removed key can be brought back for this long, and a new DPoP key waits as long for its flow, in milliseconds. */
const graceMs = 60_000

/**
 * Lets go of keys that were removed more than a minute ago, and of DPoP keys that no flow and no request
 * on the shelf holds. The key goes first: a worker that dies between the two finds it still marked.
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
      const gone = [...removed, ...without(bound, [...data.live, ...data.requests])].map(
        ({ id }) => id,
      )
      if (gone.length === 0) return
      await ports.keys.remove(gone)
      await save({ keys: data.keys.filter(({ id }) => !gone.includes(id)) })
    })
}

function without(
  keys: readonly KeyInfo[],
  holders: readonly Pick<Flow, 'requested'>[],
): readonly KeyInfo[] {
  const held = new Set(holders.map(({ requested }) => requested.dpopKeyId))
  return keys.filter(({ id }) => !held.has(id))
}
