import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fragmentPath, type AppCall } from '../../sandbox/app.ts'
import { authorizeUrlOf, type Pushed } from '../../sandbox/data-consumer.ts'
import { redirectUrisOf, secureNames, secureRedirectUrisOf } from '../../sandbox/origins.ts'
import { responsesOf } from '../support/bank.ts'
import { actAs } from '../support/client.ts'
import { heldRules } from '../support/held.ts'
import { closeOtherTabs, whenAnswered } from '../support/watching.ts'
import { isWhole } from '../support/whole.ts'
import {
  createWorld,
  type Launch,
  type StoredFlow,
  type StoredMessage,
  type World,
} from '../support/world.ts'
import {
  inComparableOrder,
  openJarm,
  otherModes,
  usualModes,
  valueOf,
  type Mode,
} from './matrix-modes.ts'
import {
  byParley,
  fetched,
  redirectUriOf,
  usualWay,
  ways,
  whyImpossible,
  type Way,
} from './matrix-ways.ts'

type BrowserName = 'chromium' | 'firefox'

interface Cell {
  readonly name: string
  readonly way: Way
  readonly mode: Mode
}

const cellsOf = (some: readonly Way[], modes: readonly Mode[]): readonly Cell[] =>
  some.flatMap((way) =>
    (way.modes ?? modes).map((mode) => ({ name: `${way.name} × ${mode.name}`, way, mode })),
  )

/** The columns that every row is played in; Firefox, which is slower, leaves out what only the first row must show. */
const columns: Readonly<Record<BrowserName, readonly Mode[]>> = {
  chromium: usualModes,
  firefox: usualModes.filter(({ name }) => name === 'query' || name === 'form_post'),
}

const tableOf = (browser: BrowserName): readonly Cell[] => [
  ...cellsOf([usualWay], [...usualModes, ...otherModes]),
  ...cellsOf(ways, columns[browser]),
]

/** Whether a part of the table captures responses only, or holds them as well. */
type Part = 'watched' | 'held'

/**
 * Every second column of the first row: what one browser watches, the other one holds. Of each other row one cell,
 * watched or held, in one of the browsers, and from a different column than in the row before.
 */
function sampleOf(browser: BrowserName, cells: readonly Cell[], part: Part): readonly Cell[] {
  if (isWhole) return cells
  const [isChromium, isWatched] = [browser === 'chromium', part === 'watched']
  const parity = isChromium === isWatched ? 0 : 1
  const turn = (isChromium ? 0 : 1) + (isWatched ? 0 : 2)
  const usual = cells.filter(({ way }) => way === usualWay)
  const others = ways.flatMap((way, row) => {
    const own = cells.filter((cell) => cell.way === way)
    return row % 4 === turn ? own.slice(Math.floor(row / 4) % own.length).slice(0, 1) : []
  })
  return [...usual.filter((_, column) => column % 2 === parity), ...others]
}

const wide = { ruleProfile: 'oauth2', authorizationDetails: '', scope: 'openid profile accounts' }

/** The world of the table: a server that knows every mode and needs no user; the application also over TLS. */
async function createTable(launch: Launch, browser: BrowserName): Promise<World> {
  const loopbackHosts = Object.values(secureNames)
  const world = await createWorld(launch, browser, {
    profile: false,
    sandbox: { kind: 'wide', unattended: true, secureApp: true },
    launch: ({ authority }) => ({
      privateAllowed: true,
      loopbackHosts,
      // A page from memory is not loaded again, and hands over nothing.
      ...(browser === 'chromium' ? { args: ['--disable-features=BackForwardCache'] } : {}),
      ...(authority ? { certificates: { ca: authority.certificate.path } } : {}),
    }),
    granted: loopbackHosts.map((name) => `https://${name}/*`),
  })
  return world
}

/** The profiles of the clients; gives their ids. */
async function saveClients(world: World): Promise<readonly string[]> {
  const { origins } = world.sandbox
  const redirectUris = Object.values({
    ...redirectUrisOf(origins),
    ...secureRedirectUrisOf(origins),
  })
  const ids: string[] = []
  for (const clientId of ['wide-encrypted-rsa', 'wide-encrypted-ec', 'wide-es256'] as const) {
    ids.push(await actAs(world, clientId, { ...wide, redirectUris }))
  }
  return ids
}

/** Pushes a request and opens it as the row says. */
async function begin(world: World, { way, mode }: Cell): Promise<Pushed> {
  const { sandbox } = world
  const pushed = await sandbox.consumer('wide-es256').push({
    ...mode.push,
    ...way.push,
    redirectUri: redirectUriOf(sandbox.origins, way),
  })
  const url = authorizeUrlOf(sandbox.issuer, pushed)
  await (way.open ?? byParley)({ world, pushed, url })
  return pushed
}

/** What a response must be in every cell, whatever became of it. */
async function expectResponse(
  world: World,
  { way, mode }: Cell,
  pushed: Pushed,
  response: StoredMessage,
): Promise<void> {
  const { issuer } = world.sandbox
  const { container, target = pushed.redirectUri } = mode
  expect(response).toMatchObject({ target, responseMode: container, ...way.response })
  expect(inComparableOrder(container, response.params ?? [])).toEqual(
    inComparableOrder(container, mode.params(pushed, issuer)),
  )
  if (mode.inside) {
    expect(await openJarm(world, pushed, response)).toMatchObject(mode.inside(pushed, issuer))
  }
}

/** The code is the one that the server issued for this request: the token endpoint accepts it. */
async function expectCode(world: World, pushed: Pushed, response: StoredMessage): Promise<void> {
  const inside = await openJarm(world, pushed, response)
  const code = String(inside['code'] ?? valueOf(response, 'code'))
  const { status, body } = await world.sandbox.consumer().exchange({ ...pushed, code })
  expect({ status, error: body['error'] }).toEqual({ status: 200, error: undefined })
}

/** The calls of the application's redirect_uris since one of them, and the fragments that its pages reported. */
function landings({ sandbox }: World, since: number): readonly AppCall[] {
  const calls = sandbox.app.calls().slice(since)
  return calls.filter(({ url }) => url.startsWith('/cb') || url === fragmentPath)
}

/** What the application got by its calls: the same parameters, in the same container, once. */
function expectDelivered(
  calls: readonly AppCall[],
  { container }: Mode,
  { params = [] }: StoredMessage,
): void {
  const got = {
    query: calls.map(({ url }) => url.split('?')[1] ?? ''),
    fragment: calls.filter(({ url }) => url === fragmentPath).map(({ body = '' }) => body),
    form: calls.map(({ body = '' }) => body),
  }[container]
  expect(got.map((text) => inComparableOrder(container, [...new URLSearchParams(text)]))).toEqual([
    inComparableOrder(container, params),
  ])
}

export function matrix(launch: Launch, browser: BrowserName): void {
  const cells = tableOf(browser)
  const possible = cells.filter(
    ({ way, mode }) => whyImpossible(way, mode.name, browser) === undefined,
  )
  const holdable = possible.filter(({ way }) => way.unholdable === undefined)
  const watched = sampleOf(browser, possible, 'watched')
  const held = sampleOf(browser, holdable, 'held')

  describe(`${browser}: modes and ways`, () => {
    let world: World
    let profileIds: readonly string[]
    const played: Pushed[] = []
    beforeAll(async () => {
      world = await createTable(launch, browser)
      profileIds = await saveClients(world)
    })
    afterAll(() => world?.close())
    afterEach(() => closeOtherTabs(world))

    const start = async (cell: Cell) => {
      const pushed = await begin(world, cell)
      played.push(pushed)
      return pushed
    }
    const only = ({ messages }: StoredFlow): StoredMessage => {
      const [response, ...others] = messages.filter(({ kind }) => kind === 'authorization-response')
      expect(others).toEqual([])
      if (!response) throw new Error('No response')
      return response
    }
    const hold = async (on: boolean) => {
      for (const id of profileIds) await world.command('profileHold', { id, on })
    }

    const inOrder = (texts: readonly string[]) => texts.toSorted((a, b) => (a < b ? -1 : 1))
    /** The flows of this part that were answered, by request_uri, and how many responses each has. */
    const answered = async () => {
      const { flows, rows } = await world.stored()
      const present = new Set(rows.flatMap(([{ id, removedAt }]) => (removedAt ? [] : [id])))
      return inOrder(
        flows
          .filter((flow) => present.has(flow.id) && responsesOf(flow).length > 0)
          .map((flow) => `${flow.requestUri} ${responsesOf(flow).length}`),
      )
    }
    const playedOnce = () => inOrder(played.map(({ requestUri }) => `${requestUri} 1`))

    describe('watched', () => {
      test.each(watched)('$name', async (cell) => {
        const { way, mode } = cell
        const pushed = await start(cell)
        const seen = await whenAnswered(world, pushed.requestUri, 'answered')
        await way.meanwhile?.(world)
        const settled = way.callback
          ? await whenAnswered(world, pushed.requestUri, 'settled')
          : seen
        const response = only((await way.after?.({ world, pushed })) ?? settled)
        await expectResponse(world, cell, pushed, response)
        expect(response.callback).toMatchObject(way.callback ?? {})
        if (mode.code) await expectCode(world, pushed, response)
      })

      test('each response is in one flow, and there once', async () => {
        expect(await answered()).toEqual(playedOnce())
      })
    })

    describe('held', () => {
      // All flows of both parts would not fit into the browser's session memory.
      beforeAll(async () => {
        played.length = 0
        await world.command('flowsClear')
        await hold(true)
      })
      afterAll(async () => {
        await hold(false)
        expect(await heldRules(world)).toEqual([])
      })

      test.each(held)('$name', async (cell) => {
        const { way, mode } = cell
        const before = world.sandbox.app.calls().length
        const pushed = await start(cell)
        const flow = await whenAnswered(world, pushed.requestUri, 'held')
        const response = only(flow)
        await expectResponse(world, cell, pushed, response)
        expect(landings(world, before)).toEqual([])
        if (way !== usualWay && !way.released) return
        const named = { flowId: flow.id, responseId: response.id }
        const data = { ...named, params: null, defence: null }
        expect(await world.command('holdRelease', data)).toEqual({ ok: true })
        const released = only(await whenAnswered(world, pushed.requestUri, 'released'))
        if (way.callback === fetched || way === usualWay) {
          expect(released.callback).toMatchObject({ status: 200 })
          await expect
            .poll(() => landings(world, before).length, { interval: 20 })
            .toBe(mode.container === 'fragment' ? 2 : 1)
          expectDelivered(landings(world, before), mode, response)
        }
      })

      test('each response is in one flow, and there once', async () => {
        expect(await answered()).toEqual(playedOnce())
      })
    })

    test('what cannot be played, or not be held, is listed with the reason', () => {
      const reasons = cells.flatMap(({ name, way, mode }) => {
        const reason = whyImpossible(way, mode.name, browser)
        if (reason !== undefined) return [`impossible: ${name}: ${reason}`]
        return way.unholdable === undefined ? [] : [`never held: ${name}: ${way.unholdable}`]
      })
      const counts = `${watched.length} of ${possible.length} cells are watched, ${held.length} of ${holdable.length} held`
      process.stdout.write(`${[`${browser}: ${counts}`, ...reasons].join('\n  ')}\n`)
      expect(watched.length).toBeGreaterThanOrEqual(20)
      expect(held.length).toBeGreaterThanOrEqual(20)
    })
  })
}
