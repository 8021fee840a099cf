import type { Desk } from './store-draft'

export type DeskTask<T> = (desk: Desk) => Promise<T>

/** A task whose changes are written together with those of its neighbours. */
export interface Joined {
  readonly task: DeskTask<unknown>
  readonly settle: (result: PromiseSettledResult<unknown>) => void
}

/** Runs one piece of work after another. A failure concerns only its own caller. */
export function createQueue(
  ready: Promise<unknown>,
  runJoined: (tasks: readonly Joined[]) => Promise<void>,
) {
  let end = ready
  /** The tasks at the end of the queue, until they start or other work is queued. */
  let joining: Joined[] | null = null

  const add = <T>(work: () => T | Promise<T>): Promise<T> => {
    const result = end.then(work)
    end = result.catch(() => {})
    return result
  }

  const begin = (): Joined[] => {
    const tasks: Joined[] = []
    const close = () => {
      if (joining === tasks) joining = null
    }
    const done = add(() => {
      close()
      return runJoined(tasks)
    })
    void done.catch((reason: unknown) => {
      close()
      for (const { settle } of tasks) settle({ status: 'rejected', reason })
    })
    return tasks
  }

  return {
    run<T>(work: () => T | Promise<T>): Promise<T> {
      joining = null
      return add(work)
    },
    join<T>(task: DeskTask<T>): Promise<T> {
      joining ??= begin()
      const tasks = joining
      return new Promise<T>((resolve, reject) => {
        const settle: Joined['settle'] = (result) =>
          result.status === 'fulfilled' ? resolve(result.value as T) : reject(result.reason)
        tasks.push({ task, settle })
      })
    },
  }
}
