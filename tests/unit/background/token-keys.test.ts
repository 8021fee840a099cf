import { beforeEach, describe, expect, test } from 'vitest'
import type { TokenView } from '@/lib/messaging/views'
import { statusOf } from '@/lib/model/status'
import { samples } from './token-samples'
import { inspect, issuerB, keys, twoBanks } from './token-world'

/** What fails of a token, by what the rules and the signature say. */
const failing = ({ verification, results }: TokenView) => [
  ...(verification.status === 'invalid' ? ['signature'] : []),
  ...results.filter((result) => statusOf(result) === 'fail').map(({ id }) => id),
]

describe.each(['a', 'b'] as const)('pasted while bank A is current, of bank %s', (bank) => {
  describe('keys at hand', () => {
    beforeEach(async () => {
      await twoBanks()
    })

    test.each(samples)('$name: a good one is not red', async ({ kind, by, make }) => {
      const view = await inspect(await make(bank, 'good'))
      expect(failing(view)).toEqual([])
      expect(view.role.kind).toBe(kind)
      expect(view.verification.status).toBe(by === 'unknown' ? 'not-run' : 'valid')
      if (by !== 'unknown') expect(view.signer.by).toBe(by)
      if (by === 'issuer' || by === 'client')
        expect(view.signer.profile?.name).toBe(bank === 'a' ? 'Bank A' : 'Bank B')
    })

    test.each(samples)('$name: one by another key is not green', async ({ by, make }) => {
      const { verification } = await inspect(await make(bank, 'wrong'))
      expect(verification.status).toBe(by === 'unknown' ? 'not-run' : 'invalid')
      expect(verification.reason).toBe(by === 'unknown' ? 'issuer-unknown' : 'signature')
    })

    test.each(samples)('$name: pasted keys come first', async ({ make }) => {
      const jwks = JSON.stringify({ keys: [keys.wrongA.jwk] })
      const view = await inspect(await make(bank, 'good'), { jwks })
      expect(view.signer.by).toBe('pasted')
      expect(view.verification.status).not.toBe('valid')
    })
  })

  describe('no keys at hand', () => {
    beforeEach(async () => {
      await twoBanks({ keys: false })
    })

    test.each(samples)('$name: neutral, with what to do', async ({ by, make }) => {
      const view = await inspect(await make(bank, 'good'))
      expect(failing(view)).toEqual([])
      if (by === 'proof') return
      expect(view.verification).toMatchObject({ status: 'not-run' })
      expect(view.verification.reason).toBe(
        { issuer: 'jwks-missing', client: 'client-key-missing', unknown: 'issuer-unknown' }[by],
      )
    })
  })
})

test('a token that is judged by a profile that is not current is compared with that profile', async () => {
  await twoBanks()
  const [idToken] = samples
  const view = await inspect((await idToken?.make('b', 'good')) ?? '')
  const outcomes = Object.fromEntries(view.results.map(({ id, outcome }) => [id, outcome]))
  expect(outcomes).toMatchObject({
    'idt-iss': 'passed',
    'idt-aud': 'passed',
    'idt-signature': 'passed',
    'jose-kid-lookup': 'passed',
  })
  expect(view.signer).toMatchObject({ id: issuerB, because: 'claim' })
})

test('of an unknown issuer nothing is compared that is not known', async () => {
  await twoBanks()
  const unknown = samples.find(({ name }) => name === 'ID token of an unknown issuer')
  const { results } = await inspect((await unknown?.make('a', 'good')) ?? '')
  const outcomes = Object.fromEntries(results.map(({ id, outcome }) => [id, outcome]))
  expect(outcomes).toMatchObject({
    'idt-iss': 'not-observed',
    'idt-aud': 'not-observed',
    'idt-signature': 'not-observed',
  })
})
