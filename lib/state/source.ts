import type { Flow } from '@/lib/flow/model/flow'

/** The two storage areas that the screens mirror. */
export type Area = 'session' | 'local'

/** The part of the browser's storage API that the mirrors need. */
export interface StateSource {
  read(area: Area, keys: readonly string[]): Promise<Readonly<Record<string, unknown>>>
  /** A revision of a flow; null if it was removed. */
  flow(id: string, rev: number): Promise<Flow | null>
  /** Resolves when the page has drawn what it has. */
  idle(): Promise<void>
  /** Calls back with every change; a removed key has the value undefined. */
  subscribe(listener: (area: Area, changes: Readonly<Record<string, unknown>>) => void): () => void
}
