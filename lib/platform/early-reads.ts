import type { Area } from '@/lib/state/source'

type Values = Readonly<Record<string, unknown>>
type Changes = Readonly<Record<string, { readonly newValue?: unknown }>>

/** The part of the browser's API that exists before any script has run. */
interface Storage {
  readonly session: { get(keys: readonly string[]): Promise<Values> }
  readonly local: { get(keys: readonly string[]): Promise<Values> }
  readonly onChanged: {
    addListener(listener: (changes: Changes, area: string) => void): void
    removeListener(listener: (changes: Changes, area: string) => void): void
  }
}

/** Reads that began before the page's own code was loaded, and what has changed since. */
interface EarlyReads {
  readonly keys: Readonly<Record<Area, readonly string[]>>
  readonly values: Readonly<Record<Area, Promise<Values>>>
  readonly changed: Readonly<Record<Area, Record<string, unknown>>>
  /** Stops noting changes. */
  stop(): void
}

const scope = globalThis as { chrome?: { storage: Storage }; earlyReads?: EarlyReads | undefined }

/** Starts to read, and to note changes, so that none is lost before the page listens itself. */
export function startEarlyReads(keys: EarlyReads['keys']): void {
  const storage = scope.chrome?.storage
  if (!storage) return
  const changed: EarlyReads['changed'] = { session: {}, local: {} }
  const note = (changes: Changes, area: string) => {
    if (area !== 'session' && area !== 'local') return
    for (const [key, { newValue }] of Object.entries(changes)) changed[area][key] = newValue
  }
  storage.onChanged.addListener(note)
  scope.earlyReads = {
    keys,
    values: { session: storage.session.get(keys.session), local: storage.local.get(keys.local) },
    changed,
    stop: () => storage.onChanged.removeListener(note),
  }
}

/** The values of an early read of exactly these keys; null without one. Each read is used once. */
export function takeEarlyRead(area: Area, keys: readonly string[]): Promise<Values> | null {
  const reads = scope.earlyReads
  if (!reads || keys.join() !== reads.keys[area].join()) return null
  const { values, changed } = reads
  scope.earlyReads = { ...reads, keys: { ...reads.keys, [area]: [] } }
  return values[area].then((read) => ({ ...read, ...changed[area] }))
}

/** The page listens itself from now on. */
export function stopEarlyNotes(): void {
  scope.earlyReads?.stop()
}
