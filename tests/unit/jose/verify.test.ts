import fc from 'fast-check'
import { exportJWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { decodeJwt } from '@/lib/jose/decode'
import type { JsonObject } from '@/lib/model/json'
import type { VerificationReason } from '@/lib/jose/types'
import { verifyJwt } from '@/lib/jose/verify'
import { compact, createKey, encrypted, es256, idClaims, ps256, sign } from '../../rules/tokens'

const rs256 = await createKey('RS256')
const eddsa = await createKey('EdDSA')
const other = await createKey('PS256', 'PS256-2')
const signers = [ps256, rs256, es256, eddsa]
const all = signers.map(({ jwk }) => jwk)
const signed = await sign()

const verify = (text: string, keys: readonly JsonObject[] | null = all) =>
  verifyJwt(decodeJwt(text), keys && { keys, source: 'pasted' })

const head = (header: JsonObject) => compact({ kid: ps256.jwk.kid, ...header })
const named = (jwk: JsonObject, kid: string | undefined = ps256.jwk.kid) => ({ ...jwk, kid })

async function smallKey(): Promise<JsonObject> {
  const publicExponent = new Uint8Array([1, 0, 1])
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-256', modulusLength: 1024, publicExponent }
  const pair = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  return { ...(await exportJWK(pair.publicKey)) }
}

describe.each(signers)('$alg', (key) => {
  test('holds, and says by which key', async () => {
    const verification = await verify(await sign(idClaims, {}, key))
    expect(verification).toMatchObject({
      status: 'valid',
      reason: null,
      jwk: { kid: key.jwk.kid, kty: key.jwk['kty'], alg: key.alg },
      keys: { all: 4, fitting: 1 },
      source: 'pasted',
    })
    expect(verification.jwk?.thumbprint).toMatch(/^[\w-]{43}$/)
  })

  test('any changed character ends as invalid, never as an error', async () => {
    const text = await sign(idClaims, {}, key)
    const change = fc.tuple(fc.nat(text.length - 1), fc.constantFrom(...'AQgw09-_.= {é'))
    await fc.assert(
      fc.asyncProperty(change, async ([at, character]) => {
        fc.pre(text[at] !== character)
        const { status } = await verify(text.slice(0, at) + character + text.slice(at + 1))
        expect(status).not.toBe('valid')
      }),
      { numRuns: 300 },
    )
  })
})

type Case = readonly [
  reason: VerificationReason,
  text: string,
  keys?: readonly JsonObject[] | null,
  evidence?: { readonly seen?: string; readonly expected?: string; readonly jwk?: unknown },
]

const cases: readonly Case[] = [
  ['malformed', 'abc', all, { seen: 'form: part_count: 1' }],
  ['malformed', `${signed}=`, all, { seen: 'signature: padding: = at 343' }],
  ['malformed', compact('[]'), all, { seen: 'header: not_object: array' }],
  ['encrypted', encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })],
  ['alg-missing', compact({ typ: 'JWT' })],
  ['alg-none', compact({ alg: 'nOne' }, idClaims, ''), all, { seen: 'nOne' }],
  ['alg-unknown', head({ alg: 'ES256K' }), all, { seen: 'ES256K' }],
  ['alg-unknown', head({ alg: 'constructor' })],
  ['alg-symmetric', head({ alg: 'HS256' }), all, { jwk: { kid: 'PS256-1', kty: 'RSA' } }],
  ['alg-symmetric', compact({ alg: 'HS256' }), all, { jwk: null }],
  ['crit', head({ alg: 'PS256', crit: ['x'], x: 1 }), all, { seen: '["x"]' }],
  ['jwks-missing', signed, null],
  ['jwks-unreadable', signed, []],
  ['kid-missing', await sign(idClaims, { kid: undefined }), [other.jwk, named(other.jwk, 'x')]],
  ['kid-unknown', signed, [other.jwk], { seen: 'PS256-1', expected: 'PS256-2' }],
  ['kid-unknown', head({ alg: 'PS256', kid: 42 }), all, { seen: '42' }],
  [
    'kid-ambiguous',
    signed,
    [named(other.jwk), named({ ...other.jwk, alg: undefined })],
    { seen: 'PS256-1: 2 keys', expected: '1 key' },
  ],
  [
    'key-type',
    signed,
    [named(es256.jwk)],
    { seen: 'EC', expected: 'RSA', jwk: { kty: 'EC', crv: 'P-256' } },
  ],
  [
    'key-crv',
    compact({ alg: 'ES384', kid: es256.jwk.kid }),
    all,
    { seen: 'P-256', expected: 'P-384' },
  ],
  ['key-alg', head({ alg: 'PS384' }), all, { seen: 'PS384', expected: 'PS256' }],
  ['key-use', signed, [{ ...ps256.jwk, use: 'enc' }], { seen: 'enc', expected: 'sig' }],
  ['key-use', signed, [{ ...ps256.jwk, key_ops: ['sign'] }], { expected: 'verify' }],
  ['key-size', signed, [named(await smallKey())], { seen: '1024 bits' }],
  ['key-unusable', signed, [{ ...ps256.jwk, e: undefined }]],
  [
    'key-member',
    await sign(idClaims, {}, es256),
    [{ ...es256.jwk, y: 'AQAB' }],
    { seen: 'y: 3 octets' },
  ],
  ['signature', signed, [named(other.jwk)], { jwk: { kid: 'PS256-1', size: 2048 } }],
  ['signature', compact({ alg: 'ES256', kid: es256.jwk.kid })],
]

/** Of these alone something is known: the token cannot be signed, or every key that may be meant was tried. */
const decided: ReadonlySet<VerificationReason> = new Set([
  'malformed',
  'alg-missing',
  'alg-none',
  'kid-missing',
  'kid-ambiguous',
  'signature',
])

test.each(cases.map((row) => ({ row })))('$row.0', async ({ row }) => {
  const [reason, text, keys = all, evidence = {}] = row
  expect(await verify(text, keys)).toMatchObject({
    status: decided.has(reason) ? 'invalid' : 'not-run',
    reason,
    ...evidence,
  })
})

describe('the choice of the key', () => {
  test('several keys of one kid: kty, crv, use and alg decide', async () => {
    const keys = [
      named(es256.jwk),
      { ...named(other.jwk), use: 'enc' },
      { ...named(other.jwk), alg: 'PS512' },
      ps256.jwk,
    ]
    expect(await verify(signed, keys)).toMatchObject({ status: 'valid', keys: { fitting: 1 } })
  })

  test('no kid: every key that fits is tried, and the one that holds is named', async () => {
    const text = await sign(idClaims, { kid: undefined })
    const keys = [other.jwk, ps256.jwk, es256.jwk]
    expect(await verify(text, keys)).toMatchObject({
      status: 'valid',
      jwk: { kid: 'PS256-1' },
      keys: { all: 3, fitting: 2 },
    })
    expect(await verify(text, [other.jwk, es256.jwk])).toMatchObject({ reason: 'signature' })
  })

  test('a key that cannot be used does not stand in the way of one that can', async () => {
    const text = await sign(idClaims, { kid: undefined })
    const broken = { ...other.jwk, e: undefined }
    expect(await verify(text, [broken, ps256.jwk])).toMatchObject({ status: 'valid' })
  })

  test('a key that could not be tried may be the one that signed', async () => {
    const broken = { ...other.jwk, e: undefined }
    const text = await sign(idClaims, { kid: undefined })
    expect(await verify(text, [broken, named(other.jwk, 'x')])).toMatchObject({
      status: 'not-run',
      reason: 'key-unusable',
    })
  })

  test('what the token brings along is never used', async () => {
    const own = {
      jwk: ps256.jwk,
      jku: 'https://evil.example/jwks',
      x5u: 'https://evil.example/x5u',
    }
    expect(await verify(await sign(idClaims, { ...own, kid: 'own' }), [other.jwk])).toMatchObject({
      reason: 'kid-unknown',
    })
    expect(
      await verify(await sign(idClaims, { ...own, kid: undefined }), [other.jwk]),
    ).toMatchObject({ reason: 'signature' })
  })

  test('a private key among the keys is used by its public half', async () => {
    const jwk = { ...(await exportJWK(ps256.privateKey)), kid: ps256.jwk.kid }
    expect(await verify(signed, [jwk])).toMatchObject({ status: 'valid' })
  })
})

test('what was copied with line breaks is verified without them', async () => {
  expect(await verify(signed.replaceAll('.', '.\n'))).toMatchObject({ status: 'valid' })
})

test('a payload that is not JSON can still be signed', async () => {
  expect(await verify(await sign('plain'))).toMatchObject({ status: 'valid' })
  expect(await verify(await sign(''))).toMatchObject({ status: 'valid' })
})

test('keys that are anything never make it reject', async () => {
  const anyKey = fc.dictionary(
    fc.constantFrom('kty', 'kid', 'alg', 'use', 'key_ops', 'n', 'e', 'crv', 'x', 'y', 'd'),
    fc.oneof(fc.constantFrom('RSA', 'EC', 'PS256', 'sig', 'AQAB', ps256.jwk.kid), fc.jsonValue()),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(anyKey), async (keys) => {
      expect((await verify(signed, keys)).status).not.toBe('valid')
    }),
  )
})
