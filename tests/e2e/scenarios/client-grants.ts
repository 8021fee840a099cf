import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customGrants, goodVoucher } from '../../sandbox/custom-grants.ts'
import { actAs, flowOf, getTokens, liveToken, send } from '../support/client.ts'
import { createWorld, type Launch, type StoredMessage, type World } from '../support/world.ts'

const bodyOf = ({ body }: StoredMessage) => JSON.parse(body ?? '') as Record<string, unknown>
const wide = { ruleProfile: 'oauth2', authorizationDetails: '', scope: 'openid profile accounts' }

/** Every grant, and what can be done with the tokens. */
export function grants(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: grants of the Malaysian server`, () => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser, {
        profile: false,
        sandbox: { rotateRefreshTokens: true },
      })
      const resourceServers = [world.sandbox.origins.registration]
      await actAs(world, 'tpp-7f3a91', { resourceServers })
    })
    afterAll(() => world?.close())

    test('code, refresh with rotation, introspection, revocation, UserInfo, resource', async () => {
      const flow = await getTokens(world)
      const flowId = flow.id
      const spent = liveToken(flow, 'refresh_token')
      expect(await send(world, 'tokenRefresh', { flowId, tokenId: spent.id })).toMatchObject({
        status: 200,
        issues: [],
      })
      const refreshed = await flowOf(world, flowId)
      expect(refreshed.tokens.find(({ id }) => id === spent.id)?.state).toBe('spent')
      const access = { flowId, tokenId: liveToken(refreshed, 'access_token').id }

      const userinfo = await send(world, 'userinfoRequest', access)
      expect(bodyOf(userinfo)).toMatchObject({ sub: 'aisyah' })

      const resource = await send(world, 'resourceRequest', {
        ...access,
        method: 'GET',
        url: `${world.sandbox.origins.registration}/open-finance/accounts`,
        headers: [['x-fapi-interaction-id', '7c5e1a3c-4f0a-4d3b-9d55-1f4a1b1f0a77']],
        body: '',
      })
      expect(resource.status).toBe(200)
      expect(resource.headers).toContainEqual([
        'x-fapi-interaction-id',
        '7c5e1a3c-4f0a-4d3b-9d55-1f4a1b1f0a77',
      ])

      expect(bodyOf(await send(world, 'tokenIntrospect', access))).toMatchObject({ active: true })
      expect(await send(world, 'tokenRevoke', access)).toMatchObject({ status: 200, issues: [] })
      expect(bodyOf(await send(world, 'tokenIntrospect', access))).toEqual({ active: false })
      const last = await flowOf(world, flowId)
      expect(last.tokens.find(({ id }) => id === access.tokenId)?.state).toBe('revoked')
    })

    test('a refresh token that was spent is refused, and the refusal is shown', async () => {
      const flow = await getTokens(world)
      const spent = { flowId: flow.id, tokenId: liveToken(flow, 'refresh_token').id }
      await send(world, 'tokenRefresh', spent)
      const again = await send(world, 'tokenRefresh', spent)
      expect(again).toMatchObject({ status: 400, issues: [{ code: expect.any(String) }] })
      expect(bodyOf(again)).toMatchObject({ error: 'invalid_grant' })
    })

    test('client credentials', async () => {
      const answer = await send(world, 'tokenGrant', {
        profileId: null,
        flowId: null,
        grantType: 'client_credentials',
        params: [['scope', 'accounts']],
      })
      expect(answer).toMatchObject({ status: 200, issues: [] })
    })
  })

  describe(`${browser}: grants of a wide server`, () => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser, { profile: false, sandbox: { kind: 'wide' } })
    })
    afterAll(() => world?.close())

    test('token exchange, and a grant that no specification knows', async () => {
      await actAs(world, 'wide-ps256', wide)
      const flow = await getTokens(world)
      const exchange = (subject: string) =>
        send(world, 'tokenGrant', {
          profileId: null,
          flowId: flow.id,
          grantType: customGrants.tokenExchange,
          params: [
            ['subject_token', subject],
            ['subject_token_type', 'urn:ietf:params:oauth:token-type:access_token'],
          ],
        })
      expect(await exchange(liveToken(flow, 'access_token').value)).toMatchObject({
        status: 200,
        issues: [],
      })
      expect(await exchange('made-up')).toMatchObject({ status: 400 })
      const voucher = (value: string) =>
        send(world, 'tokenGrant', {
          profileId: null,
          flowId: null,
          grantType: customGrants.voucher,
          params: [['voucher', value]],
        })
      expect((await voucher(goodVoucher)).status).toBe(200)
      expect((await voucher('another')).status).toBe(400)
    })

    test.each(['wide-encrypted-rsa', 'wide-encrypted-ec'] as const)(
      'an ID token for %s is opened and verified',
      async (clientId) => {
        await actAs(world, clientId, wide)
        const { messages } = await getTokens(world)
        const answer = messages.find(({ kind }) => kind === 'token-response')
        expect(answer?.jwts?.find(({ name }) => name === 'id_token')).toMatchObject({
          decryption: { status: 'opened' },
          verification: { status: 'valid' },
        })
      },
    )

    test('an ID token that is not encrypted for the key that Parley holds stays closed, and says why', async () => {
      await actAs(world, 'wide-encrypted-ec', { ...wide, decryptionKeyId: null })
      const { messages } = await getTokens(world)
      const answer = messages.find(({ kind }) => kind === 'token-response')
      expect(answer?.jwts?.find(({ name }) => name === 'id_token')).toMatchObject({
        decryption: { status: 'closed', reason: 'no-key' },
        verification: { status: 'not-run', reason: 'encrypted' },
      })
    })

    test.each(['wide-userinfo-signed', 'wide-userinfo-encrypted'] as const)(
      'UserInfo as a JWT for %s is verified',
      async (clientId) => {
        await actAs(world, clientId, wide)
        const flow = await getTokens(world)
        const tokenId = liveToken(flow, 'access_token').id
        const answer = await send(world, 'userinfoRequest', { flowId: flow.id, tokenId })
        expect(answer).toMatchObject({
          status: 200,
          jwts: [{ name: 'body', verification: { status: 'valid' } }],
        })
      },
    )

    test('introspection as a JWT is verified', async () => {
      await actAs(world, 'wide-ps256', wide)
      const flow = await getTokens(world)
      const tokenId = liveToken(flow, 'access_token').id
      const answer = await send(world, 'tokenIntrospect', { flowId: flow.id, tokenId })
      expect(answer).toMatchObject({
        status: 200,
        jwts: [{ name: 'body', verification: { status: 'valid' } }],
      })
    })

    test('a request object in the URL, and parameters in the URL', async () => {
      for (const requestAs of ['request-object', 'parameters']) {
        await actAs(world, 'wide-es256', { ...wide, requestAs, sendBy: 'url' })
        const { tokens } = await getTokens(world)
        expect(tokens.map(({ kind }) => kind)).toContain('id_token')
      }
    })
  })

  describe(`${browser}: DPoP at a server that wants its nonce`, () => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser, {
        profile: false,
        sandbox: { dpop: 'required', dpopNonces: true },
      })
    })
    afterAll(() => world?.close())

    test('each nonce is asked for once, and the tokens are bound', async () => {
      await actAs(world, 'tpp-7f3a91', { bindTokens: 'dpop' })
      const flow = await getTokens(world)
      const refusals = flow.messages.filter(({ body }) => body?.includes('use_dpop_nonce'))
      expect(refusals.length).toBeGreaterThan(0)
      const access = liveToken(flow, 'access_token')
      expect(access.tokenType).toBe('DPoP')
      const bound = { flowId: flow.id, tokenId: access.id }
      expect(await send(world, 'userinfoRequest', bound)).toMatchObject({ status: 200, issues: [] })
      await world.driver.killBackground()
      const tokenId = liveToken(flow, 'refresh_token').id
      expect(await send(world, 'tokenRefresh', { flowId: flow.id, tokenId })).toMatchObject({
        status: 200,
        issues: [],
      })
    })

    test('a client without proofs is refused', async () => {
      await actAs(world, 'tpp-7f3a91', { bindTokens: 'nothing' })
      const answer = await send(world, 'tokenGrant', {
        profileId: null,
        flowId: null,
        grantType: 'client_credentials',
        params: [],
      })
      expect(answer.status).toBe(400)
      expect(bodyOf(answer)).toMatchObject({ error: 'invalid_grant' })
    })
  })
}
