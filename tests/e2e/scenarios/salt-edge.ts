import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startSaltEdge, type SaltEdge } from '../../sandbox/salt-edge.ts'
import type { SaltEdgeClientId } from '../../sandbox/test-clients.ts'
import {
  actAs,
  getTokens,
  liveToken,
  messageOf,
  pushAndApprove,
  send,
  whenFlow,
  type Sent,
} from '../support/client.ts'
import { clickWhenThere, waitForText } from '../support/page.ts'
import { listedAs, showMessage, tabText } from '../support/panel.ts'
import { openWorld, type Launch, type StoredMessage, type World } from '../support/world.ts'

type Bank = keyof SaltEdge['providerCodes']

/** A hub of banks as Salt Edge's: metadata per provider code, which the token endpoint wants too. */
export function saltEdge(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: a hub of banks`, () => {
    let world: World<SaltEdge>
    beforeAll(async () => {
      world = await openWorld(launch, browser, await startSaltEdge())
    })
    afterAll(() => world?.close())

    /** Acts at a bank; the provider code of the token requests may be that of another one. */
    const actAt = (bank: Bank, clientId: SaltEdgeClientId, code?: string) => {
      const providerCode = world.sandbox.providerCodes[bank]
      return actAs(world, clientId, {
        ruleProfile: 'oauth2',
        discovery: { kind: 'url', url: world.sandbox.discoveryUrl(providerCode) },
        scope: 'openid accounts',
        authorizationDetails: '',
        tokenParams: [['provider_code', code ?? providerCode]],
        requestAs: 'parameters',
        sendBy: 'url',
      })
    }
    const credentials = { profileId: null, flowId: null, grantType: 'client_credentials' }
    const grant = { ...credentials, params: [['scope', 'accounts']] }

    test.each(['salt-edge-basic', 'salt-edge-rs256', 'salt-edge-ps256'] as const)(
      '%s gets tokens by all three grants',
      async (clientId) => {
        await actAt('usual', clientId)
        const flow = await getTokens(world)
        const answer = flow.messages.find(({ kind }) => kind === 'token-response')
        expect(answer).toMatchObject({
          status: 200,
          issues: [],
          jwts: [{ name: 'id_token', verification: { status: 'valid' } }],
        })
        const tokenId = liveToken(flow, 'refresh_token').id
        const refreshed = await send(world, 'tokenRefresh', { flowId: flow.id, tokenId })
        expect(refreshed).toMatchObject({ status: 200, issues: [] })
        expect(await send(world, 'tokenGrant', grant)).toMatchObject({ status: 200, issues: [] })
        const requests = (await world.stored()).flows.flatMap(({ messages }) =>
          messages.filter(({ kind }) => kind === 'token-request'),
        )
        for (const { params = [] } of requests)
          expect(params).toContainEqual(['provider_code', 'bank_cendana_my'])
      },
    )

    test.each([
      [400, 'InvalidRequest', 'bank_merbau_my'],
      [403, 'Forbidden', 'bank_closed_my'],
      [404, 'NotFound', 'bank_nobody_knows'],
    ])('%i %s is shown as it was sent', async (status, errorClass, code) => {
      await actAt('usual', 'salt-edge-basic', code)
      const { id } = await pushAndApprove(world)
      const sent = await world.command<Sent>('codeExchange', { flowId: id, responseId: null })
      const { message, said, listed } = await refusal(sent)
      expect(said).toMatchObject({ error_class: errorClass })
      expect(message.status).toBe(status)
      expect(listed).toMatch(new RegExp(`^failed: ${status},`))
      expect(await tabText(world, 'message')).toContain(`Got ${errorClass}: ${said.error_message}`)
      expect(await tabText(world, 'raw')).toContain(`HTTP ${status}`)
    })

    test('400 InvalidClientAssertion is shown as it was sent', async () => {
      const profileId = await actAt('usual', 'salt-edge-basic')
      await world.command('secretSet', { profileId, secret: 'wrong' })
      const { said, listed } = await refusal(await world.command<Sent>('tokenGrant', grant))
      expect(listed).toMatch(/^failed: 400,/)
      expect(await tabText(world, 'message')).toContain(
        `Got InvalidClientAssertion: ${said.error_message}`,
      )
    })

    test('425 TooEarly: the code can be used again, and is accepted then', async () => {
      await actAt('early', 'salt-edge-rs256')
      const { id } = await pushAndApprove(world)
      await world.command('panelOpen', { flowId: id, screen: 'flows' })
      await world.page.bringToFront()
      await exchange('Exchange')
      const isAnswered = (status: number) => (message: StoredMessage) =>
        message.kind === 'token-response' && message.status === status
      await whenFlow(world, id, ({ messages }) => messages.some(isAnswered(425)))
      await waitForText(world.page, 'Got TooEarly: The provider is not ready yet, try again later')
      expect(await listedAs(world)).toMatch(/^failed: 425,/)
      await exchange('Reuse the code')
      const flow = await whenFlow(world, id, ({ messages }) => messages.some(isAnswered(200)))
      await waitForText(world.page, 'Tokens of this flow')
      expect(flow.tokens.map(({ kind }) => kind)).toContain('id_token')
      expect(await listedAs(world)).not.toContain('425')
    })

    /** By selector: Firefox takes seconds to find anything by its name on this screen. */
    const exchange = async (named: string) => {
      await waitForText(world.page, named)
      await clickWhenThere(world.page, '[aria-label="Messages"] > .bar--foot button')
    }

    test.each([
      ['403 Forbidden: The provider is not open to your application', 'bank_closed_my'],
      ['404 NotFound: Unknown provider: bank_nobody_knows', 'bank_nobody_knows'],
    ])('the metadata of a bank: %s', async (seen, providerCode) => {
      const { issuer, discoveryUrl } = world.sandbox
      const discovery = { kind: 'url', url: discoveryUrl(providerCode) }
      const record = await world.command('metadataProbe', { issuer, discovery })
      expect(record).toMatchObject({ issues: [{ code: 'metadata_status', seen }] })
    })

    /** Shows an answer; gives it, what it says, and what the list says of its flow. */
    const refusal = async (sent: Sent) => {
      await showMessage(world, sent)
      const message = await messageOf(world, sent)
      const said = JSON.parse(message.body ?? '') as { error_class: string; error_message: string }
      return { message, said, listed: await listedAs(world) }
    }
  })
}
