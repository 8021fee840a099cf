import { changes } from './bank.ts'
import { readStored } from './stored.ts'
import type { AnyWorld, Stored, StoredFlow, StoredMessage, World } from './world.ts'

/**
 * The state to wait for: the flow exists; a response; a response whose callback has ended; a held
 * response; a released one; the first of two releases; a repeated response.
 */
export type Until =
  'begun' | 'answered' | 'settled' | 'held' | 'released' | 'half released' | 'replayed'

const reached: Readonly<Record<Until, (message: StoredMessage) => boolean>> = {
  begun: () => true,
  answered: () => true,
  settled: ({ callback = {} }) => Object.keys(callback).length > 0,
  held: ({ hold }) => hold?.state === 'held',
  released: ({ hold }) => hold?.state === 'released',
  'half released': ({ hold }) =>
    (hold?.releases.at(-1) as { done: number } | undefined)?.done === 1,
  replayed: ({ replays = [] }) => replays.length > 0,
}

/**
 * Waits until the flow of a request_uri has a response, and returns the flow. After `patience`
 * milliseconds, rejects with the stored state.
 */
export async function whenAnswered(
  { page }: AnyWorld,
  requestUri: string,
  until: Until,
  patience = 15_000,
): Promise<StoredFlow> {
  const kind = until === 'begun' ? 'authorization-request' : 'authorization-response'
  const late = Promise.withResolvers<null>()
  const timer = setTimeout(() => late.resolve(null), patience)
  try {
    for (let seen: number | null = 0; ;) {
      const { flows }: Stored = await readStored(page, requestUri)
      const flow = flows.find(({ messages }) =>
        messages.some((message) => message.kind === kind && reached[until](message)),
      )
      if (flow) return flow
      if (seen !== null) seen = await Promise.race([changes(page, seen), late.promise])
      else throw new Error(`Not ${until} within ${patience} ms: ${JSON.stringify(flows)}`)
    }
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Closes every tab except that of the extension's own page, including private ones if accessible.
 */
export function closeOtherTabs({ page }: World): Promise<void> {
  return page.evaluate(async () => {
    type Tab = { readonly id?: number }
    type Tabs = {
      getCurrent(): Promise<Tab>
      query(filter: object): Promise<readonly Tab[]>
      remove(ids: readonly number[]): Promise<void>
    }
    const scope = globalThis as unknown as { browser?: { tabs: Tabs }; chrome: { tabs: Tabs } }
    const { tabs } = scope.browser ?? scope.chrome
    const [own, all] = await Promise.all([tabs.getCurrent(), tabs.query({})])
    await tabs.remove(all.flatMap(({ id }) => (id === undefined || id === own.id ? [] : [id])))
  })
}
