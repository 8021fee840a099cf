import type { Flow } from '@/lib/flow/flow'
import { summarise } from '@/lib/flow/summary'
import type { Ports } from './ports'
import {
  flowKey,
  metadataKey,
  type LocalState,
  type MetadataRecord,
  type SessionState,
} from './state'

/** More flows than this are not kept; the oldest go. */
const maxFlows = 500
/** Flows that may still get a message: only these are held in memory. */
const maxLive = 50

/** What the worker knows, read again from storage whenever it starts. */
export interface Data extends SessionState, LocalState {
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
  /** A flow, also one that is no longer held in memory. */
  flow(id: string): Promise<Flow | null>
}

const emptySession: SessionState = {
  requests: [],
  flows: [],
  latest: null,
  access: {},
  secrets: [],
  incognitoAllowed: true,
}

/** Makes the store over the browser's storage; memory is only a cache of it. */
export function createStore(ports: Ports): Store {
  let data: Data | undefined
  const init = load(ports).then((loaded) => (data = loaded))
  let queue: Promise<unknown> = init

  const save: Save = async (changes) => {
    data = await write(ports, data ?? (await init), changes)
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
      const known = (await init, data)?.live.find((flow) => flow.id === id)
      if (known) return known
      const key = flowKey(id)
      return ((await ports.session.get([key]))[key] as Flow | undefined) ?? null
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
  const liveKeys = session.flows.slice(0, maxLive).map(({ id }) => flowKey(id))
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

async function write(ports: Ports, data: Data, changes: Changes): Promise<Data> {
  const { putFlows = [], dropFlows = [], putMetadata, dropMetadata, ...plain } = changes
  const { profiles, settings, keys, ...session } = plain
  const put = new Map(putFlows.map((flow) => [flow.id, flow]))
  const gone = new Set(dropFlows)
  const flows = [
    ...putFlows.map(summarise),
    ...(session.flows ?? data.flows).filter(({ id }) => !put.has(id) && !gone.has(id)),
  ].toSorted((a, b) => b.createdAt - a.createdAt)
  const kept = flows.slice(0, maxFlows)
  const evicted = flows.slice(maxFlows).map(({ id }) => id)
  const isFlowChange = put.size > 0 || gone.size > 0
  const sessionValues = {
    ...session,
    ...(isFlowChange ? { flows: kept } : {}),
    ...Object.fromEntries(putFlows.map((flow) => [flowKey(flow.id), flow])),
  }
  const next: Data = {
    ...data,
    ...plain,
    ...(isFlowChange ? { flows: kept } : {}),
    live: [...putFlows, ...data.live.filter(({ id }) => !put.has(id) && !gone.has(id))]
      .toSorted((a, b) => b.createdAt - a.createdAt)
      .slice(0, maxLive),
    metadata: Object.fromEntries([
      ...Object.entries(data.metadata).filter(
        ([id]) => id !== dropMetadata && id !== putMetadata?.profileId,
      ),
      ...(putMetadata ? [[putMetadata.profileId, putMetadata] as const] : []),
    ]),
  }
  const fitted = await setOrEvict(ports, sessionValues, next)
  await removeKeys(ports, [...dropFlows, ...evicted].map(flowKey))
  if (profiles) await ports.profiles.setValue(profiles)
  if (settings) await ports.settings.setValue(settings)
  if (keys) await ports.keyInfos.setValue(keys)
  if (putMetadata) await ports.local.set({ [metadataKey(putMetadata.profileId)]: putMetadata })
  if (dropMetadata) await ports.local.remove([metadataKey(dropMetadata)])
  return fitted
}

async function removeKeys(ports: Ports, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await ports.session.remove(keys)
}

/** Writes the values; where the area is full the older half of the flows makes room. */
async function setOrEvict(
  ports: Ports,
  values: Readonly<Record<string, unknown>>,
  next: Data,
): Promise<Data> {
  if (Object.keys(values).length === 0) return next
  try {
    await ports.session.set(values)
    return next
  } catch (error) {
    const keep = Math.floor(next.flows.length / 2)
    if (keep === 0) throw error
    const dropped = next.flows.slice(keep).map(({ id }) => id)
    await removeKeys(ports, dropped.map(flowKey))
    const flows = next.flows.slice(0, keep)
    const live = next.live.filter(({ id }) => !dropped.includes(id))
    return setOrEvict(ports, { ...values, flows }, { ...next, flows, live })
  }
}
