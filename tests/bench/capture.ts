import type { Page } from 'puppeteer-core'
import { authorizeUrlOf } from '../sandbox/data-consumer.ts'
import { launchChromium } from '../e2e/support/chromium.ts'
import { actAs, getTokens } from '../e2e/support/client.ts'
import { createWorld, type World } from '../e2e/support/world.ts'
import { bundle } from './bundle.ts'
import { figure, takeTurns, type Figure } from './ratio.ts'

const rounds = 60
const [few, many] = [10, 500]

interface Starting {
  readonly world: World
  /** Octets of a flow. */
  readonly size: number
}

/**
 * Time from the redirect to the stored response, with 500 full flows and with 10: requests, login, response, tokens
 * and UserInfo. It must not grow with the flows. The time of a start is that until a terminated worker answers.
 */
export async function measureCapture(): Promise<readonly Figure[]> {
  const [small, large] = [await start(few), await start(many)]
  const stored = await takeTurns(rounds, { few: redirect(small), many: redirect(large) })
  const starts = await takeTurns(rounds / 4, { few: restart(small), many: restart(large) })
  await Promise.all([small, large].map(({ world }) => world.close()))
  const p99 = stored.many.toSorted((a, b) => a - b)[Math.floor(0.99 * rounds)]
  const flows = `${many} flows of ${(large.size / 1000).toFixed(0)} kB : ${few}`
  return [
    figure(
      {
        name: `Time from the redirect to the stored response (p99 ${p99?.toFixed(0)} ms), ${flows}`,
        goal: 'at most 1.5, and a p99 of 100 ms',
        unit: 'ms',
      },
      stored.many,
      stored.few,
    ),
    figure(
      {
        name: `Time until a terminated worker answers, ${flows}`,
        goal: 'as low as possible',
        unit: 'ms',
      },
      starts.many,
      starts.few,
    ),
  ]
}

async function start(flows: number): Promise<Starting> {
  const world = await createWorld(launchChromium, 'chromium', { profile: false })
  await actAs(world, 'tpp-7f3a91')
  const { id, tokens } = await getTokens(world)
  const tokenId = tokens.find(({ kind }) => kind === 'access_token')?.id
  await world.command('userinfoRequest', { flowId: id, tokenId })
  await world.page.evaluate(await bundle('fill-page'))
  const size = await world.page.evaluate(
    (copies) => (globalThis as unknown as { fill(copies: number): Promise<number> }).fill(copies),
    flows - 1,
  )
  await world.driver.killBackground()
  await watchStorage(world.page)
  return { world, size }
}

/** Listens in a page of the extension to redirects with a code, and to responses as they are stored. */
function watchStorage(page: Page): Promise<void> {
  return page.evaluate(() => {
    type Rows = readonly (readonly [{ readonly id: string; readonly outcome: string }, number])[]
    type Changes = Readonly<Record<string, { readonly newValue?: unknown }>>
    type Redirect = { readonly redirectUrl: string; readonly timeStamp: number }
    const scope = globalThis as unknown as {
      next: () => Promise<number>
      chrome: {
        storage: {
          session: { onChanged: { addListener(listen: (changes: Changes) => void): void } }
        }
        webRequest: {
          onBeforeRedirect: {
            addListener(listen: (details: Redirect) => void, filter: object): void
          }
        }
      }
    }
    const known = new Set<string>()
    let [at, done] = [0, (_: number) => {}]
    scope.next = () => new Promise((resolve) => (done = resolve))
    const filter = { urls: ['<all_urls>'], types: ['main_frame'] }
    scope.chrome.webRequest.onBeforeRedirect.addListener(({ redirectUrl, timeStamp }) => {
      if (/[?&]code=/.test(redirectUrl)) at = timeStamp
    }, filter)
    scope.chrome.storage.session.onChanged.addListener((changes) => {
      const now = Date.now()
      const rows = Object.entries(changes).flatMap(([key, { newValue }]) =>
        key.startsWith('flows:') ? ((newValue ?? []) as Rows) : [],
      )
      const fresh = rows.filter(
        ([{ id, outcome }]) => /^(code|tokens-not-visible)$/.test(outcome) && !known.has(id),
      )
      for (const [{ id }] of fresh) known.add(id)
      if (fresh.length > 0) done(now - at)
    })
  })
}

type Watching = { next(): Promise<number> }

/** Pushes and opens a request; gives the milliseconds from the redirect to the stored response. */
function redirect({ world }: Starting): () => Promise<number> {
  return async () => {
    const pushed = await world.sandbox.consumer().push({ decision: 'approve' })
    const next = world.page.evaluate(() => (globalThis as unknown as Watching).next())
    const tab = await world.driver.newPage()
    await tab.goto(authorizeUrlOf(world.sandbox.issuer, pushed))
    const took = await next
    await tab.close()
    return took
  }
}

/** Terminates the worker; gives the milliseconds until the next one answers. */
function restart({ world }: Starting): () => Promise<number> {
  return async () => {
    await world.driver.killBackground()
    const before = performance.now()
    await world.command('responsesSeen')
    return performance.now() - before
  }
}
