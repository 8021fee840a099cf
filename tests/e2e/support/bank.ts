import type { Page } from 'puppeteer-core'
import type { Pushed } from '../../sandbox/data-consumer.ts'
import type { AnyWorld, StoredFlow, StoredMessage, World } from './world.ts'

/** Details that are entered with a pasted request_uri. */
export interface Told {
  readonly state?: string
  readonly nonce?: string
}

/** Pastes a pushed request and opens it, as the popup does. */
export async function addAndOpen(world: World, pushed: Pushed, told: Told = {}): Promise<void> {
  const answer = await world.command<{ ok: boolean }>('requestAdd', {
    text: pushed.raw,
    details: {
      label: null,
      expiresIn: null,
      receivedAt: null,
      codeVerifier: null,
      state: told.state ?? null,
      nonce: told.nonce ?? null,
    },
    open: 'tab',
  })
  if (!answer.ok) throw new Error(`Not opened: ${JSON.stringify(answer)}`)
}

/** Pastes a pushed request and opens it; returns the bank's page. */
export async function openPushed(world: World, pushed: Pushed, told: Told = {}): Promise<Page> {
  await addAndOpen(world, pushed, told)
  return bankPage(world)
}

const taken = new WeakSet<Page>()

/** The bank's newly opened login page. */
export async function bankPage(world: AnyWorld): Promise<Page> {
  const start = `${world.sandbox.origins.authorization}/interaction/`
  const target = await world.driver.browser.waitForTarget(async (candidate) => {
    if (!candidate.url().startsWith(start)) return false
    const page = await candidate.page()
    return page !== null && !taken.has(page)
  })
  const page = await target.page()
  if (!page) throw new Error('The bank has no page')
  taken.add(page)
  return page
}

/** Logs in and chooses the data provider; the bank then shows the consent page. */
export async function logIn(page: Page): Promise<void> {
  await clickThrough(page, '#log-in', '#choose')
  await clickThrough(page, '#choose', '#approve')
}

/** Presses a button and waits for the page that has the next one. */
async function clickThrough(page: Page, button: string, next: string): Promise<void> {
  await page.waitForSelector(button)
  await page.click(button)
  await page.waitForSelector(next)
}

/** Presses Approve or Deny. Does not wait for the next page, which may never load. */
export async function decide(page: Page, decision: 'approve' | 'deny'): Promise<void> {
  await page.$eval(`#${decision}`, (button) => (button as HTMLElement).click())
}

/** The response of a flow, and the flow itself. */
interface Answered {
  readonly flow: StoredFlow
  readonly responses: readonly StoredMessage[]
}

/**
 * Waits until the flow of a request_uri has a response whose callback has ended, if it can. After
 * `patience` milliseconds, returns what is stored.
 */
export async function responseOf(
  world: World,
  pushed: Pushed,
  patience = 20_000,
): Promise<Answered> {
  let flow: StoredFlow | undefined
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(new Error(`No answered response within ${patience} ms: ${JSON.stringify(flow)}`))
  }, patience)
  try {
    for (let seen = 0; ;) {
      seen = await Promise.race([changes(world.page, seen), late.promise])
      flow = (await world.stored()).flows.find(({ requestUri }) => requestUri === pushed.requestUri)
      const responses = responsesOf(flow)
      const last = responses.at(-1)
      const isOver = last?.callback && Object.keys(last.callback).length > 0
      if (flow && last && (isOver || !/^https?:/.test(last.url ?? ''))) return { flow, responses }
    }
  } finally {
    clearTimeout(timer)
  }
}

export function responsesOf(flow: StoredFlow | undefined): readonly StoredMessage[] {
  return flow?.messages.filter(({ kind }) => kind === 'authorization-response') ?? []
}

/** Resolves after more than `seen` changes of the stored state; returns the number of changes. */
export function changes(page: Page, seen: number): Promise<number> {
  return page.evaluate((before) => {
    type Changes = { count: number; waiting: (() => void)[] }
    type Storage = { onChanged: { addListener(listener: () => void): void } }
    const scope = globalThis as unknown as {
      changes?: Changes
      browser?: { storage: Storage }
      chrome: { storage: Storage }
    }
    if (!scope.changes) {
      const made: Changes = { count: 1, waiting: [] }
      scope.changes = made
      ;(scope.browser ?? scope.chrome).storage.onChanged.addListener(() => {
        made.count += 1
        for (const wake of made.waiting.splice(0)) wake()
      })
    }
    const { changes: known } = scope
    return new Promise<number>((resolve) => {
      const answer = () => resolve(known.count)
      if (known.count > before) answer()
      else known.waiting.push(answer)
    })
  }, seen)
}

/** The outcomes of the rules, by id. */
export function outcomes(message: StoredMessage | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(message?.results.map(({ id, outcome }) => [id, outcome]) ?? [])
}
