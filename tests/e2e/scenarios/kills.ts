import { env } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page, Target } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authorizeUrlOf } from '../../sandbox/data-consumer.ts'
import { responsesOf } from '../support/bank.ts'
import { actAs, push } from '../support/client.ts'
import { allText } from '../support/page.ts'
import { createRandom, type Random } from '../support/random.ts'
import { closeOtherTabs, whenAnswered } from '../support/watching.ts'
import { createWorld, type Launch, type StoredFlow, type World } from '../support/world.ts'

/** Number of logins for each way that a kill of the background interrupts. */
const kills = Number(env['KILLS'] ?? 10)

/** Logins in progress at one kill, each at a different moment. Browsers open six connections to one server. */
const atOnce = 5

/** The first login starts up to so many milliseconds before the kill, the last one just before it. */
const maxDelay = 400

/** Milliseconds after which a response counts as lost, far more than any takes. */
const lostAfter = 180_000

const nothingHeld = 'Nothing is held here'

/** A login that can start: how its flow is found, the state of its request, and its tab if it has one already. */
interface Login {
  readonly requestUri: string
  readonly state: string | null
  readonly tab: Page | null
  /** Resolves when the browser has started the navigation. */
  start(): Promise<unknown>
}

/** How many logins ended in which way. */
type Counts = Record<
  | 'stored'
  | 'lost'
  | 'doubled'
  | 'misplaced'
  | 'not exchanged'
  | 'token response lost'
  | 'nothing held',
  number
>

const none: Counts = {
  stored: 0,
  lost: 0,
  doubled: 0,
  misplaced: 0,
  'not exchanged': 0,
  'token response lost': 0,
  'nothing held': 0,
}

const stateOf = (flow: StoredFlow) =>
  responsesOf(flow)[0]?.params?.find(([name]) => name === 'state')?.[1] ?? null
const tokenResponses = ({ messages }: StoredFlow) =>
  messages.filter(({ kind }) => kind === 'token-response')

function countResponses(counts: Counts, flow: StoredFlow, { state }: Login): void {
  if (responsesOf(flow).length > 1) counts.doubled += 1
  if (state !== null && stateOf(flow) !== state) counts.misplaced += 1
}

function countExchange(counts: Counts, flow: StoredFlow): void {
  const [response, ...more] = tokenResponses(flow)
  if (!response) counts['not exchanged'] += 1
  if (response?.status === null) counts['token response lost'] += 1
  if (more.length > 0) counts.doubled += 1
}

export function survivesKills(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: the worker is killed just after ${kills} navigations`, () => {
    let world: World
    let profileId: string
    beforeAll(async () => {
      world = await createWorld(launch, browser, {
        profile: false,
        sandbox: { kind: 'wide', unattended: true },
      })
      profileId = await actAs(world, 'wide-es256', {
        ruleProfile: 'oauth2',
        authorizationDetails: '',
      })
    })
    afterAll(() => world?.close())

    /** A page of a third-party app has a link to the bank. */
    const byLink = async (): Promise<Login> => {
      const { sandbox, driver } = world
      const pushed = await sandbox.consumer().push({ clientId: 'wide-es256' })
      const tab = await driver.newPage()
      await tab.goto(sandbox.app.opens('link', authorizeUrlOf(sandbox.issuer, pushed)))
      const start = () => tab.$eval('#start', (link) => (link as HTMLElement).click())
      return { ...pushed, tab, start }
    }
    /** Parley has pushed a request. */
    const byParley = async (): Promise<Login> => {
      const sent = await push(world)
      const { requestUri } = (await world.stored()).flows.find(({ id }) => id === sent.flowId) ?? {}
      const start = () => world.command('requestOpen', { id: sent.storedRequestId, where: 'tab' })
      return { requestUri: requestUri ?? '', state: null, tab: null, start }
    }

    /** Whether a tab shows where its login ended: the app or the held page. */
    const isAtRest = (target: Target) =>
      target.type() === 'page' &&
      (target.url() === world.driver.extensionUrl('held.html') ||
        target.url().startsWith(`${world.sandbox.origins.app}/cb`))

    /**
     * Chromium drops events that it has sent to a worker or sends to one that is stopping. It therefore stops
     * no worker while an event is pending, or within 30 seconds after one. Here, the server lets no login
     * continue meanwhile, and each has reached the server or its end: then all its events were sent.
     *
     * @see [Longer extension service worker lifetimes](https://developer.chrome.com/blog/longer-esw-lifetimes)
     */
    const killWhilePaused = async (logins: readonly Login[]): Promise<void> => {
      const { waiting, resume } = world.sandbox.pause()
      try {
        const arrived = () =>
          waiting() + world.driver.browser.targets().filter(isAtRest).length >= logins.length
        await expect.poll(arrived, { timeout: lostAfter }).toBe(true)
        // The response to a command comes after the events that were sent before.
        await world.command('flowRead', { id: 'none' })
        await world.driver.killBackground()
      } finally {
        resume()
      }
    }

    /** Starts logins within a moment of each other, and kills the background as soon as the last one has started. */
    const interrupt = async (logins: readonly Login[], random: Random): Promise<void> => {
      const starting = logins.map(async ({ start }) => {
        await pause(random.below(maxDelay))
        await start()
      })
      await Promise.all(starting)
      if (browser === 'chromium') await killWhilePaused(logins)
      else await world.driver.killBackground()
    }

    /**
     * The flow with the response; null if it is lost. Until something starts the background, a response may wait
     * in the journal. A held page does that itself.
     */
    const settled = async ({ requestUri }: Login, isHeld: boolean): Promise<StoredFlow | null> => {
      if (!isHeld) await world.command('observationsSettled')
      return whenAnswered(world, requestUri, isHeld ? 'held' : 'answered', lostAfter).catch(
        () => null,
      )
    }

    /** What is stored of a lost login, and what its tab shows: the cause of a loss is in what is missing. */
    const foundInstead = async ({ requestUri, state, tab }: Login): Promise<string> => {
      const { flows, rows } = await world.stored()
      const isOwn = (flow: StoredFlow) =>
        flow.requestUri === requestUri || (state !== null && stateOf(flow) === state)
      const found = flows
        .filter(isOwn)
        .map(({ messages }) => messages.map(({ kind, hold }) => `${kind} ${hold?.state ?? ''}`))
      const text = tab ? await allText(tab).catch(String) : ''
      return JSON.stringify({
        found,
        flows: rows.length,
        url: tab?.url(),
        text: text.slice(0, 200),
      })
    }

    /** Whether a held page says at any time that nothing is held, although its response is only late. */
    const deniesHolding = async ({ tab }: Login, isOver: () => boolean): Promise<boolean> => {
      if (!tab) return false
      for (;;) {
        const text = await allText(tab).catch(() => '')
        if (text.includes(nothingHeld)) return true
        if (isOver()) return false
        await pause(100)
      }
    }

    const outcome = async (login: Login, isHeld: boolean) => {
      let isOver = false
      const denied = isHeld && deniesHolding(login, () => isOver)
      const flow = await settled(login, isHeld)
      if (!flow) process.stdout.write(`lost: ${await foundInstead(login)}\n`)
      isOver = true
      return { login, flow, denied: await denied }
    }

    /** Waits until the code of a flow was exchanged, or until it is known that it was not. */
    const exchanged = async ({ requestUri }: Login): Promise<StoredFlow | undefined> => {
      const limit = Date.now() + lostAfter
      for (;;) {
        const { flows } = await world.stored()
        const flow = flows.find((each) => each.requestUri === requestUri)
        if (Date.now() > limit || (flow && tokenResponses(flow).length > 0)) return flow
        await world.command('observationsSettled')
      }
    }

    const ways = [
      { name: 'watched', prepare: byLink, profile: {} },
      { name: 'held', prepare: byLink, profile: { hold: true } },
      { name: 'own flows', prepare: byParley, profile: {} },
      { name: 'auto-exchange', prepare: byParley, profile: { autoExchange: true } },
    ] as const

    test.each(ways)(
      '$name',
      { timeout: 60_000 + kills * 60_000 },
      async ({ name, prepare, profile }) => {
        const isHeld = 'hold' in profile
        const isExchanged = 'autoExchange' in profile
        await world.command('profileHold', { id: profileId, on: isHeld })
        await world.command('profileAutoExchange', { id: profileId, on: isExchanged })
        const random = createRandom(env['STRESS_SEED'])
        const counts = { ...none }
        for (let left = kills; left > 0; left -= atOnce) {
          const logins: Login[] = []
          for (let count = Math.min(left, atOnce); count > 0; count -= 1)
            logins.push(await prepare())
          await interrupt(logins, random)
          const outcomes = await Promise.all(logins.map((login) => outcome(login, isHeld)))
          for (const { login, flow, denied } of outcomes) {
            counts[flow ? 'stored' : 'lost'] += 1
            if (denied) counts['nothing held'] += 1
            if (flow) countResponses(counts, flow, login)
            if (flow && isExchanged) countExchange(counts, (await exchanged(login)) ?? flow)
          }
          const { flows, rows } = await world.stored()
          counts.misplaced += rows.length - new Set(flows.map(({ requestUri }) => requestUri)).size
          await closeOtherTabs(world)
        }
        process.stdout.write(
          `${browser}, ${name}, seed ${random.seed}: ${JSON.stringify(counts)}\n`,
        )
        await world.command('flowsClear')
        expect(counts).toMatchObject({
          lost: 0,
          doubled: 0,
          misplaced: 0,
          'not exchanged': 0,
          'nothing held': 0,
        })
      },
    )
  })
}
