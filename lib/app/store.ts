import type { Flow, FlowSummary, Outcome } from '@/lib/flow/flow'
import { summarise } from '@/lib/flow/summary'
import type { Ports } from './ports'
import {
  flowKey,
  metadataKey,
  type LocalState,
  type MetadataRecord,
  type SessionState,
} from './state'

/** What a flow has come to while its response may still come. */
const waiting: ReadonlySet<Outcome> = new Set(['waiting', 'pushed', 'page-failed'])

/** More flows than this are not kept; the oldest go. */
const maxFlows = 500

/** What the worker knows, read again from storage whenever it starts. */
export interface Data extends SessionState, LocalState {
  /** Every flow that is kept: any of them may still get a message. */
  readonly live: readonly Flow[]
  readonly metadata: Readonly<Record<string, MetadataRecord>>
}

/** What a task changes; everything named here is written before the task goes on. */
interface Changes extends Partial<SessionState>, Partial<LocalState> {
  readonly putFlows?: readonly Flow[]
  readonly dropFlows?: readonly string[]
  readonly putMetadata?: MetadataRecord
  readonly dropMetadata?: string
}

export type Save = (changes: Changes) => Promise<void>
type Task<T> = (data: Data, save: Save) => T | Promise<T>

export interface Store {
  /** Runs a task when all before it are done: the one queue of writes. `data` is read once, at its start. */
  run<T>(task: Task<T>): Promise<T>
  /** What is known now, once everything was read. */
  data(): Promise<Data>
  /** A flow; null where it is gone. */
  flow(id: string): Promise<Flow | null>
}

const emptySession: SessionState = {
  requests: [],
  flows: [],
  latest: null,
  unseen: false,
  openers: {},
  held: [],
  deliveries: [],
  access: {},
  secrets: [],
  incognitoAllowed: true,
}

/** What is told of every change, in the queue. */
interface Listeners {
  /** Before it is written, and can be seen. */
  readonly before?: (next: Data) => Promise<void>
  readonly after?: (data: Data) => Promise<void>
}

/** Makes the store over the browser's storage; memory is only a cache of it. */
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

/** Writes what changes; where `storage.session` is full the older flows make room, and `onRoom` is told. */
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
    const smaller = await makeRoom(ports, data, changes.putFlows ?? [])
    if (!smaller) throw error
    onRoom(smaller)
    return write(ports, smaller, changes, onRoom)
  }
  await removeKeys(ports, gone.map(flowKey))
  await writeLocal(ports, changes)
  return next
}

/** What is known after a change, what of it stands in `storage.session`, and the flows that go. */
function apply(data: Data, changes: Changes) {
  const { putFlows = [], dropFlows = [], putMetadata, dropMetadata, ...plain } = changes
  const { profiles: _, settings: __, keys: ___, ...session } = plain
  const put = new Set(putFlows.map(({ id }) => id))
  const dropped = new Set(dropFlows)
  const known = new Set(data.flows.map(({ id }) => id))
  const rows = (session.flows ?? data.flows).filter(({ id }) => known.has(id))
  const flows = [
    ...putFlows.map((flow) => summariseAs(rows, flow)),
    ...rows.filter(({ id }) => !put.has(id) && !dropped.has(id)),
  ].toSorted((a, b) => b.createdAt - a.createdAt)
  const isFlowChange = put.size > 0 || dropped.size > 0 || session.flows !== undefined
  const changed = isFlowChange ? { flows: flows.slice(0, maxFlows) } : {}
  const next: Data = {
    ...data,
    ...plain,
    ...changed,
    live: [...putFlows, ...data.live.filter(({ id }) => !put.has(id) && !dropped.has(id))]
      .toSorted((a, b) => b.createdAt - a.createdAt)
      .slice(0, maxFlows),
    metadata: Object.fromEntries([
      ...Object.entries(data.metadata).filter(
        ([id]) => id !== dropMetadata && id !== putMetadata?.profileId,
      ),
      ...(putMetadata ? [[putMetadata.profileId, putMetadata] as const] : []),
    ]),
  }
  return {
    next,
    session: {
      ...session,
      ...changed,
      ...Object.fromEntries(putFlows.map((flow) => [flowKey(flow.id), flow])),
    },
    gone: [...dropFlows, ...flows.slice(maxFlows).map(({ id }) => id)],
  }
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

/** A flow that was removed stays so, whatever still comes into it. */
function summariseAs(rows: readonly FlowSummary[], flow: Flow): FlowSummary {
  const removedAt = rows.find(({ id }) => id === flow.id)?.removedAt
  return { ...summarise(flow), ...(removedAt === undefined ? {} : { removedAt }) }
}

async function removeKeys(ports: Ports, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await ports.session.remove(keys)
}

/**
 * Lets go of the older half of the flows that are not to be written, first of those that wait for nothing;
 * null where there are none.
 */
async function makeRoom(ports: Ports, data: Data, putFlows: readonly Flow[]): Promise<Data | null> {
  const put = new Set(putFlows.map(({ id }) => id))
  const others = data.flows.filter(({ id }) => !put.has(id))
  const ended = others.filter(({ outcome }) => !waiting.has(outcome))
  const from = ended.length > 0 ? ended : others
  if (from.length === 0) return null
  const dropped = new Set(from.slice(Math.floor(from.length / 2)).map(({ id }) => id))
  const flows = data.flows.filter(({ id }) => !dropped.has(id))
  const latest = dropped.has(data.latest ?? '') ? null : data.latest
  await removeKeys(ports, [...dropped].map(flowKey))
  await ports.session.set({ flows, latest })
  return { ...data, flows, latest, live: data.live.filter(({ id }) => !dropped.has(id)) }
}
