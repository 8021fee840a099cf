import { create } from 'zustand'
import type { Flow } from '@/lib/flow/model/flow'
import { newestFirst, rowKeys, rowsIn } from '@/lib/storage/flow-index'
import {
  defaultSettings,
  metadataKey,
  emptySession,
  localKeys,
  type LocalState,
  type MetadataRecord,
  type SessionState,
} from '@/lib/storage/state'
import type { Area, StateSource } from './source'

/** The stored state, as far as this page mirrors it. */
export interface Mirror extends SessionState, LocalState {
  readonly status: 'loading' | 'ready'
  /** Flows by id; a missing one has not been requested. */
  readonly flow: Readonly<Record<string, Flow | undefined>>
  readonly metadata: Readonly<Record<string, MetadataRecord | undefined>>
}

export const emptyMirror: Mirror = {
  status: 'loading',
  ...emptySession,
  profiles: [],
  settings: defaultSettings,
  keys: [],
  templates: [],
  savedRequests: [],
  savedCalls: [],
  flow: {},
  metadata: {},
}

export const useMirror = create<Mirror>()(() => emptyMirror)

export type SessionKey = keyof SessionState

type Entries = readonly (readonly [string, unknown])[]

let source: StateSource | undefined
const wanted = { session: new Set<string>(), local: new Set<string>() }
/**
 * Keys that are being read and have not changed since. A change is newer than the read, even if it
 * arrives first.
 */
const unread = { session: new Set<string>(), local: new Set<string>() }

/** The parts of the list of flows, by key. */
const parts = new Map<string, unknown>()
/** The stored revision of each flow. */
let revisions: ReadonlyMap<string, number> = new Map()
/** The flows to mirror, with the revision that was requested last. */
const followed = new Map<string, number | undefined>()

/**
 * Starts to mirror. Subscribes before it reads, so that no change in between is lost. The later keys are read once
 * what the others show has been drawn.
 */
export async function startMirror(
  from: StateSource,
  sessionKeys: readonly SessionKey[],
  laterKeys: readonly SessionKey[] = [],
): Promise<() => void> {
  source = from
  const stop = from.subscribe((area, changes) => {
    for (const key of Object.keys(changes)) unread[area].delete(key)
    merge(Object.entries(changes).filter(([key]) => wanted[area].has(key)))
  })
  await Promise.all([want('session', storedKeys(sessionKeys)), want('local', localKeys)])
  await followLatest()
  useMirror.setState({ status: 'ready' })
  if (laterKeys.length > 0) {
    await from.idle()
    await want('session', storedKeys(laterKeys))
    await followLatest()
  }
  return stop
}

function storedKeys(keys: readonly SessionKey[]): readonly string[] {
  return keys.flatMap((key) => (key === 'flows' ? rowKeys : [key]))
}

/** Mirrors a flow from now on. */
export async function mirrorFlow(id: string): Promise<void> {
  if (!followed.has(id)) followed.set(id, undefined)
  await readFlow(id)
}

/**
 * Reads a flow once, for a search; undefined if its revision is the known one, null if it is gone.
 */
export async function readOnce(id: string, known?: number): Promise<ReadFlow | null | undefined> {
  const rev = revisions.get(id)
  const mirrored = useMirror.getState().flow[id]
  if (mirrored && followed.get(id) === rev) return { flow: mirrored, rev }
  if (!source || rev === undefined) return null
  if (rev === known) return undefined
  const flow = await source.flow(id, rev)
  return flow && { flow, rev }
}

/** A flow and its revision. */
interface ReadFlow {
  readonly flow: Flow
  readonly rev: number | undefined
}

/** Mirrors the metadata of a profile from now on. */
export async function mirrorMetadata(profileId: string): Promise<void> {
  await want('local', [metadataKey(profileId)])
}

async function want(area: Area, keys: readonly string[]): Promise<void> {
  const missing = keys.filter((key) => !wanted[area].has(key))
  if (!source || missing.length === 0) return
  for (const key of missing) wanted[area].add(key)
  await readInto(source, area, missing)
}

/**
 * Reads mirrored keys again. The response to a command may arrive before the change that it made: browsers do
 * not order messages and changes of storage.
 */
export async function readAgain(keys: readonly SessionKey[]): Promise<void> {
  if (source) await readInto(source, 'session', storedKeys(keys))
}

async function readInto(from: StateSource, area: Area, keys: readonly string[]): Promise<void> {
  for (const key of keys) unread[area].add(key)
  const read = Object.entries(await from.read(area, keys))
  merge(read.filter(([key]) => unread[area].has(key)))
  for (const key of keys) unread[area].delete(key)
}

function merge(entries: Entries): void {
  if (entries.length === 0) return
  const rows = entries.filter(([key]) => key.startsWith('flows:'))
  const flows = rows.length > 0 ? { flows: flowsAfter(rows) } : {}
  useMirror.setState((state) => {
    const metadata: Record<string, MetadataRecord | undefined> = { ...state.metadata }
    const plain: Record<string, unknown> = {}
    for (const [key, value] of entries) {
      if (key.startsWith('metadata:'))
        metadata[key.slice('metadata:'.length)] = value as MetadataRecord | undefined
      else if (!key.startsWith('flows:')) plain[key] = value ?? emptyMirror[key as keyof Mirror]
    }
    return { ...plain, ...flows, metadata }
  })
  for (const id of followed.keys()) void readFlow(id)
  if (useMirror.getState().status === 'ready') void followLatest()
}

/** The list of flows after some of its parts changed. */
function flowsAfter(changed: Entries): SessionState['flows'] {
  for (const [key, value] of changed) parts.set(key, value)
  const rows = rowsIn(Object.fromEntries(parts))
  revisions = new Map(rows.map(([{ id }, rev]) => [id, rev]))
  return newestFirst(rows.map(([row]) => row))
}

/** Reads the stored revision of a flow, unless it was requested already. */
async function readFlow(id: string): Promise<void> {
  const rev = revisions.get(id)
  if (!source || followed.get(id) === rev) return
  followed.set(id, rev)
  const flow = rev === undefined ? undefined : await source.flow(id, rev)
  // A newer revision is being read, or this one has just been replaced and the next one will be read.
  if (followed.get(id) !== rev || flow === null) return
  useMirror.setState((state) => ({ flow: { ...state.flow, [id]: flow } }))
}

/** The flow of the latest response is always mirrored, unless its view is stored. */
async function followLatest(): Promise<void> {
  const { latest, latestView } = useMirror.getState()
  if (latest !== null && latestView?.id !== latest) await mirrorFlow(latest)
}
