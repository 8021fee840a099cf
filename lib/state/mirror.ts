import { create } from 'zustand'
import {
  defaultSettings,
  flowKey,
  metadataKey,
  emptySession,
  type Flow,
  type LocalState,
  type MetadataRecord,
  type SessionState,
} from '@/lib/storage/state'
import type { StateSource } from './source'

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
  flow: {},
  metadata: {},
}

export const useMirror = create<Mirror>()(() => emptyMirror)

export type SessionKey = keyof SessionState
const localKeys = ['profiles', 'settings', 'keys'] as const satisfies readonly (keyof LocalState)[]

let source: StateSource | undefined
const wanted = { session: new Set<string>(), local: new Set<string>() }
/**
 * Keys that are being read and have not changed since. A change is newer than the read, even if it
 * arrives first.
 */
const unread = { session: new Set<string>(), local: new Set<string>() }

/** Starts to mirror. Subscribes before it reads, so that no change in between is lost. */
export async function startMirror(
  from: StateSource,
  sessionKeys: readonly SessionKey[],
): Promise<() => void> {
  source = from
  const stop = from.subscribe((area, changes) => {
    for (const key of Object.keys(changes)) unread[area].delete(key)
    merge(Object.entries(changes).filter(([key]) => wanted[area].has(key)))
  })
  await Promise.all([want('session', sessionKeys), want('local', localKeys)])
  await followLatest()
  useMirror.setState({ status: 'ready' })
  return stop
}

/** Mirrors a flow from now on. */
export async function mirrorFlow(id: string): Promise<void> {
  await want('session', [flowKey(id)])
}

/** Mirrors the metadata of a profile from now on. */
export async function mirrorMetadata(profileId: string): Promise<void> {
  await want('local', [metadataKey(profileId)])
}

async function want(area: 'session' | 'local', keys: readonly string[]): Promise<void> {
  const missing = keys.filter((key) => !wanted[area].has(key))
  if (!source || missing.length === 0) return
  for (const key of missing) {
    wanted[area].add(key)
    unread[area].add(key)
  }
  const read = Object.entries(await source.read(area, missing))
  merge(read.filter(([key]) => unread[area].has(key)))
  for (const key of missing) unread[area].delete(key)
}

function merge(entries: readonly (readonly [string, unknown])[]): void {
  if (entries.length === 0) return
  useMirror.setState((state) => {
    const flow: Record<string, Flow | undefined> = { ...state.flow }
    const metadata: Record<string, MetadataRecord | undefined> = { ...state.metadata }
    const plain: Record<string, unknown> = {}
    for (const [key, value] of entries) {
      if (key.startsWith('flow:')) flow[key.slice('flow:'.length)] = value as Flow | undefined
      else if (key.startsWith('metadata:'))
        metadata[key.slice('metadata:'.length)] = value as MetadataRecord | undefined
      else plain[key] = value ?? emptyMirror[key as keyof Mirror]
    }
    return { ...plain, flow, metadata }
  })
  if (useMirror.getState().status === 'ready') void followLatest()
}

/** The flow of the latest response is always mirrored. */
async function followLatest(): Promise<void> {
  const { latest } = useMirror.getState()
  if (latest !== null) await mirrorFlow(latest)
}
