import type { Flow } from '@/lib/flow/flow'
import type { KeyInfo } from '@/lib/oauth/key'
import type { Ports } from './ports'
import { flowKey } from './state'
import type { Data, Store } from './store'

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
      const gone = [...removed, ...(await withoutFlow(ports, data, bound))].map(({ id }) => id)
      if (gone.length === 0) return
      await ports.keys.remove(gone)
      await save({ keys: data.keys.filter(({ id }) => !gone.includes(id)) })
    })
}

/** Looks first at the flows in memory; the others are read only where a key is still looked for. */
async function withoutFlow(
  ports: Ports,
  data: Data,
  keys: readonly KeyInfo[],
): Promise<readonly KeyInfo[]> {
  const left = without(keys, [...data.live, ...data.requests])
  if (left.length === 0) return []
  const live = new Set(data.live.map(({ id }) => id))
  const others = data.flows.filter(({ id }) => !live.has(id)).map(({ id }) => flowKey(id))
  if (others.length === 0) return left
  return without(left, Object.values(await ports.session.get(others)) as readonly Flow[])
}

function without(
  keys: readonly KeyInfo[],
  holders: readonly Pick<Flow, 'asked'>[],
): readonly KeyInfo[] {
  const held = new Set(holders.map(({ asked }) => asked.dpopKeyId))
  return keys.filter(({ id }) => !held.has(id))
}
