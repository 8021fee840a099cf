import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confidentialClients } from '../../sandbox/wide-clients.ts'
import { generateTestKey } from '../../sandbox/keys.ts'
import { actAs, clientAuth, getTokens, importKey, push, send } from '../support/client.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

const wide = { ruleProfile: 'oauth2', authorizationDetails: '', scope: 'openid profile' }
const grant = {
  profileId: null,
  flowId: null,
  grantType: 'client_credentials',
  params: [],
}

/** Every way in which a client says who it is, against a server that looks. */
export function clientAuthentication(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: client authentication`, () => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser, { profile: false, sandbox: { kind: 'wide' } })
    })
    afterAll(() => world?.close())

    test.each(confidentialClients)('%s is accepted', async (clientId) => {
      await actAs(world, clientId, wide)
      expect(await send(world, 'tokenGrant', grant)).toMatchObject({ status: 200, issues: [] })
    })

    test('none, with PKCE, goes all the way', async () => {
      await actAs(world, 'wide-public', { ...wide, requestAs: 'parameters', sendBy: 'url' })
      const { tokens } = await getTokens(world)
      expect(tokens.map(({ kind }) => kind)).toContain('id_token')
    })

    test.each(['wide-basic', 'wide-post', 'wide-secret-jwt'] as const)(
      '%s with a wrong secret is refused, and the refusal is shown',
      async (clientId) => {
        const profileId = await actAs(world, clientId, wide)
        await world.command('secretSet', { profileId, secret: 'wrong' })
        const answer = await send(world, 'tokenGrant', grant)
        expect(answer).toMatchObject({ status: 401, issues: [{ code: expect.any(String) }] })
        expect(answer.body).toContain('invalid_client')
      },
    )

    test('without its secret nothing is sent', async () => {
      const profileId = await actAs(world, 'wide-basic', wide)
      await world.command('secretSet', { profileId, secret: null })
      expect(await world.command('tokenGrant', grant)).toMatchObject({
        ok: false,
        issues: [{ code: 'client_secret_missing' }],
      })
    })

    test.each(['wide-ps256', 'wide-es256', 'wide-eddsa'] as const)(
      '%s with the key of a different client is refused',
      async (clientId) => {
        const { alg, key } = world.sandbox.clients.find((each) => each.clientId === clientId)!
        const foreign = await generateTestKey(key.kid, alg)
        const signingKeyId = await importKey(world, foreign, 'sig', alg)
        await actAs(world, clientId, { ...wide, signingKeyId })
        const answer = await send(world, 'tokenGrant', grant)
        expect(answer.status).toBe(401)
        expect(answer.body).toContain('invalid_client')
      },
    )
  })

  describe.each([
    ['issuer', 'issuer'],
    ['token_endpoint', 'token-endpoint'],
    ['called_endpoint', 'called-endpoint'],
  ] as const)(`${browser}: a server that accepts only the %s as aud`, (audience, accepted) => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser, {
        profile: false,
        sandbox: { assertionAudience: accepted },
      })
    })
    afterAll(() => world?.close())

    test('is pushed to and exchanged at', async () => {
      await actAs(world, 'tpp-7f3a91', { clientAuth: { ...clientAuth, audience } })
      const { tokens } = await getTokens(world)
      expect(tokens.map(({ kind }) => kind)).toContain('access_token')
    })

    test('refuses another, and that is shown', async () => {
      const other = audience === 'issuer' ? 'called_endpoint' : 'issuer'
      await actAs(world, 'tpp-7f3a91', { clientAuth: { ...clientAuth, audience: other } })
      const pushed = await push(world)
      expect(pushed).toMatchObject({ ok: true, accepted: false, storedRequestId: null })
      const flow = (await world.stored()).flows.find(({ id }) => id === pushed.flowId)
      const answer = flow?.messages.find(({ kind }) => kind === 'par-response')
      expect(answer).toMatchObject({ status: 401, issues: [{ code: expect.any(String) }] })
    })
  })
}
