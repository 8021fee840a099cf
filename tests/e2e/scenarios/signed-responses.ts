import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ClientId } from '../../sandbox/test-clients.ts'
import { outcomes, responsesOf } from '../support/bank.ts'
import { actAs, push, whenFlow } from '../support/client.ts'
import { createWorld, type Launch, type World } from '../support/world.ts'

interface Case {
  readonly name: string
  readonly clientId: ClientId
  readonly profile: Readonly<Record<string, string>>
  /** The JWTs that it brings, and whether they are encrypted. */
  readonly jwts: readonly (readonly [name: string, encrypted: boolean])[]
  readonly rules: Readonly<Record<string, string>>
}

const signed = {
  'jarm-signature': 'passed',
  'jarm-iss': 'passed',
  'jarm-aud': 'passed',
  'jarm-state': 'passed',
  'jarm-mode-transport': 'passed',
  'ar-response-mode': 'passed',
  'ar-params-for-type': 'passed',
  'ar-mixup': 'passed',
}
const vouching = { 'idt-signature': 'passed', 'idt-c-hash': 'passed', 'idt-nonce': 'passed' }

const cases: readonly Case[] = [
  {
    name: 'a JARM',
    clientId: 'wide-es256',
    profile: { responseMode: 'jwt' },
    jwts: [['response', false]],
    rules: signed,
  },
  {
    name: 'an encrypted JARM',
    clientId: 'wide-encrypted-rsa',
    profile: { responseMode: 'form_post.jwt' },
    jwts: [['response', true]],
    rules: { ...signed, 'jarm-encrypted': 'passed', 'ar-form-post-method': 'passed' },
  },
  {
    name: 'an ID token beside the code',
    clientId: 'wide-es256',
    profile: { responseType: 'code id_token' },
    jwts: [['id_token', false]],
    rules: { ...vouching, 'ar-response-mode': 'passed', 'ar-params-for-type': 'passed' },
  },
  {
    name: 'an ID token inside of a JARM',
    clientId: 'wide-es256',
    profile: { responseType: 'code id_token', responseMode: 'jwt' },
    jwts: [
      ['response', false],
      ['id_token', false],
    ],
    rules: { ...signed, ...vouching },
  },
]

/** Responses that bring JWTs are opened, verified and judged as they come. */
export function signedResponses(launch: Launch, browser: 'chromium' | 'firefox'): void {
  describe(`${browser}: signed responses`, () => {
    let world: World
    beforeAll(async () => {
      world = await createWorld(launch, browser, {
        profile: false,
        sandbox: { kind: 'wide', unattended: true },
      })
    })
    afterAll(() => world?.close())

    test.each(cases)('$name', async ({ clientId, profile, jwts, rules }) => {
      await actAs(world, clientId, {
        ruleProfile: 'oauth2',
        authorizationDetails: '',
        scope: 'openid profile accounts',
        ...profile,
      })
      const { flowId } = await push(world, 'tab')
      const flow = await whenFlow(world, flowId, (known) =>
        responsesOf(known).some((response) => response.jwts?.length === jwts.length),
      )
      const [response, ...others] = responsesOf(flow)
      expect(others).toEqual([])
      expect(
        response?.jwts?.map(({ name, decryption, verification }) => [
          name,
          decryption?.status === 'opened',
          verification.status,
        ]),
      ).toEqual(jwts.map(([name, encrypted]) => [name, encrypted, 'valid']))
      expect(outcomes(response)).toMatchObject(rules)
      const crashed = Object.entries(outcomes(response)).filter(
        ([, outcome]) => outcome === 'crashed',
      )
      expect(crashed).toEqual([])
    })
  })
}
