import type { Flow } from '@/lib/flow/model/flow'
import type { FlowFacts } from '@/lib/flow/model/flow-facts'
import type { Data } from '@/lib/storage/data'
import { recordKey } from '@/lib/storage/flow-index'
import { prepare, writesOf, type FlowChanges, type Writes } from './store-changes'

/** Where a task of the queue reads and writes. */
export interface Desk {
  /** The state after everything that was saved so far. */
  data(): Data
  save(changes: FlowChanges): Promise<void>
  /** A flow; null if it is gone. */
  flow(id: string): Promise<Flow | null>
  /** The flows that are still stored, in this order. */
  flows(ids: readonly string[]): Promise<readonly Flow[]>
}

type Read = (wanted: readonly FlowFacts[]) => Promise<ReadonlyMap<string, Flow>>

/** The changes of several tasks, which are written together. */
export interface Draft extends Desk {
  /** What has to be written; null if nothing was saved. */
  writes(): Writes | null
}

/** Creates a draft over the stored state. Nothing is visible to others before it is written. */
export function createDraft(stored: Data, read: Read): Draft {
  let data = stored
  let session: Record<string, unknown> = {}
  const puts = new Map<string, Writes['puts'][number]>()
  const obsolete = new Set<string>()
  const gone = new Set<string>()
  let isChanged = false

  const flows = async (ids: readonly string[]): Promise<readonly Flow[]> => {
    const wanted = ids.flatMap((id) => data.facts.get(id) ?? [])
    const others = await read(wanted.filter(({ id }) => !puts.has(id)))
    return wanted.flatMap(({ id }) => puts.get(id)?.flow ?? others.get(id) ?? [])
  }

  return {
    data: () => data,
    flows,
    flow: async (id) => (await flows([id]))[0] ?? null,
    async save(changes) {
      const writes = writesOf(data, prepare(data, changes))
      isChanged = true
      data = writes.next
      session = { ...session, ...writes.session }
      for (const key of writes.obsolete) obsolete.add(key)
      for (const id of writes.gone) gone.add(id)
      for (const id of writes.gone) puts.delete(id)
      for (const put of writes.puts) puts.set(put.flow.id, put)
      for (const { flow } of writes.puts) gone.delete(flow.id)
    },
    writes() {
      if (!isChanged) return null
      const kept = [...puts.values()]
      // What another task of the same draft replaced was never written.
      const replaced = [...obsolete].filter((key) => wasStored(stored, key))
      return { next: data, session, puts: kept, obsolete: replaced, gone: [...gone] }
    },
  }
}

function wasStored({ facts }: Data, key: string): boolean {
  const known = facts.get(key.slice(0, key.lastIndexOf(':')))
  return known !== undefined && recordKey(known) === key
}
