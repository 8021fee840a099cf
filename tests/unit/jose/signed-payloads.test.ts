import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeJwt } from '@/lib/jose/decode'
import { withPayload } from '@/lib/jose/detached'
import { signDetached } from '@/lib/jose/sign-detached'
import { verifyJwt } from '@/lib/jose/verify'
import type { JsonObject } from '@/lib/model/json'
import { base64urlOf } from '@/lib/model/octets'
import { createKey } from '../../rules/tokens'
import vectors from './signed-payloads.json'

const encoder = new TextEncoder()

const verify = (jws: string, payload: string | null, jwk: JsonObject) =>
  verifyJwt(
    withPayload(decodeJwt(jws), payload === null ? null : base64urlOf(encoder.encode(payload))),
    { keys: [jwk], source: 'pasted' },
  )

const { ukEncoded, ukUnencoded, rfc7797, brazil } = vectors
const detached = [
  ...ukEncoded.vectors.map((each) => ({ ...each, jwk: ukEncoded.jwk, of: 'v3.1.4' })),
  ...ukUnencoded.vectors.map((each) => ({ ...each, jwk: ukUnencoded.jwk, of: 'v3.1.3' })),
].map(({ x_jws_signature: jws, body, ...rest }) => ({ ...rest, jws, payload: body }))
const plain = rfc7797.vectors.map((each) => ({ ...each, jwk: rfc7797.jwk, of: 'RFC 7797' }))

/** What the cryptography says. What a rule says beyond it is in the fixtures of the rules. */
const expected: Readonly<Record<string, readonly [status: string, reason: string | null]>> = {
  'v3.1.4 good': ['valid', null],
  'v3.1.4 bad-body-changed': ['invalid', 'signature'],
  'v3.1.4 bad-body-reserialised': ['invalid', 'signature'],
  'v3.1.4 bad-tan-missing': ['valid', null],
  // The key is for PS256 alone, so it does not fit.
  'v3.1.4 bad-alg-rs256': ['not-run', 'key-alg'],
  'v3.1.3 good': ['valid', null],
  'v3.1.3 bad-signed-over-base64url': ['invalid', 'payload-form'],
  'v3.1.3 bad-b64-not-in-crit': ['invalid', 'payload-form'],
  'v3.1.3 bad-trailing-newline': ['invalid', 'signature'],
  'RFC 7797 good-detached': ['valid', null],
  'RFC 7797 good-control-b64-absent': ['valid', null],
  'RFC 7797 bad-no-crit': ['invalid', 'payload-form'],
  'RFC 7797 bad-b64-string': ['invalid', 'payload-form'],
  'RFC 7797 bad-encoded-payload-signed': ['invalid', 'payload-form'],
}

describe('the vectors of detached JWS', () => {
  test.each([...detached, ...plain])('$of $name', async ({ of, name, jws, payload, jwk }) => {
    const { status, reason } = await verify(jws, payload, jwk)
    expect([status, reason]).toEqual(expected[`${of} ${name}`])
  })

  test('RS256 is verified by the same key without its alg', async () => {
    const bad = ukEncoded.vectors.find(({ name }) => name === 'bad-alg-rs256')
    const { alg: _, ...jwk } = ukEncoded.jwk
    expect(await verify(bad?.x_jws_signature ?? '', bad?.body ?? '', jwk)).toMatchObject({
      status: 'valid',
    })
  })

  test.each(brazil.vectors)('Brazil $name', async ({ name, jws }) => {
    const { status } = await verify(jws, null, brazil.jwk)
    expect(status).toBe(name === 'bad-payload-changed' ? 'invalid' : 'valid')
  })
})

describe('creation', () => {
  const critical = { crit: ['http://openbanking.org.uk/iat'], 'http://openbanking.org.uk/iat': 1 }
  const forms = [
    ['encoded', critical],
    ['as it is', { ...critical, b64: false, crit: ['b64', ...critical.crit] }],
  ] as const

  test.each(forms)('what is signed %s verifies, and only so', async (_, header) => {
    const key = await createKey('ES256')
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (octets) => {
        const given = { ...header, alg: 'ES256', kid: key.jwk.kid }
        const jws = await signDetached(given, octets, key.privateKey)
        expect(jws).toMatch(/^ey[\w-]+\.\.[\w-]+$/)
        const keys = { keys: [key.jwk], source: 'client' } as const
        const check = (payload: Uint8Array) =>
          verifyJwt(withPayload(decodeJwt(jws), base64urlOf(payload)), keys)
        expect(await check(octets)).toMatchObject({ status: 'valid', reason: null })
        expect(await check(Uint8Array.of(...octets, 10))).toMatchObject({ status: 'invalid' })
      }),
      { numRuns: 30 },
    )
  })

  test('a critical extension that nobody understands is not verified', async () => {
    const key = await createKey('ES256')
    const header = { alg: 'ES256', kid: key.jwk.kid, crit: ['other'], other: 1 }
    await expect(signDetached(header, encoder.encode('{}'), key.privateKey)).rejects.toThrow(
      'not recognized',
    )
  })
})
