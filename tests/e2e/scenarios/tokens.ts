import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FaultName } from '../../sandbox/faults.ts'
import { startSandbox } from '../../sandbox/sandbox.ts'
import { decide, logIn, openPushed, responseOf } from '../support/bank.ts'
import { saveClient } from '../support/client.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

interface TokenView {
  readonly verification: {
    readonly status: string
    readonly reason: string | null
    readonly jwk: { readonly kid: string; readonly alg: string; readonly size: number } | null
    readonly source: string | null
  }
  readonly signer: { readonly id: string | null }
  readonly results: readonly { readonly id: string; readonly outcome: string }[]
  readonly keyIssues: readonly { readonly code: string }[]
}

interface Case {
  readonly name: string
  readonly fault?: FaultName
  readonly status: string
  readonly reason?: string
  readonly failing: readonly string[]
}

const cases: readonly Case[] = [
  { name: 'a good one', status: 'valid', failing: [] },
  {
    name: 'unknown kid',
    fault: 'id-token-kid-unknown',
    status: 'not-run',
    reason: 'kid-unknown',
    failing: ['jose-kid-lookup'],
  },
  {
    name: 'tampered',
    fault: 'id-token-tampered',
    status: 'invalid',
    reason: 'signature',
    failing: ['idt-signature'],
  },
  {
    name: 'alg none',
    fault: 'id-token-alg-none',
    status: 'invalid',
    reason: 'alg-none',
    failing: ['jose-alg-none'],
  },
  { name: 'expired', fault: 'id-token-expired', status: 'valid', failing: ['idt-exp'] },
  { name: 'another audience', fault: 'id-token-aud-wrong', status: 'valid', failing: ['idt-aud'] },
  {
    name: 'an issuer without a profile',
    fault: 'id-token-iss-wrong',
    status: 'not-run',
    reason: 'issuer-unknown',
    failing: [],
  },
  { name: 'another nonce', fault: 'id-token-nonce-wrong', status: 'valid', failing: ['idt-nonce'] },
]

export function tokens(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: an ID token of the server`, () => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser)
    })
    afterAll(() => world?.close())

    const idToken = async (fault?: FaultName) => {
      const consumer = world.sandbox.consumer()
      const pushed = await consumer.push(fault ? { fault } : {})
      const page = await openPushed(world, pushed)
      await logIn(page)
      await decide(page, 'approve')
      const { responses } = await responseOf(world, pushed)
      const code = Object.fromEntries(responses[0]?.params ?? [])['code'] ?? ''
      const { idToken: token } = await consumer.exchange({ ...pushed, code })
      return { text: token ?? '', nonce: pushed.nonce }
    }
    const inspect = (input: { text: string; nonce?: string; jwks?: string }) =>
      world.command<TokenView>('tokenInspect', {
        flowId: null,
        jwks: null,
        nonce: null,
        payload: null,
        kind: null,
        anyKey: false,
        ...input,
      })

    // The first: an unknown kid makes Parley fetch the keys again once a minute at the most.
    test('signed by a key that was added after the JWKS was fetched', async () => {
      await inspect(await idToken())
      const view = await inspect(await idToken('key-rotated'))
      expect(view.verification).toMatchObject({
        status: 'valid',
        source: 'jwks_uri',
        jwk: { alg: 'PS256', size: 2048 },
      })
    })

    test('whose nonce was entered with its request', async () => {
      const consumer = world.sandbox.consumer()
      const pushed = await consumer.push()
      const page = await openPushed(world, pushed, { nonce: pushed.nonce })
      await logIn(page)
      await decide(page, 'approve')
      const { responses } = await responseOf(world, pushed)
      const code = Object.fromEntries(responses[0]?.params ?? [])['code'] ?? ''
      const { idToken: text = '' } = await consumer.exchange({ ...pushed, code })
      const { results } = await inspect({ text })
      expect(results).toContainEqual(
        expect.objectContaining({ id: 'idt-nonce', outcome: 'passed' }),
      )
    })

    test('while the profile of another issuer is current', async () => {
      const token = await idToken()
      const other = await startSandbox()
      const [client] = other.clients
      if (!client) throw new Error('No client')
      const id = await saveClient({ ...world, sandbox: other }, client, { name: 'Current' })
      const view = await inspect(token)
      await world.command('profileRemove', { id })
      await other.close()
      expect(view.verification).toMatchObject({ status: 'valid', source: 'jwks_uri' })
      expect(view.signer.id).toBe(world.sandbox.issuer)
      expect(view.results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
    })

    test.each(cases)('$name', async ({ fault, status, reason = null, failing }) => {
      const view = await inspect(await idToken(fault))
      expect(view.verification).toMatchObject({ status, reason })
      const failed = view.results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)
      if (failing.length === 0) expect(failed).toEqual([])
      else expect(failed).toEqual(expect.arrayContaining([...failing]))
    })
  })
}
