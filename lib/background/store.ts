import type { Data } from '@/lib/storage/data'
import type { Flow } from '@/lib/flow/model/flow'
import type { FlowFacts } from '@/lib/flow/model/flow-facts'
import { readIndex, recordKey } from '@/lib/storage/flow-index'
import { withDropped } from '@/lib/storage/dropped'
import type { Ports } from './ports'
import { metadataKey, emptySession, type MetadataRecord } from '@/lib/storage/state'
import { createFlowCache, type FlowCache } from './flow-cache'
import { createDraft, type Desk } from './store-draft'
import { createQueue, type DeskTask, type Joined } from './store-queue'
import {
  prepare,
  withRoom,
  writesOf,
  type Changes,
  type Prepared,
  type Writes,
} from './store-changes'

export type Save = (changes: Changes) => Promise<void>
type Task<T> = (data: Data, save: Save) => T | Promise<T>
type Settled = PromiseSettledResult<unknown>

export interface Store {
  /**
   * Runs a task after all earlier ones: the only queue of writes. `data` is read once, at its start.
   */
  run<T>(task: Task<T>): Promise<T>
  /**
   * Runs a task in the same queue. Such tasks that wait one after another are written together, and resolve
   * then. If that fails, each runs again by itself, so a task must have no other effect than its changes.
   */
  runTogether<T>(task: DeskTask<T>): Promise<T>
  /** The current state, once everything has been read. */
  data(): Promise<Data>
  /** A flow; null if it is gone. */
  flow(id: string): Promise<Flow | null>
  /** The flows that are still stored, in this order. */
  flows(ids: readonly string[]): Promise<readonly Flow[]>
  /** Removes what a terminated worker or an earlier browser session left behind. Runs in the queue. */
  reconcile(): Promise<void>
}

/** Callbacks for every change, in the queue. */
interface Listeners {
  /** Runs before the change is written and visible. */
  readonly before?: (next: Data) => Promise<void>
  readonly after?: (data: Data) => Promise<void>
}

type Values = Readonly<Record<string, unknown>>

/**
 * Creates the store over the browser's storage; memory is only a cache of it. `atStart` are the values of
 * `storage.session` when the worker started.
 */
export function createStore(
  ports: Ports,
  { before, after }: Listeners = {},
  atStart: Promise<Values> = ports.session.get(null),
): Store {
  const cache = createFlowCache()
  let data: Data | undefined
  const init = load(ports, atStart).then((loaded) => (data = loaded))
  const current = async (): Promise<Data> => data ?? init

  const save: Save = async (changes) => {
    const known = await current()
    const prepared = prepare(known, changes)
    await before?.(writesOf(known, prepared).next)
    data = await write(ports, cache, known, prepared, (visible) => (data = visible))
    await after?.(data)
  }

  const flows = async (ids: readonly string[]): Promise<readonly Flow[]> => {
    const { facts } = await current()
    const wanted = ids.flatMap((id) => facts.get(id) ?? [])
    const read = await readFlows(ports, cache, wanted)
    // A write may have replaced a flow since: the newer one is read.
    const newer = (await current()).facts
    const isReplaced = wanted.some(({ id, rev }) => !read.has(id) && newer.get(id)?.rev !== rev)
    return isReplaced ? flows(ids) : wanted.flatMap(({ id }) => read.get(id) ?? [])
  }

  const flow: Store['flow'] = async (id) => (await flows([id]))[0] ?? null

  const writeTogether = async (tasks: readonly Joined[]): Promise<readonly Settled[]> => {
    const draft = createDraft(await current(), (wanted) => readFlows(ports, cache, wanted))
    const results: Settled[] = []
    for (const { task } of tasks) results.push(await settled(task(draft)))
    const writes = draft.writes()
    if (!writes) return results
    await before?.(writes.next)
    await commit(ports, cache, writes, (visible) => (data = visible))
    await after?.(writes.next)
    return results
  }

  const queue = createQueue(init, async (tasks) => {
    const written = tasks.length > 1 ? await writeTogether(tasks).catch(() => null) : null
    const desk: Desk = { data: () => data as Data, save, flow, flows }
    for (const [index, { task, settle }] of tasks.entries())
      settle(written?.[index] ?? (await settled(task(desk))))
  })
  const run: Store['run'] = (task) => queue.run(() => task(data as Data, save))

  return {
    run,
    runTogether: queue.join,
    data: current,
    flows,
    flow,
    reconcile: () =>
      run(async ({ facts, dropped }, saveLost) => {
        const stored = new Set(await ports.records.keys())
        const known = new Set([...facts.values()].map(recordKey))
        const lost = [...facts.values()].filter((each) => !stored.has(recordKey(each)))
        await ports.records.remove([...stored].filter((key) => !known.has(key)))
        if (lost.length > 0)
          await saveLost({
            dropFlows: lost.map(({ id }) => id),
            dropped: withDropped(dropped, lost),
          })
      }),
  }
}

async function settled(task: Promise<unknown>): Promise<Settled> {
  const [result] = await Promise.allSettled([task])
  return result
}

async function load(ports: Ports, atStart: Promise<Values>): Promise<Data> {
  const [stored, profiles, settings, keys, templates, savedRequests, savedCalls] =
    await Promise.all([
      atStart,
      ports.profiles.getValue(),
      ports.settings.getValue(),
      ports.keyInfos.getValue(),
      ports.templates.getValue(),
      ports.savedRequests.getValue(),
      ports.savedCalls.getValue(),
    ])
  const metadataKeys = profiles.map(({ id }) => metadataKey(id))
  const metadata = await ports.local.get(metadataKeys)
  const plain = Object.entries(stored).filter(([key]) => Object.hasOwn(emptySession, key))
  return {
    ...emptySession,
    ...Object.fromEntries(plain),
    ...readIndex(stored),
    profiles,
    settings,
    keys,
    templates,
    savedRequests,
    savedCalls,
    metadata: Object.fromEntries(
      profiles.flatMap(({ id }) => {
        const record = metadata[metadataKey(id)] as MetadataRecord | undefined
        return record ? [[id, record]] : []
      }),
    ),
  }
}

/** The flows by id, from memory or else from storage. */
async function readFlows(
  { records }: Ports,
  cache: FlowCache,
  wanted: readonly FlowFacts[],
): Promise<ReadonlyMap<string, Flow>> {
  const missing = wanted.filter((facts) => !cache.get(facts))
  const texts = missing.length > 0 ? await records.get(missing.map(recordKey)) : []
  const read = new Map<string, Flow>()
  for (const facts of wanted) {
    const flow = cache.get(facts)
    if (flow) read.set(facts.id, flow)
  }
  for (const [index, facts] of missing.entries()) {
    const text = texts[index]
    if (text === undefined) continue
    const flow = JSON.parse(text) as Flow
    cache.put(facts, flow)
    read.set(facts.id, flow)
  }
  return read
}

/**
 * Writes the changes: first the flows, each as a new record, then the index, which makes them visible. If
 * storage is full, other flows make room. `show` is called with the state that is in storage.
 */
async function write(
  ports: Ports,
  cache: FlowCache,
  data: Data,
  changes: Prepared,
  show: (visible: Data) => void,
): Promise<Data> {
  const writes = writesOf(data, changes)
  const { profiles, settings, keys, templates, savedRequests, savedCalls, metadata } = data
  const local = { profiles, settings, keys, templates, savedRequests, savedCalls, metadata }
  try {
    await commit(ports, cache, writes, (next) => show({ ...next, ...local }))
  } catch (error) {
    const room = isFull(error) ? withRoom(data, changes) : null
    if (!room) throw error
    await commit(ports, cache, room, show)
    return write(ports, cache, room.next, changes, show)
  }
  await writeLocal(ports, changes)
  return writes.next
}

async function commit(
  { records, session }: Ports,
  cache: FlowCache,
  { next, puts, session: values, obsolete, gone }: Writes,
  show: (visible: Data) => void,
): Promise<void> {
  if (puts.length > 0)
    await records.put(puts.map(({ facts, text }) => [recordKey(facts), text] as const))
  if (Object.keys(values).length > 0) await session.set(values)
  for (const { facts, flow } of puts) cache.put(facts, flow)
  for (const id of gone) cache.remove(id)
  // The index is replaced before the old records are removed, so that a concurrent read finds the new records.
  show(next)
  // What remains is removed when the next worker starts.
  if (obsolete.length > 0) await records.remove(obsolete).catch(() => {})
}

/** Whether a write was refused for lack of room: only then may flows be dropped for it. */
function isFull(error: unknown): boolean {
  return error instanceof Error && /quota/i.test(`${error.name} ${error.message}`)
}

async function writeLocal(ports: Ports, changes: Prepared): Promise<void> {
  const { profiles, settings, keys, templates, savedRequests, savedCalls } = changes
  const { putMetadata, dropMetadata } = changes
  if (profiles) await ports.profiles.setValue(profiles)
  if (settings) await ports.settings.setValue(settings)
  if (keys) await ports.keyInfos.setValue(keys)
  if (templates) await ports.templates.setValue(templates)
  if (savedRequests) await ports.savedRequests.setValue(savedRequests)
  if (savedCalls) await ports.savedCalls.setValue(savedCalls)
  if (putMetadata) await ports.local.set({ [metadataKey(putMetadata.profileId)]: putMetadata })
  if (dropMetadata) await ports.local.remove([metadataKey(dropMetadata)])
}
