import type { Observation } from '@/lib/capture/observation'
import { mayMatter } from '@/lib/flow/reduce/reduce'
import type { Ports } from './ports'

/** The maximum observations in total, and per tab. */
const slots = 128
const slotsOfTab = 32

/**
 * The maximum octets in total, and per tab. Beyond that, observations are processed but not stored.
 */
const room = 2_000_000
const roomOfTab = 1_000_000

const prefix = 'seen:'

interface Kept {
  /** When the worker started, and the place among its observations. */
  readonly order: readonly [started: number, place: number]
  readonly observation: Observation
}

interface Waiting extends Kept {
  readonly key: string
  readonly size: number
}

/** What the browser reports, until it is in its flow. */
export interface Journal {
  /** Resolves when the observation is in its flow. */
  observe(observation: Observation): Promise<void>
  /** Resolves when everything that was reported so far is in its flow. */
  settled(): Promise<void>
}

/**
 * Keeps browser events in `storage.session` until `take` has added them to their flow. If a worker is
 * terminated in between, the next one starts with these events. Events that can lead neither to a
 * request nor to a response are not kept. An event may be processed twice; the second time changes
 * nothing.
 * Each observation is written once, under its own key and before anything is read, so that a worker that is
 * terminated while it starts loses none. A page that floods the journal fills only the share of its own tab.
 * `left` are the values of `storage.session` when the worker started.
 */
export function createJournal(
  { session, now, newId }: Pick<Ports, 'session' | 'now' | 'newId'>,
  take: (observation: Observation) => Promise<void>,
  left: Promise<Readonly<Record<string, unknown>>> = session.get(null),
): Journal {
  const waiting = new Map<string, Waiting>()
  const running = new Set<Promise<void>>()
  const worker = newId()
  const started = now()
  let place = 0

  const keep = (observation: Observation): Waiting | null => {
    const size = new TextEncoder().encode(JSON.stringify(observation)).length
    const all = [...waiting.values()]
    const ofTab = all.filter((one) => one.observation.tabId === observation.tabId)
    const isOver =
      all.length >= slots ||
      ofTab.length >= slotsOfTab ||
      sizeOf(ofTab) + size > roomOfTab ||
      sizeOf(all) + size > room
    if (isOver) return null
    place += 1
    const kept: Kept = { order: [started, place], observation }
    const one = { key: `${prefix}${worker}:${place}`, size, ...kept }
    waiting.set(one.key, one)
    // If storage is full, the store makes room. The journal only bridges a moment.
    void session.set({ [one.key]: kept }).catch(() => {})
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
    const earlier = Object.entries(await left)
      .filter(([key]) => key.startsWith(prefix) && !waiting.has(key))
      .map(([key, value]) => ({ key, size: JSON.stringify(value).length, ...(value as Kept) }))
      .toSorted((a, b) => a.order[0] - b.order[0] || a.order[1] - b.order[1])
    for (const one of earlier) waiting.set(one.key, one)
    for (const one of earlier) void run(takeKept(one)).catch(() => {})
  }
  const begun = begin()

  const run = (taking: Promise<void>): Promise<void> => {
    const done = taking.finally(() => running.delete(done))
    running.add(done)
    return done
  }

  return {
    observe(observation) {
      const kept = observation.kind === 'held' || mayMatter(observation) ? keep(observation) : null
      return run(begun.then(() => (kept ? takeKept(kept) : take(observation))))
    },
    async settled() {
      await begun
      await Promise.allSettled(running)
    },
  }
}

function sizeOf(waiting: readonly Waiting[]): number {
  return waiting.reduce((sum, { size }) => sum + size, 0)
}
