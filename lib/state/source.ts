/** The two areas that the screens mirror. */
export type Area = 'session' | 'local'

/** What the mirrors need of the browser's storage. */
export interface StateSource {
  read(area: Area, keys: readonly string[]): Promise<Readonly<Record<string, unknown>>>
  /** Tells of every change; a removed key comes as undefined. */
  subscribe(listener: (area: Area, changes: Readonly<Record<string, unknown>>) => void): () => void
}
