import type { Page } from 'puppeteer-core'
import type { AnyWorld, StoredFlow, World } from './world.ts'

/**
 * The state to wait for: the flow exists; a response; a response whose callback has ended; a held
 * response; a released one; the first of two releases; a repeated response.
 */
export type Until =
  'begun' | 'answered' | 'settled' | 'held' | 'released' | 'half released' | 'replayed'

type Message = {
  readonly kind: string
  readonly callback?: object
  readonly hold?: {
    readonly state: string
    readonly releases?: readonly { readonly done: number }[]
  } | null
  readonly replays?: readonly object[]
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
  await startWatching(page)
  const text = await page.evaluate(
    async (uri, wanted, time) => {
      const { flows, waiting } = (globalThis as unknown as { watching: Watching }).watching
      const reached = {
        begun: () => true,
        answered: () => true,
        settled: ({ callback = {} }: Message) => Object.keys(callback).length > 0,
        held: ({ hold }: Message) => hold?.state === 'held',
        released: ({ hold }: Message) => hold?.state === 'released',
        'half released': ({ hold }: Message) => hold?.releases?.at(-1)?.done === 1,
        replayed: ({ replays = [] }: Message) => replays.length > 0,
      }[wanted]
      const kind = wanted === 'begun' ? 'authorization-request' : 'authorization-response'
      const isThere = () =>
        flows.get(uri)?.messages.some((message) => message.kind === kind && reached(message)) ??
        false
      const limit = Date.now() + time
      while (!isThere() && Date.now() < limit) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve)
          setTimeout(resolve, limit - Date.now())
        })
      }
      return JSON.stringify({ reached: isThere(), flow: flows.get(uri) ?? null })
    },
    requestUri,
    until,
    patience,
  )
  const answer = JSON.parse(text) as { reached: boolean; flow: StoredFlow | null }
  if (answer.reached && answer.flow) return answer.flow
  throw new Error(`Not ${until} within ${patience} ms: ${JSON.stringify(answer.flow)}`)
}

interface Watching {
  /** The flows as last stored, by their request_uri. */
  readonly flows: Map<string, { readonly messages: readonly Message[] }>
  readonly waiting: (() => void)[]
}

/** Records, in a page of the extension, the stored state of each flow. */
function startWatching(page: Page): Promise<void> {
  return page.evaluate(async () => {
    type Flow = { readonly requestUri: string | null; readonly messages: readonly Message[] }
    type Change = { readonly newValue?: unknown }
    type Session = {
      get(keys: null): Promise<Record<string, unknown>>
      onChanged: { addListener(listener: (changes: Record<string, Change>) => void): void }
    }
    const scope = globalThis as unknown as {
      watching?: Watching
      browser?: { storage: { session: Session } }
      chrome: { storage: { session: Session } }
    }
    if (scope.watching) return
    const made: Watching = { flows: new Map(), waiting: [] }
    scope.watching = made
    const keep = (key: string, value: unknown) => {
      const { requestUri } = (value ?? {}) as Partial<Flow>
      if (key.startsWith('flow:') && requestUri) made.flows.set(requestUri, value as Flow)
    }
    const { session } = (scope.browser ?? scope.chrome).storage
    session.onChanged.addListener((changes) => {
      for (const [key, { newValue }] of Object.entries(changes)) keep(key, newValue)
      for (const wake of made.waiting.splice(0)) wake()
    })
    for (const [key, value] of Object.entries(await session.get(null))) {
      if (!made.flows.has((value as Partial<Flow> | null)?.requestUri ?? '')) keep(key, value)
    }
  })
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
