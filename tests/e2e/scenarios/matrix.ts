import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authorizeUrlOf } from '../../sandbox/data-consumer.ts'
import type { Pushed } from '../../sandbox/data-consumer.ts'
import { redirectUrisOf, secureNames, secureRedirectUrisOf } from '../../sandbox/origins.ts'
import { responsesOf } from '../support/bank.ts'
import { actAs } from '../support/client.ts'
import { closeOtherTabs, whenAnswered } from '../support/watching.ts'
import { createWorld, type Launch, type StoredMessage, type World } from '../support/world.ts'
import { inComparableOrder, openJarm, otherModes, usualModes, valueOf } from './matrix-modes.ts'
import type { Mode } from './matrix-modes.ts'
import { byParley, redirectUriOf, usualWay, ways, whyImpossible } from './matrix-ways.ts'
import type { Way } from './matrix-ways.ts'

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

const wide = { ruleProfile: 'oauth2', authorizationDetails: '', scope: 'openid profile accounts' }

/** The world of the table: a server that knows every mode, and needs nobody; the application over TLS too. */
async function createTable(launch: Launch, browser: BrowserName): Promise<World> {
  const loopbackHosts = Object.values(secureNames)
  const world = await createWorld(launch, browser, {
    profile: false,
    sandbox: { kind: 'wide', unattended: true, secureApp: true },
    launch: ({ authority }) => ({
      privateAllowed: true,
      loopbackHosts,
      ...(authority ? { certificates: { ca: authority.certificate.path } } : {}),
    }),
    granted: loopbackHosts.map((name) => `https://${name}/*`),
  })
  const { origins } = world.sandbox
  const redirectUris = Object.values({
    ...redirectUrisOf(origins),
    ...secureRedirectUrisOf(origins),
  })
  for (const clientId of ['wide-encrypted-rsa', 'wide-encrypted-ec', 'wide-es256'] as const) {
    await actAs(world, clientId, { ...wide, redirectUris })
  }
  return world
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
  expect(response).toMatchObject({ target, container, ...way.response })
  expect(inComparableOrder(container, response.params ?? [])).toEqual(
    inComparableOrder(container, mode.params(pushed, issuer)),
  )
  if (mode.inside) {
    expect(await openJarm(world, pushed, response)).toMatchObject(mode.inside(pushed, issuer))
  }
}

/** The code is the one that the server gave for this request: the token endpoint takes it. */
async function expectCode(world: World, pushed: Pushed, response: StoredMessage): Promise<void> {
  const inside = await openJarm(world, pushed, response)
  const code = String(inside['code'] ?? valueOf(response, 'code'))
  const { status, body } = await world.sandbox.consumer().exchange({ ...pushed, code })
  expect({ status, error: body['error'] }).toEqual({ status: 200, error: undefined })
}

export function matrix(launch: Launch, browser: BrowserName): void {
  const cells = tableOf(browser)
  const possible = cells.filter(
    ({ way, mode }) => whyImpossible(way, mode.name, browser) === undefined,
  )

  describe(`${browser}: modes and ways`, () => {
    let world: World
    const played: Pushed[] = []
    beforeAll(async () => {
      world = await createTable(launch, browser)
    })
    afterAll(() => world?.close())

    test.each(possible)('$name', async (cell) => {
      const { way, mode } = cell
      const pushed = await begin(world, cell)
      played.push(pushed)
      try {
        const seen = await whenAnswered(world, pushed.requestUri, 'answered')
        await way.meanwhile?.(world)
        const flow = way.callback ? await whenAnswered(world, pushed.requestUri, 'settled') : seen
        const responses = responsesOf(flow)
        expect(responses).toHaveLength(1)
        const [response] = responses
        if (!response) return
        await expectResponse(world, cell, pushed, response)
        expect(response.callback).toMatchObject(way.callback ?? {})
        if (mode.code) await expectCode(world, pushed, response)
      } finally {
        await closeOtherTabs(world)
      }
    })

    test('each response is in one flow, and there once', async () => {
      const { flows } = await world.stored()
      const answered = flows.filter((flow) => responsesOf(flow).length > 0)
      expect(answered.map(({ requestUri }) => requestUri).toSorted()).toEqual(
        played.map(({ requestUri }) => requestUri).toSorted(),
      )
      for (const flow of answered) expect(responsesOf(flow)).toHaveLength(1)
    })

    test('what cannot be played is told, with the reason', () => {
      const impossible = cells.flatMap(({ name, way, mode }) => {
        const reason = whyImpossible(way, mode.name, browser)
        return reason === undefined ? [] : [`${name}: ${reason}`]
      })
      const told = [
        `${browser}: ${possible.length} cells are played, ${impossible.length} are impossible`,
        ...impossible,
      ]
      process.stdout.write(`${told.join('\n  ')}\n`)
      expect(possible.length).toBeGreaterThanOrEqual(browser === 'chromium' ? 60 : 40)
    })
  })
}
