import type { Observation } from '@/lib/capture/observation'
import { mayMatter } from '@/lib/flow/reduce/reduce'
import type { KeyValues } from './ports'

/** The maximum observations in total, and per tab. */
const slots = 128
const slotsOfTab = 32

/**
 * The maximum octets in total, and per tab. Beyond that, observations are processed but not stored.
 */
const room = 2_000_000
const roomOfTab = 1_000_000

const keys = Array.from({ length: slots }, (_, index) => `seen:${index}`)

interface Kept {
  /** Counts up in the order of observation, across all workers. */
  readonly order: number
  readonly observation: Observation
}

interface Waiting extends Kept {
  readonly key: string
  readonly size: number
}

/**
 * Keeps browser events in `storage.session` until `take` has added them to their flow. If a worker is
 * terminated in between, the next one starts with these events. Events that can lead neither to a
 * request nor to a response are not kept. An event may be processed twice; the second time changes
 * nothing.
 * Each observation is written once, under its own key. A page that floods the journal fills only the
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
    // If storage is full, the store makes room. The journal only bridges a moment.
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
