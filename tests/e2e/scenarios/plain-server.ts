import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startPlainServer, type PlainServer, type SendBy } from '../../sandbox/plain-server.ts'
import { saveClient } from '../support/client.ts'
import { closeOtherTabs, whenAnswered } from '../support/watching.ts'
import { isWhole } from '../support/whole.ts'
import { openWorld, type Launch, type StoredFlow, type World } from '../support/world.ts'

interface Cell {
  readonly name: string
  readonly requestUri: string
  readonly by: SendBy
  /** The URL of the response at an application, without its origin. */
  readonly path: string
  readonly at: 'app' | 'sameSiteApp'
  /** The target at the application. */
  readonly target: string
  readonly container: 'query' | 'fragment' | 'form'
  /** The server writes the host in upper case. */
  readonly upperCase?: true
  /** Parley knows the request before it is opened. */
  readonly stored?: boolean
}

/** Each response has a different code. */
const params = 'code=CODE&state=af0ifjsldkj'
const usual = {
  by: 'status',
  path: `/cb?${params}`,
  at: 'app',
  target: '/cb',
  container: 'query',
} as const

const byReference: readonly Cell[] = [
  'urn:ietf:params:oauth:par:request_uri:a0cf571e',
  'urn:example:bwc4JK-ESC0w8acc191e-Y1LTC2',
  'https://tfp.example.org/request.jwt/GkurKxf5T0Y',
  'opaque-a0cf571e',
].map((requestUri) => ({ ...usual, name: `the request_uri ${requestUri}`, requestUri }))

const otherPorts: readonly Cell[] = (
  [
    ['?', 'status', 'query'],
    ['?', 'form', 'form'],
    ['#', 'status', 'fragment'],
  ] as const
).map(([mark, by, container]) => ({
  name: `another loopback port, ${container}`,
  requestUri: `urn:example:port-${container}`,
  by,
  path: `/callback${mark}${params}`,
  at: 'sameSiteApp',
  target: '/callback',
  container,
}))

const routes: readonly Cell[] = (
  [
    [`/#/login?${params}`, '/#/login', 'status'],
    [`/#/${params}`, '/#/', 'status'],
    [`/#!/cb?${params}`, '/#!/cb', 'script'],
    [`/#/login?${params}`, '/#/login', 'script'],
    [`/#${params}`, '/', 'script'],
  ] as const
).map(([path, target, by], index) => ({
  ...usual,
  name: `the route ${target} by ${by}`,
  requestUri: `urn:example:route-${index}`,
  path,
  target,
  by,
  container: 'fragment',
}))

const returns: readonly Cell[] = [true, false].map((stored) => ({
  ...usual,
  name: `a return of the server, ${stored ? 'to a stored request' : 'to a request of an app'}`,
  requestUri: `urn:example:return-${stored}`,
  by: 'return',
  stored,
}))

/** Ways that browsers treat differently, each with a response in the query and one in a route. */
const sent: readonly Cell[] = (['refresh', 'form-307', 'form-308'] as const).flatMap((by) => [
  { ...usual, name: `${by}, query`, requestUri: `urn:example:${by}`, by },
  {
    ...usual,
    name: `${by}, a route`,
    requestUri: `urn:example:${by}-route`,
    by,
    path: `/#/login?${params}`,
    target: '/#/login',
    container: 'fragment',
  },
])

const spelled: readonly Cell[] = (['status', 'script'] as const).map((by) => ({
  ...usual,
  name: `a host in upper case by ${by}`,
  requestUri: `urn:example:upper-${by}`,
  by,
  upperCase: true,
}))

const kinds = [byReference, otherPorts, routes, returns, sent, spelled]
const cells = isWhole ? kinds.flat() : kinds.flatMap((kind) => kind.slice(0, 2))

/** What a server and an app may choose: the request_uri, the loopback port, a route, the way through the login. */
export function plainServer(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: a server and apps of any kind`, () => {
    let world: World<PlainServer>
    let profileId: string
    beforeAll(async () => {
      world = await openWorld(launch, browser, await startPlainServer())
      const { app } = world.sandbox.origins
      profileId = await saveClient(
        world,
        { clientId: 'client-1', redirectUris: {} },
        {
          redirectUris: [`${app}/cb`, `${app}/`, 'http://127.0.0.1/callback'],
          ruleProfile: 'fapi2',
          requestAs: 'parameters',
        },
      )
    })
    afterAll(() => world?.close())
    afterEach(() => closeOtherTabs(world as unknown as World))

    const codeOf = (cell: Cell, part: string) =>
      `${part}-${cells.indexOf(cell)}-SplxlOBeZQQYbYS6WxSbIA`

    /** Opens a request; each part of the test has its own request_uris. */
    const open = async (cell: Cell, part: string): Promise<string> => {
      const { sandbox, driver } = world
      const requestUri = `${cell.requestUri}-${part}`
      const path = cell.path.replace('CODE', codeOf(cell, part))
      const origin = sandbox.origins[cell.at]
      const written = cell.upperCase ? origin.replace('localhost', 'LOCALHOST') : origin
      sandbox.answer(requestUri, { url: written + path, by: cell.by })
      const query = new URLSearchParams({ client_id: 'client-1', request_uri: requestUri })
      const url = `${sandbox.issuer}/auth?${query}`
      if (cell.stored) {
        await world.command('requestAdd', { text: url, details: null, open: 'tab' })
        return requestUri
      }
      const page = await driver.newPage()
      void page.goto(url).catch(() => undefined)
      return requestUri
    }

    const expectFlow = ({ messages }: StoredFlow, cell: Cell) => {
      const { at, target, container } = cell
      const origin = world.sandbox.origins[at]
      expect(messages.filter(({ kind }) => kind === 'authorization-request')).toHaveLength(1)
      const [response, ...others] = messages.filter(({ kind }) => kind === 'authorization-response')
      expect(others).toEqual([])
      expect(response).toMatchObject({ responseMode: container })
      expect(response?.target?.replace('LOCALHOST', 'localhost')).toBe(origin + target)
      expect(response?.params?.map(([name]) => name)).toEqual(['code', 'state'])
      const failed = messages
        .flatMap(({ results }) => results)
        .filter(({ outcome }) => outcome === 'failed')
        .map(({ id }) => id)
      for (const id of ['az-par-only-two-params', 'az-request-uri-reuse', 'ar-unsolicited'])
        expect(failed).not.toContain(id)
      // A Location is compared as the server wrote it, a script's URL as the browser does.
      const differs = cell.upperCase === true && cell.by === 'status'
      expect(failed.includes('ar-redirect-target')).toBe(differs)
      return response
    }

    test.each(cells)('watched: $name', async (cell) => {
      const requestUri = await open(cell, 'watched')
      const response = expectFlow(await whenAnswered(world, requestUri, 'answered'), cell)
      expect(response?.params?.[0]?.[1]).toBe(codeOf(cell, 'watched'))
    })

    describe('held', () => {
      beforeAll(() => world.command('profileHold', { id: profileId, on: true }))

      test.each(cells)('$name', async (cell) => {
        const { calls, origins } = world.sandbox
        const before = calls().length
        const since = () =>
          calls()
            .slice(before)
            .filter(({ url }) => url !== '/favicon.ico')
        const requestUri = await open(cell, 'held')
        const flow = await whenAnswered(world, requestUri, 'held')
        const response = expectFlow(flow, cell)
        expect(since()).toEqual([])
        const data = { flowId: flow.id, responseId: response?.id, params: null, defence: null }
        expect(await world.command('holdRelease', data)).toEqual({ ok: true })
        await whenAnswered(world, requestUri, 'released')
        const { host } = new URL(origins[cell.at])
        const released = (text: string) => text.replace('CODE', codeOf(cell, 'held'))
        const [path = '', fragment] = released(cell.path).split('#')
        const expected = {
          query: [{ host, url: path }],
          fragment: [
            { host, url: path },
            { host, url: '/fragment', body: fragment },
          ],
          form: [{ host, url: '/callback', body: released(params) }],
        }[cell.container]
        await expect.poll(since, { interval: 20 }).toEqual(expected)
      })
    })
  })
}
