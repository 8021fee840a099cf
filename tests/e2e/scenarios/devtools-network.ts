import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wholeFlow } from '../../samples/message-kinds.ts'
import { saveClient } from '../support/client.ts'
import { showMessage, tabText } from '../support/panel.ts'
import { createWorld, type Launch, type StoredFlow, type World } from '../support/world.ts'

/** Opens the browser's real developer tools on a tab, so that the extension's own page runs in them. */
export type OpenTools = (world: World, page: Page) => Promise<void>

/** The messages of a flow in order of time, without the steps of the login. */
const kinds = ({ messages }: StoredFlow) =>
  messages
    .filter(({ kind }) => kind !== 'hop')
    .toSorted((a, b) => a.at - b.at)
    .map(({ kind }) => kind)

/** What the developer tools add: a browser-based app does everything by itself, in its page. */
export function devtoolsNetwork(
  launch: Launch,
  name: 'chromium' | 'firefox',
  openTools: OpenTools,
): void {
  describe(`${name}: what the page itself sends`, () => {
    let world: World
    let app: Page
    beforeAll(async () => {
      world = await createWorld(launch, name, {
        profile: false,
        sandbox: { kind: 'wide', cors: true, unattended: true },
      })
      const { sandbox } = world
      const client = sandbox.clients.find(({ clientId }) => clientId === 'wide-public')
      if (!client) throw new Error('The sandbox has no public client')
      await saveClient(world, client, {
        ruleProfile: 'oauth2',
        addScopeOpenid: false,
        redirectUris: [`${sandbox.origins.app}/spa`],
        authorizationDetails: '',
      })
      app = await world.driver.newPage()
      await app.goto(`${sandbox.origins.app}/spa`)
      await openTools(world, app)
    })
    afterAll(() => world?.close())

    const connect = async () => {
      await app.bringToFront()
      await app.click('#start')
      await app.waitForFunction(() => document.body.dataset['state'] === 'done', { polling: 50 })
    }

    test('every request is in its own flow, once', async () => {
      await connect()
      await expect
        .poll(async () => (await world.stored()).flows.map(kinds), { timeout: 20_000 })
        .toEqual([wholeFlow])
      const [flow] = (await world.stored()).flows
      const by = (kind: string) => flow?.messages.find((message) => message.kind === kind)
      expect(by('token-request')).toMatchObject({ source: 'devtools', method: 'POST' })
      expect(by('userinfo-response')).toMatchObject({ source: 'devtools', status: 200 })
      expect(flow?.tokens.map(({ kind, tokenType }) => [kind, tokenType])).toContainEqual([
        'access_token',
        'DPoP',
      ])
      const result = await app.$eval('#result', (element) => element.textContent ?? '')
      expect(JSON.parse(by('userinfo-response')?.body ?? '{}')).toEqual(JSON.parse(result))
    })

    test('what was pushed says what the response has to hold, and the tokens are verified', async () => {
      await expect
        .poll(async () => {
          const [flow] = (await world.stored()).flows
          const by = (kind: string) => flow?.messages.find((message) => message.kind === kind)
          const state = by('authorization-response')?.results.find(
            ({ id }) => id === 'ar-state-match',
          )
          const idToken = by('token-response')?.jwts?.find(({ name: jwt }) => jwt === 'id_token')
          return [state?.outcome, idToken?.verification.status]
        })
        .toEqual(['passed', 'valid'])
    })

    test('the proof in a header can be read in the panel', async () => {
      const [flow] = (await world.stored()).flows
      const request = flow?.messages.find(({ kind }) => kind === 'userinfo-request')
      await showMessage(world, { flowId: flow?.id ?? '', messageId: request?.id ?? '' })
      await expect.poll(() => tabText(world, 'jwt')).toContain('dpop+jwt')
    })

    test('a second run is a new flow, and nothing of the first is reported again', async () => {
      await connect()
      await expect
        .poll(async () => (await world.stored()).flows.map(kinds), { timeout: 20_000 })
        .toEqual([wholeFlow, wholeFlow])
    })
  })
}
