import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PushOptions } from '../../sandbox/data-consumer.ts'
import { decide, logIn, openPushed, outcomes, responseOf } from '../support/bank.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

type RedirectName = keyof World['sandbox']['clients'][number]['redirectUris']

interface Way {
  readonly name: string
  readonly to: RedirectName
  readonly push?: PushOptions
  /** What became of the call of the redirect_uri. */
  readonly callback: object
  readonly via?: 'redirect' | 'navigation'
}

const failed = { error: expect.stringMatching(/./) }

/** Every way that the browser can be sent back: each gives exactly one response, exactly as it was sent. */
const ways: readonly Way[] = [
  { name: 'a live page', to: 'live', callback: { status: 200 } },
  { name: 'a host that refuses the connection', to: 'dead', callback: failed },
  { name: 'a host that does not exist', to: 'unknownHost', callback: failed },
  { name: 'an app that redirects on at once', to: 'hop', callback: { status: 302 } },
  { name: 'an app whose page leaves by script', to: 'script', callback: { status: 200 } },
  { name: 'a custom scheme', to: 'customScheme', callback: {} },
  {
    name: 'a script of the bank, to a live page',
    to: 'live',
    push: { redirectBy: 'script' },
    via: 'navigation',
    callback: { status: 200 },
  },
  {
    name: 'a script of the bank, to a dead host',
    to: 'dead',
    push: { redirectBy: 'script' },
    via: 'navigation',
    callback: failed,
  },
  {
    name: 'a meta refresh of the bank, to an app that redirects on',
    to: 'hop',
    push: { redirectBy: 'meta-refresh' },
    via: 'navigation',
    callback: { status: 302 },
  },
]

export function redirects(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: the response is captured on the way to`, () => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser)
    })
    afterAll(() => world?.close())

    test.each(ways)('$name', async ({ to, push, callback, via = 'redirect' }) => {
      const { sandbox } = world
      const redirectUri = sandbox.clients[0]?.redirectUris[to] ?? ''
      const consumer = sandbox.consumer()
      const pushed = await consumer.push({ redirectUri, ...push })
      const page = await openPushed(world, pushed, { state: pushed.state })
      await logIn(page)
      await decide(page, 'approve')

      const { flow, responses } = await responseOf(world, pushed)
      expect(responses).toHaveLength(1)
      expect(responses[0]).toMatchObject({ target: redirectUri, via, callback })
      const params = Object.fromEntries(responses[0]?.params ?? [])
      expect(params).toEqual({
        code: expect.any(String),
        state: pushed.state,
        iss: sandbox.issuer,
      })
      expect(outcomes(responses[0])).toMatchObject({
        'ar-state-match': 'passed',
        'ar-iss-match': 'passed',
        'ar-redirect-target': 'passed',
      })
      expect(flow.messages.filter(({ kind }) => kind === 'authorization-request')).toHaveLength(1)
      const tokens = await consumer.exchange({ ...pushed, code: params['code'] ?? '' })
      expect(tokens.status).toBe(200)
    })
  })
}
