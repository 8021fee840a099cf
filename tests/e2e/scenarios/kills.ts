import { env } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authorizeUrlOf } from '../../sandbox/data-consumer.ts'
import { responsesOf } from '../support/bank.ts'
import { actAs, push } from '../support/client.ts'
import { createRandom } from '../support/random.ts'
import { closeOtherTabs, whenAnswered } from '../support/watching.ts'
import { createWorld, type Launch, type StoredFlow, type World } from '../support/world.ts'

/** Number of kills for each way. */
const kills = Number(env['KILLS'])

/** The worker is killed within so many milliseconds after a navigation started. */
const maxDelay = 400

/** Milliseconds in which a response is stored although nothing else wakes the background. */
const patience = 6_000

/** A started login: how its flow is found, and the state of its request. */
interface Started {
  readonly requestUri: string
  readonly state: string | null
}

/** How many logins ended in which way. */
type Counts = Record<
  'stored' | 'late' | 'lost' | 'doubled' | 'misplaced' | 'not exchanged' | 'token response lost',
  number
>

const none: Counts = {
  stored: 0,
  late: 0,
  lost: 0,
  doubled: 0,
  misplaced: 0,
  'not exchanged': 0,
  'token response lost': 0,
}

const stateOf = (flow: StoredFlow) =>
  responsesOf(flow)[0]?.params?.find(([name]) => name === 'state')?.[1] ?? null
const tokenResponses = ({ messages }: StoredFlow) =>
  messages.filter(({ kind }) => kind === 'token-response')

function countResponses(counts: Counts, flow: StoredFlow, { state }: Started): void {
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
  describe(`${browser}: the worker is killed ${kills} times just after a navigation`, () => {
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

    /** A page of a third-party app navigates to the bank. */
    const navigate = async (): Promise<Started> => {
      const pushed = await world.sandbox.consumer().push({ clientId: 'wide-es256' })
      const tab = await world.driver.newPage()
      await tab.evaluate(
        (url) => location.assign(url),
        authorizeUrlOf(world.sandbox.issuer, pushed),
      )
      return pushed
    }
    /** Parley pushes and opens a request. */
    const open = async (): Promise<Started> => {
      const sent = await push(world)
      const { requestUri } = (await world.stored()).flows.find(({ id }) => id === sent.flowId) ?? {}
      await world.command('requestOpen', { id: sent.storedRequestId, where: 'tab' })
      return { requestUri: requestUri ?? '', state: null }
    }

    /** The flow with the response, and whether it was stored without waking the background. */
    const outcome = async (
      { requestUri }: Started,
      isHeld: boolean,
    ): Promise<readonly ['stored' | 'late' | 'lost', StoredFlow | null]> => {
      const until = isHeld ? 'held' : 'answered'
      try {
        return ['stored', await whenAnswered(world, requestUri, until, patience)]
      } catch {
        await world.command('observationsSettled')
      }
      try {
        return ['late', await whenAnswered(world, requestUri, until, patience)]
      } catch {
        return ['lost', null]
      }
    }

    /** Waits until the code of a flow was exchanged, or until it is known that it was not. */
    const exchanged = async ({ requestUri }: Started): Promise<StoredFlow | undefined> => {
      const limit = Date.now() + 2 * patience
      for (;;) {
        const { flows } = await world.stored()
        const flow = flows.find((each) => each.requestUri === requestUri)
        if (Date.now() > limit || (flow && tokenResponses(flow).length > 0)) return flow
        await world.command('observationsSettled')
      }
    }

    const ways = [
      { name: 'watched', start: navigate, profile: {} },
      { name: 'held', start: navigate, profile: { hold: true } },
      { name: 'own flows', start: open, profile: {} },
      { name: 'auto-exchange', start: open, profile: { autoExchange: true } },
    ] as const

    test.each(ways)('$name', { timeout: kills * 60_000 }, async ({ name, start, profile }) => {
      const isHeld = 'hold' in profile
      const isExchanged = 'autoExchange' in profile
      await world.command('profileHold', { id: profileId, on: isHeld })
      await world.command('profileAutoExchange', { id: profileId, on: isExchanged })
      const random = createRandom(env['STRESS_SEED'])
      const counts = { ...none }
      for (let count = 0; count < kills; count += 1) {
        const started = await start()
        await pause(random.below(maxDelay))
        await world.driver.killBackground()
        const [how, flow] = await outcome(started, isHeld)
        counts[how] += 1
        if (flow) countResponses(counts, flow, started)
        if (flow && isExchanged) countExchange(counts, (await exchanged(started)) ?? flow)
        await closeOtherTabs(world)
      }
      const { flows, rows } = await world.stored()
      counts.misplaced += rows.length - new Set(flows.map(({ requestUri }) => requestUri)).size
      process.stdout.write(`${browser}, ${name}, seed ${random.seed}: ${JSON.stringify(counts)}\n`)
      await world.command('flowsClear')
      expect(counts).toMatchObject({ lost: 0, doubled: 0, misplaced: 0, 'not exchanged': 0 })
    })
  })
}
