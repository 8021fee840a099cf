import type { Observation } from '@/lib/capture/observation'
import { mayMatter } from '@/lib/flow/reduce/reduce'
import type { KeyValues } from './ports'

/** Observations that can be kept at one time, and how many of them can be of one tab. */
const slots = 128
const slotsOfTab = 32

/** Octets of all entries, and of one tab's entries. Beyond that, observations are processed but not stored. */
const room = 2_000_000
const roomOfTab = 1_000_000

const keys = Array.from({ length: slots }, (_, index) => `seen:${index}`)

interface Kept {
  /** Counts up in the order in which they were observed, over all workers. */
  readonly order: number
  readonly observation: Observation
}

interface Waiting extends Kept {
  readonly key: string
  readonly size: number
}

/**
 * Keeps in `storage.session` what the browser reported, until `take` has put it into its flow: a worker that dies in
 * between has written it down at once, and the next one begins with what is left. What can bring neither a request
 * nor a response is not kept. What was taken already may come once more; taking it again changes nothing.
 *
 * Each observation is written once, under a key of its own, however many wait. What a page floods only fills the
 * share of its own tab.
 */
export function createJournal(
  session: KeyValues,
  take: (observation: Observation) => Promise<void>,
): (observation: Observation) => Promise<void> {
  const waiting = new Map<string, Waiting>()
  let order = 0

  const keep = (observation: Observation): Waiting | null => {
    const size = new TextEncoder().encode(JSON.stringify(observation)).length
    const key = keys.find((free) => !waiting.has(free))
    const all = [...waiting.values()]
    const ofTab = all.filter((one) => one.observation.tabId === observation.tabId)
    const isOver =
      ofTab.length >= slotsOfTab || sizeOf(ofTab) + size > roomOfTab || sizeOf(all) + size > room
    if (key === undefined || isOver) return null
    order += 1
    const one = { key, size, order, observation }
    waiting.set(key, one)
    // Storage that is full is the store's to make room in; what is kept here only bridges a moment.
    void session.set({ [key]: { order, observation } satisfies Kept }).catch(() => {})
    return one
  }

  const takeKept = async ({ key, observation }: Waiting): Promise<void> => {
    try {
      await take(observation)
    } finally {
      await session.remove([key])
      waiting.delete(key)
    }
  }

  const begin = async (): Promise<void> => {
    const left = (await session.get(keys)) as Readonly<Record<string, Kept>>
    const inOrder = Object.entries(left).toSorted(([, a], [, b]) => a.order - b.order)
    for (const [key, kept] of inOrder) {
      order = kept.order
      waiting.set(key, { key, size: JSON.stringify(kept).length, ...kept })
    }
    for (const one of Array.from(waiting.values())) void takeKept(one).catch(() => {})
  }
  const begun = begin()

  return async (observation) => {
    await begun
    const kept = observation.kind === 'held' || mayMatter(observation) ? keep(observation) : null
    return kept ? takeKept(kept) : take(observation)
  }
}

function sizeOf(waiting: readonly Waiting[]): number {
  return waiting.reduce((sum, { size }) => sum + size, 0)
}
