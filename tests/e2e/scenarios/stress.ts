import { env } from 'node:process'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authorizeUrlOf, type Pushed, type PushOptions } from '../../sandbox/data-consumer.ts'
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts'
import { responsesOf } from '../support/bank.ts'
import { createRandom, type Random } from '../support/random.ts'
import { saveClient } from '../support/client.ts'
import { whenAnswered } from '../support/watching.ts'
import { isWhole } from '../support/whole.ts'
import { createWorld, type Launch, type StoredFlow, type World } from '../support/world.ts'
import { openJarm, valueOf } from './matrix-modes.ts'

const tabs = 20
const rounds = isWhole ? 10 : 2
const killsPerRound = 3

/** Milliseconds after which a request or response counts as lost, far more than any takes on a busy machine. */
const lostAfter = 60_000

const clientIds = ['wide-es256', 'wide-ps256'] as const
const modes = ['query', 'fragment', 'form_post', 'query.jwt'] as const
const ways = ['status', 'status-302', 'chain', 'chain-hosts', 'script', 'link'] as const

/** One authorization, and its server. */
interface Asked {
  readonly server: Sandbox
  readonly pushed: Pushed
  readonly tab: Page
}

const wide = { ruleProfile: 'oauth2', authorizationDetails: '', scope: 'openid profile accounts' }

/** Opens the authorize URL, and waits for the bank's page. */
async function ask(server: Sandbox, tab: Page, options: PushOptions): Promise<Asked> {
  const pushed = await server.consumer().push(options)
  await tab.goto(authorizeUrlOf(server.issuer, pushed))
  await tab.waitForSelector('#log-in')
  return { server, pushed, tab }
}

/** Logs in and approves by one post; where the browser goes then is not waited for. */
function approve({ tab }: Asked): Promise<void> {
  return tab.evaluate(() => {
    const form = document.createElement('form')
    form.method = 'post'
    form.action = `${location.pathname}/decision`
    const decision = document.createElement('input')
    decision.name = 'decision'
    decision.value = 'approve'
    form.append(decision)
    document.body.append(form)
    form.submit()
  })
}

export function stress(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: ${tabs * rounds} flows over ${tabs} tabs, two clients, two issuers`, () => {
    let world: World
    let other: Sandbox
    beforeAll(async () => {
      world = await createWorld(launch, browser, { profile: false, sandbox: { kind: 'wide' } })
      other = await startSandbox({ kind: 'wide', sharesAppWith: world.sandbox })
      for (const sandbox of [world.sandbox, other]) {
        for (const clientId of clientIds) {
          const client = sandbox.clients.find((each) => each.clientId === clientId)
          if (!client) throw new Error(`No ${clientId}`)
          const name = `${clientId} at ${sandbox.issuer}`
          await saveClient({ ...world, sandbox }, client, { ...wide, name })
        }
      }
    })
    afterAll(async () => {
      await world?.close()
      await other?.close()
    })

    /**
     * Does something with each, all at once, but for the random moments at which the worker is killed: then what began is
     * waited for first, as no browser stops a worker that it is telling something. What comes next wakes it.
     */
    async function eachInterrupted<T, R>(
      random: Random,
      items: readonly T[],
      work: (item: T) => Promise<R>,
    ): Promise<R[]> {
      const kills = new Set(Array.from({ length: killsPerRound }, () => random.below(items.length)))
      const done: R[] = []
      let begun: Promise<R>[] = []
      for (const [index, item] of items.entries()) {
        if (kills.has(index)) {
          done.push(...(await Promise.all(begun)))
          begun = []
          await world.driver.killBackground()
        }
        begun.push(work(item))
      }
      return [...done, ...(await Promise.all(begun))]
    }

    /** Opens as many flows as there are tabs, and has them answered in another order, while the worker is killed. */
    async function round(random: Random, pages: readonly Page[]): Promise<Asked[]> {
      const wanted = random.shuffled(pages).map((tab) => ({
        tab,
        server: random.pick([world.sandbox, other]),
        options: {
          clientId: random.pick(clientIds),
          responseMode: random.pick(modes),
          redirectBy: random.pick(ways),
        },
      }))
      const requested = await eachInterrupted(random, wanted, async ({ server, tab, options }) => {
        const one = await ask(server, tab, options)
        await whenAnswered(world, one.pushed.requestUri, 'begun', lostAfter)
        return one
      })
      return eachInterrupted(random, random.shuffled(requested), async (each) => {
        await approve(each)
        await whenAnswered(world, each.pushed.requestUri, 'answered', lostAfter)
        return each
      })
    }

    test('nothing is lost, doubled, or in the wrong flow', { timeout: 300_000 }, async () => {
      const random = createRandom(env['STRESS_SEED'])
      process.stdout.write(`${browser}: STRESS_SEED=${random.seed}\n`)
      const pages = await Promise.all(Array.from({ length: tabs }, () => world.driver.newPage()))
      const all: Asked[] = []
      for (let count = 0; count < rounds; count += 1) all.push(...(await round(random, pages)))

      const { flows } = await world.stored()
      expect(all).toHaveLength(tabs * rounds)
      expect(flows.flatMap(responsesOf)).toHaveLength(tabs * rounds)
      for (const each of all) {
        const own = flows.filter(({ requestUri }) => requestUri === each.pushed.requestUri)
        expect(own).toHaveLength(1)
        await expectOwn(world, each, own[0])
      }
    })
  })
}

/** The flow is of the right client and issuer, and its response is the one to its request. */
async function expectOwn(
  world: World,
  { server, pushed }: Asked,
  flow: StoredFlow | undefined,
): Promise<void> {
  expect(flow).toMatchObject({ issuer: server.issuer, clientId: pushed.clientId })
  const [response, ...more] = responsesOf(flow)
  if (!response) throw new Error('The response is lost')
  expect(more).toEqual([])
  const inside = await openJarm({ ...world, sandbox: server }, pushed, response)
  expect(inside['state'] ?? valueOf(response, 'state')).toBe(pushed.state)
}
