import type { Data } from '@/lib/storage/data'
import type { Flow, FlowSummary } from '@/lib/flow/model/flow'
import { flowsToDrop, keptFlows } from '@/lib/flow/reduce/flow-budget'
import { latestOf, summarise } from '@/lib/flow/read/summary'
import { withDropped } from '@/lib/storage/dropped'
import type { Ports } from './ports'
import {
  flowKey,
  metadataKey,
  emptySession,
  type LocalState,
  type MetadataRecord,
  type SessionState,
} from '@/lib/storage/state'

/** The changes of a task, all written before the task continues. */
interface Changes extends Partial<SessionState>, Partial<LocalState> {
  readonly putFlows?: readonly Flow[]
  readonly dropFlows?: readonly string[]
  readonly putMetadata?: MetadataRecord
  readonly dropMetadata?: string
}

export type Save = (changes: Changes) => Promise<void>
type Task<T> = (data: Data, save: Save) => T | Promise<T>

export interface Store {
  /**
   * Runs a task after all earlier ones: the only queue of writes. `data` is read once, at its start.
   */
  run<T>(task: Task<T>): Promise<T>
  /** The current state, once everything has been read. */
  data(): Promise<Data>
  /** A flow; null if it is gone. */
  flow(id: string): Promise<Flow | null>
}

/** Callbacks for every change, in the queue. */
interface Listeners {
  /** Runs before the change is written and visible. */
  readonly before?: (next: Data) => Promise<void>
  readonly after?: (data: Data) => Promise<void>
}

/** Creates the store over the browser's storage; memory is only a cache of it. */
export function createStore(ports: Ports, { before, after }: Listeners = {}): Store {
  let data: Data | undefined
  const init = load(ports).then((loaded) => (data = loaded))
  let queue: Promise<unknown> = init

  const save: Save = async (changes) => {
    const known = data ?? (await init)
    await before?.(apply(known, changes).next)
    data = await write(ports, known, changes, (smaller) => (data = smaller))
    await after?.(data)
  }

  return {
    run(task) {
      const result = queue.then(() => task(data as Data, save))
      queue = result.catch(() => {})
      return result
    },
    data: async () => {
      await init
      return data as Data
    },
    flow: async (id) => {
      await init
      return data?.live.find((flow) => flow.id === id) ?? null
    },
  }
}

async function load(ports: Ports): Promise<Data> {
  const [stored, profiles, settings, keys] = await Promise.all([
    ports.session.get(Object.keys(emptySession)),
    ports.profiles.getValue(),
    ports.settings.getValue(),
    ports.keyInfos.getValue(),
  ])
  const session: SessionState = { ...emptySession, ...stored }
  const liveKeys = session.flows.map(({ id }) => flowKey(id))
  const metadataKeys = profiles.map(({ id }) => metadataKey(id))
  const [live, metadata] = await Promise.all([
    ports.session.get(liveKeys),
    ports.local.get(metadataKeys),
  ])
  return {
    ...session,
    profiles,
    settings,
    keys,
    live: liveKeys.flatMap((key) => (live[key] ? [live[key] as Flow] : [])),
    metadata: Object.fromEntries(
      profiles.flatMap(({ id }) => {
        const record = metadata[metadataKey(id)] as MetadataRecord | undefined
        return record ? [[id, record]] : []
      }),
    ),
  }
}

/**
 * Writes the changes; if `storage.session` is full, other flows make room and `onRoom` is called.
 */
async function write(
  ports: Ports,
  data: Data,
  changes: Changes,
  onRoom: (smaller: Data) => void,
): Promise<Data> {
  const { next, session, gone } = apply(data, changes)
  try {
    if (Object.keys(session).length > 0) await ports.session.set(session)
  } catch (error) {
    const smaller = await makeRoom(ports, data, changes)
    if (!smaller) throw error
    onRoom(smaller)
    return write(ports, smaller, changes, onRoom)
  }
  await removeKeys(ports, gone)
  await writeLocal(ports, changes)
  return next
}

/** The state after a change, its entries for `storage.session`, and the dropped flows. */
function apply(data: Data, changes: Changes) {
  const { putFlows = [], dropFlows = [], putMetadata, dropMetadata, ...plain } = changes
  const { profiles: _, settings: __, keys: ___, ...session } = plain
  const isFlowChange = putFlows.length > 0 || dropFlows.length > 0 || session.flows !== undefined
  const { changed, live, surplus } = isFlowChange
    ? flowsAfter(data, putFlows, dropFlows, session)
    : { changed: {}, live: data.live, surplus: new Set<string>() }
  const next: Data = {
    ...data,
    ...plain,
    ...changed,
    live,
    metadata: Object.fromEntries([
      ...Object.entries(data.metadata).filter(
        ([id]) => id !== dropMetadata && id !== putMetadata?.profileId,
      ),
      ...(putMetadata ? [[putMetadata.profileId, putMetadata] as const] : []),
    ]),
  }
  const written = putFlows.filter(({ id }) => !surplus.has(id))
  return {
    next,
    session: {
      ...session,
      ...changed,
      ...Object.fromEntries(written.map((flow) => [flowKey(flow.id), flow])),
    },
    gone: [...dropFlows, ...surplus],
  }
}

/** The flows after a change, without those beyond the limit. */
function flowsAfter(
  data: Data,
  putFlows: readonly Flow[],
  dropFlows: readonly string[],
  session: Partial<SessionState>,
) {
  const put = new Set(putFlows.map(({ id }) => id))
  const dropped = new Set(dropFlows)
  const isOther = ({ id }: { readonly id: string }) => !put.has(id) && !dropped.has(id)
  const all = [...putFlows, ...data.live.filter(isOther)]
  const kept = new Set(keptFlows(all))
  const excess = all.filter((flow) => !kept.has(flow))
  const surplus = new Set(excess.map(({ id }) => id))
  const known = new Set(data.flows.map(({ id }) => id))
  const rows = (session.flows ?? data.flows).filter(({ id }) => known.has(id))
  const flows = [...putFlows.map((flow) => summariseAs(rows, flow)), ...rows.filter(isOther)]
  const keptRows = newestFirst(flows.filter(({ id }) => !surplus.has(id)))
  const latest = session.latest === undefined ? data.latest : session.latest
  return {
    surplus,
    live: newestFirst(all.filter((flow) => kept.has(flow))),
    changed: {
      flows: keptRows,
      ...(excess.length > 0 && { dropped: withDropped(session.dropped ?? data.dropped, excess) }),
      ...(surplus.has(latest ?? '') && { latest: latestOf(keptRows, data.latest) }),
      // A response that is not kept does not count as new.
      ...(surplus.has(session.latest ?? '') && { hasNewResponse: data.hasNewResponse }),
    },
  }
}

function newestFirst<T extends { readonly createdAt: number }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => b.createdAt - a.createdAt)
}

async function writeLocal(
  ports: Ports,
  { profiles, settings, keys, putMetadata, dropMetadata }: Changes,
): Promise<void> {
  if (profiles) await ports.profiles.setValue(profiles)
  if (settings) await ports.settings.setValue(settings)
  if (keys) await ports.keyInfos.setValue(keys)
  if (putMetadata) await ports.local.set({ [metadataKey(putMetadata.profileId)]: putMetadata })
  if (dropMetadata) await ports.local.remove([metadataKey(dropMetadata)])
}

/** A removed flow stays removed, even if a later message arrives. */
function summariseAs(rows: readonly FlowSummary[], flow: Flow): FlowSummary {
  const removedAt = rows.find(({ id }) => id === flow.id)?.removedAt
  return { ...summarise(flow), ...(removedAt === undefined ? {} : { removedAt }) }
}

async function removeKeys(ports: Ports, flowIds: readonly string[]): Promise<void> {
  if (flowIds.length > 0) await ports.session.remove(flowIds.map(flowKey))
}

/** Drops flows to make room for a write; null if no flow may be dropped for it. */
async function makeRoom(
  ports: Ports,
  data: Data,
  { putFlows = [], requests }: Changes,
): Promise<Data | null> {
  const put = new Set(putFlows.map(({ id }) => id))
  const all = [...putFlows, ...data.live.filter(({ id }) => !put.has(id))]
  const excess = flowsToDrop(all, put, requests !== undefined)
  if (excess.length === 0) return null
  const gone = new Set(excess.map(({ id }) => id))
  const flows = data.flows.filter(({ id }) => !gone.has(id))
  const latest = gone.has(data.latest ?? '') ? latestOf(flows, data.latest) : data.latest
  const dropped = withDropped(data.dropped, excess)
  await removeKeys(ports, [...gone])
  await ports.session.set({ flows, latest, dropped })
  const live = data.live.filter(({ id }) => !gone.has(id))
  return { ...data, flows, latest, dropped, live }
}
