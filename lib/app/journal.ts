import type { Observation } from '@/lib/capture/observation'
import { mayMatter } from '@/lib/flow/step'
import type { KeyValues } from './ports'

const key = 'seen'

/**
 * Keeps in `storage.session` what the browser told, until `take` has put it into its flow: a worker that dies in
 * between has written it down at once, and the next one begins with what is left. What can bring neither a request
 * nor a response is not kept. What was taken already may come once more; taking it again changes nothing.
 */
export function createJournal(
  session: KeyValues,
  take: (observation: Observation) => Promise<void>,
): (observation: Observation) => Promise<void> {
  let waiting: readonly Observation[] = []

  const keep = (observations: readonly Observation[]): Promise<void> => {
    waiting = observations
    // Storage that is full is the store's to make room in; what is kept here only bridges a moment.
    return session.set({ [key]: waiting }).catch(() => {})
  }

  const takeKept = async (observation: Observation): Promise<void> => {
    try {
      await take(observation)
    } finally {
      await keep(waiting.filter((other) => other !== observation))
    }
  }

  const begin = async (): Promise<void> => {
    const { [key]: left } = await session.get([key])
    waiting = (left ?? []) as readonly Observation[]
    for (const observation of waiting) void takeKept(observation).catch(() => {})
  }
  const begun = begin()

  return async (observation) => {
    await begun
    if (observation.kind !== 'held' && !mayMatter(observation)) return take(observation)
    void keep([...waiting, observation])
    return takeKept(observation)
  }
}
