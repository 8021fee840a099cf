import type { Flow } from '@/lib/flow/model/flow'
import { judgeComplete } from '@/lib/judge/judge-flow'
import { severities } from '@/lib/rules/rule-severities'
import { keptRecordOf, readKept, type KeptRecord } from '@/lib/share/kept-record'
import type { KeptUse } from '@/lib/messaging/views'
import type { Data } from '@/lib/storage/data'
import type { Ports } from './ports'
import type { Store } from './store'

/** The key in `storage.session` of the revisions on the disk. */
const revisionsKey = 'keptRevisions'

/** Flows that are read or written in one task of the queue. */
const step = 20

/** What is on the disk: the revision of each flow in this browser session; null if that is not known. */
type OnDisk = Map<string, number | null>

/**
 * Kept flows. What is on the disk follows from the flows of the session: a flow that is kept and not removed has a
 * record of its newest revision, and one that is not kept or removed has none. A record whose flow is not in the
 * session is from an earlier browser session, and is read when the worker starts.
 */
export function createKept(ports: Ports, store: Store) {
  let disk: OnDisk | undefined
  let isDue = false
  const unreadable = new Set<string>()
  const by = { ...ports.product, rules: String(Object.keys(severities).length) }

  const onDisk = async (): Promise<OnDisk> => (disk ??= await readOnDisk(ports))

  const recordsOf = (flows: readonly Flow[], data: Data): readonly KeptRecord[] => {
    const names = new Map(data.flows.map(({ id, name }) => [id, name]))
    const records = flows.flatMap(
      (flow) => keptRecordOf(flow, { name: names.get(flow.id), by }) ?? [],
    )
    // What cannot be read back does not replace what can.
    return records.filter((record) => readKept(record) !== null)
  }

  /** Notes in the session which revisions are on the disk. */
  const note = (data: Data, ids: readonly string[], stored: OnDisk) => {
    for (const id of ids) stored.set(id, data.facts.get(id)?.rev ?? null)
    return ports.session.set({ [revisionsKey]: [...stored] })
  }

  /** Writes the next flows; resolves to whether there may be more. */
  const writeStep = async (data: Data, failed: Set<string>): Promise<boolean> => {
    const stored = await onDisk()
    const { put, remove } = differences(data, stored)
    const ids = put.filter((id) => !failed.has(id)).slice(0, step)
    if (ids.length + remove.length === 0) return false
    const records = recordsOf(await store.flows(ids), data)
    const written = records.map(({ id }) => id)
    await ports.kept.change(records, remove)
    for (const id of remove) stored.delete(id)
    for (const id of ids) if (!written.includes(id)) failed.add(id)
    await note(data, written, stored)
    return true
  }

  const sync = async (): Promise<void> => {
    const failed = new Set<string>()
    while (await store.run((data) => writeStep(data, failed)));
  }

  /** Reads the next flows of an earlier browser session; resolves to whether there may be more. */
  const readStep = () =>
    store.run(async (data, save) => {
      const stored = await onDisk()
      const earlier = [...stored.keys()].filter((id) => !data.facts.has(id) && !unreadable.has(id))
      const ids = earlier.slice(0, step)
      if (ids.length === 0) return false
      const flows = (await ports.kept.get(ids)).flatMap((value) => readKept(value) ?? [])
      for (const id of ids) if (!flows.some((flow) => flow.id === id)) unreadable.add(id)
      const judged = flows.map((flow) => judgeComplete(flow, data))
      await save({ putFlows: await Promise.all(judged) })
      await note(
        await store.data(),
        flows.map(({ id }) => id),
        stored,
      )
      return true
    })

  return {
    /** Brings back the flows of earlier browser sessions, and completes what an earlier worker began. */
    async start(): Promise<void> {
      // A database that cannot be opened must not stop the rest.
      try {
        while (await readStep());
        await sync()
      } catch {
        disk = undefined
      }
    },

    /** Writes what differs. Rejects if the disk refuses it; the next change tries again. */
    sync,

    /** Called after each change of the session. */
    changed(data: Data): void {
      if (isDue || !disk) return
      const { put, remove } = differences(data, disk)
      if (put.length + remove.length === 0) return
      isDue = true
      void sync()
        .catch(() => {})
        .finally(() => (isDue = false))
    },

    /** Which of these flows are on the disk in their newest revision. */
    stored: (ids: readonly string[]) =>
      store.run(async ({ facts }): Promise<readonly string[]> => {
        const stored = await onDisk()
        return ids.filter((id) => stored.has(id) && stored.get(id) === facts.get(id)?.rev)
      }),

    use: () =>
      store.run(async (): Promise<KeptUse> => {
        const ids = [...(await onDisk()).keys()]
        let keptOctets = 0
        for (const id of ids) keptOctets += octetsOf((await ports.kept.get([id]))[0])
        return { keptOctets, unreadable: unreadable.size }
      }),
  }
}

function octetsOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value) ?? '').length
}

async function readOnDisk({ kept, session }: Ports): Promise<OnDisk> {
  const [keys, values] = await Promise.all([kept.keys(), session.get([revisionsKey])])
  const revisions = new Map((values[revisionsKey] ?? []) as [string, number | null][])
  return new Map(keys.map((id) => [id, revisions.get(id) ?? null]))
}

/** The flows to write, and the records to remove. */
function differences({ flows, facts }: Data, disk: OnDisk) {
  const put: string[] = []
  const remove: string[] = []
  for (const { id, kept, removedAt } of flows) {
    if (kept === undefined || removedAt !== undefined) {
      if (disk.has(id)) remove.push(id)
    } else if (!disk.has(id) || disk.get(id) !== facts.get(id)?.rev) put.push(id)
  }
  return { put, remove }
}
