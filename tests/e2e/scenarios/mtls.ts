import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ClientId } from '../../sandbox/test-clients.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { actAs, clientAuth, getTokens, liveToken, send } from '../support/client.ts'
import type { LaunchOptions } from '../support/driver.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

const wide = { ruleProfile: 'oauth2', authorizationDetails: '', scope: 'openid accounts' }
const grant = { profileId: null, flowId: null, grantType: 'client_credentials', params: [] }

/** A browser that has the certificate of one client, and shows it to the server, or has none. */
function launchOf(clientId: ClientId | null) {
  return ({ authority, clients, origins }: Sandbox): Partial<LaunchOptions> => {
    const certificate = clients.find((each) => each.clientId === clientId)?.certificate
    if (!authority || !origins.mtls) throw new Error('The sandbox has no TLS')
    const trusted = { ca: authority.certificate.path }
    return {
      certificates: certificate
        ? { ...trusted, client: certificate, origins: [origins.mtls] }
        : trusted,
    }
  }
}

/** Client certificates of the browser's own store, against a server that compares them. */
export function mutualTls(launch: Launch, browser: 'chromium' | 'firefox'): void {
  const start = (clientId: ClientId | null) =>
    createWorld(launch, browser, {
      profile: false,
      sandbox: { kind: 'wide', mtls: 'asked' },
      launch: launchOf(clientId),
    })

  describe.each(['wide-tls', 'wide-tls-self-signed', 'wide-tls-bound'] as const)(
    `${browser}: %s with its certificate`,
    (clientId) => {
      let world: World
      beforeAll(async () => {
        world = await start(clientId)
        const { mtls = '' } = world.sandbox.origins
        await actAs(world, clientId, {
          ...wide,
          bindTokens: 'certificate',
          resourceServers: [mtls],
        })
      })
      afterAll(() => world?.close())

      test('gets tokens that are bound to it, and uses them', async () => {
        const flow = await getTokens(world)
        const token = { flowId: flow.id, tokenId: liveToken(flow, 'access_token').id }
        const requested = await send(world, 'tokenIntrospect', token)
        expect(requested).toMatchObject({ status: 200 })
        const resource = await send(world, 'resourceRequest', {
          ...token,
          method: 'GET',
          url: `${world.sandbox.origins.mtls}/open-finance/accounts`,
          headers: [],
          body: '',
        })
        expect(resource).toMatchObject({ status: 200, issues: [] })
      })
    },
  )

  describe(`${browser}: without the right certificate`, () => {
    let world: World
    afterAll(() => world?.close())

    test('another one is refused, and the refusal is shown', async () => {
      world = await start('wide-tls-bound')
      await actAs(world, 'wide-tls', wide)
      const answer = await send(world, 'tokenGrant', grant)
      expect(answer).toMatchObject({ status: 401, issues: [{ code: expect.any(String) }] })
      expect(answer.body).toContain('invalid_client')
    })

    test('none, where the server breaks the connection off, says what to do', async () => {
      await world.close()
      world = await createWorld(launch, browser, {
        profile: false,
        sandbox: { kind: 'wide', mtls: 'demanded' },
        launch: launchOf(null),
      })
      await actAs(world, 'wide-tls', {
        ...wide,
        clientAuth: { ...clientAuth, method: 'tls_client_auth' },
      })
      const answer = await send(world, 'tokenGrant', grant)
      expect(answer).toMatchObject({ status: null, issues: [{ code: 'fetch_certificate' }] })
    })
  })
}
