import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bankPage, decide, logIn } from '../support/bank.ts'
import {
  actAs,
  flowOf,
  liveToken,
  push,
  pushAndApprove,
  send,
  whenFlow,
} from '../support/client.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

/** Nothing that Parley does as the client depends on a worker that lives on. */
export function clientSurvival(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: the client outlives its worker`, () => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser, { profile: false })
    })
    afterAll(() => world?.close())

    test('killed between any two steps, the next click goes on', async () => {
      const kill = () => world.driver.killBackground()
      await actAs(world, 'tpp-7f3a91')
      await kill()
      const { storedRequestId, flowId } = await push(world)
      await kill()
      await world.command('requestOpen', { id: storedRequestId, where: 'tab' })
      const bank = await bankPage(world)
      await kill()
      await logIn(bank)
      await kill()
      await decide(bank, 'approve')
      await whenFlow(world, flowId, ({ messages }) =>
        messages.some(({ kind }) => kind === 'authorization-response'),
      )
      await kill()
      await send(world, 'codeExchange', { flowId, responseId: null })
      await kill()
      const refresh = liveToken(await flowOf(world, flowId), 'refresh_token')
      await send(world, 'tokenRefresh', { flowId, tokenId: refresh.id })
      await kill()
      const access = liveToken(await flowOf(world, flowId), 'access_token')
      const requested = { flowId, tokenId: access.id }
      expect(await send(world, 'userinfoRequest', requested)).toMatchObject({ status: 200 })
      await kill()
      expect(await send(world, 'tokenRevoke', requested)).toMatchObject({ status: 200 })
      const { messages } = await flowOf(world, flowId)
      expect(messages.map(({ kind }) => kind).filter((kind) => kind !== 'hop')).toEqual([
        'par-request',
        'par-response',
        'authorization-request',
        'authorization-response',
        'token-request',
        'token-response',
        'token-request',
        'token-response',
        'userinfo-request',
        'userinfo-response',
        'revocation-request',
        'revocation-response',
      ])
    })

    test('auto-exchange: approve, and the tokens are there', async () => {
      await actAs(world, 'tpp-7f3a91', { autoExchange: true })
      const { id } = await pushAndApprove(world)
      const flow = await whenFlow(world, id, ({ messages }) =>
        messages.some(({ kind, jwts = [] }) => kind === 'token-response' && jwts.length > 0),
      )
      expect(flow.tokens.map(({ kind }) => kind).toSorted()).toEqual([
        'access_token',
        'id_token',
        'refresh_token',
      ])
      expect(flow.messages.filter(({ kind }) => kind === 'token-request')).toHaveLength(1)
    })

    test('auto-exchange leaves a response alone that fails a check', async () => {
      await actAs(world, 'tpp-7f3a91', { autoExchange: true })
      const sent = await push(world)
      const pushed = await flowOf(world, sent.flowId)
      await world.sandbox.assign(pushed.requestUri ?? '', { fault: 'response-iss-wrong' })
      await world.command('requestOpen', { id: sent.storedRequestId, where: 'tab' })
      const bank = await bankPage(world)
      await logIn(bank)
      await decide(bank, 'approve')
      const flow = await whenFlow(world, sent.flowId, ({ messages }) =>
        messages.some(({ callback }) => Object.keys(callback ?? {}).length > 0),
      )
      expect(flow.messages.filter(({ kind }) => kind === 'token-request')).toEqual([])
    })
  })
}
