import type { Flow } from '@/lib/flow/model/flow'
import type { FlowFacts } from '@/lib/flow/model/flow-facts'

/** Octets of the JSON of the flows that are kept in memory. */
const maxOctets = 8_000_000

type Key = Pick<FlowFacts, 'id' | 'rev'>

/** The flows that were used last, parsed. */
export interface FlowCache {
  get(facts: Key): Flow | undefined
  put(facts: Key & Pick<FlowFacts, 'octets'>, flow: Flow): void
  remove(id: string): void
}

export function createFlowCache(): FlowCache {
  const known = new Map<string, { rev: number; octets: number; flow: Flow }>()
  let total = 0
  const remove = (id: string) => {
    total -= known.get(id)?.octets ?? 0
    known.delete(id)
  }
  return {
    get({ id, rev }) {
      const found = known.get(id)
      if (!found || found.rev !== rev) return undefined
      known.delete(id)
      known.set(id, found)
      return found.flow
    },
    put({ id, rev, octets }, flow) {
      remove(id)
      known.set(id, { rev, octets, flow })
      total += octets
      for (const oldest of known.keys()) {
        if (total <= maxOctets || oldest === id) break
        remove(oldest)
      }
    },
    remove,
  }
}
