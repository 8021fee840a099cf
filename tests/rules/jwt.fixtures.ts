import { SignJWT } from 'jose'
import { decodeJwt } from '@/lib/jose/decode'
import { verifyWithSecret } from '@/lib/jose/verify-secret'
import type { JsonObject } from '@/lib/model/json'
import { unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import {
  compact,
  createKey,
  encrypted,
  es256,
  idClaims,
  idToken,
  now,
  ps256,
  sign,
  token,
  withHeader,
} from './tokens'

const good = await token(await sign())
const goodEs = await token(await sign(idClaims, {}, es256))
const jwe = await token(encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }))
const nothing = await token('')
const bare = await token(compact({ alg: 'PS256' }, {}))
const tooLarge = await token('a'.repeat(2_000_000))
const unsigned = await token(compact({ alg: 'none' }, idClaims, ''))
const other = await createKey('PS256', 'PS256-2')
const small = await smallKey()
const ecOctets = (fill: number, length = 64) => new Uint8Array(length).fill(fill)
const der = Uint8Array.from({ length: 70 }, (_, index) => [0x30, 68][index] ?? 1)
const ec = (signature: Uint8Array) => token(compact({ alg: 'ES256' }, idClaims, signature))
const inner = await sign()

async function smallKey() {
  const algorithm = {
    name: 'RSA-PSS',
    hash: 'SHA-256',
    modulusLength: 1024,
    publicExponent: new Uint8Array([1, 0, 1]),
  }
  const { publicKey } = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const { kty, n, e } = await crypto.subtle.exportKey('jwk', publicKey)
  return { kty, n, e, kid: ps256.jwk.kid }
}

function deep(levels: number): Record<string, unknown> {
  return levels === 0 ? {} : { a: deep(levels - 1) }
}

const jweWith = (header: JsonObject) => token(encrypted({ enc: 'A256GCM', ...header }))
const old = await jweWith({ alg: 'RSA1_5' })
const hmac = async (secret: string, alg = 'HS256') => {
  const text = await new SignJWT(idClaims)
    .setProtectedHeader({ alg })
    .sign(new TextEncoder().encode(secret))
  const jwt = decodeJwt(text)
  const verification = await verifyWithSecret(jwt, secret)
  return { ...(await token(text)), ...(verification && { verification }) }
}

export const fixtures: Fixtures<'jwt'> = {
  'jose-jwe-alg': {
    passed: [jwe, await jweWith({ alg: 'ECDH-ES+A256KW' })],
    failed: [
      ['rsa1_5', old],
      ['rsa1_5', { ...good, outer: old.jwt }],
      ['symmetric', await jweWith({ alg: 'dir' })],
      ['symmetric', await jweWith({ alg: 'A128GCMKW' })],
      ['p2c', await jweWith({ alg: 'PBES2-HS256+A128KW', p2c: 10_000_001 })],
    ],
    notApplicable: [good, nothing, await jweWith({ alg: 1 }), await jweWith({ alg: 'RSA' })],
  },
  'jose-jwe-zip': {
    passed: [jwe],
    failed: [['present', await jweWith({ alg: 'RSA-OAEP-256', zip: 'DEF' })]],
    notApplicable: [good, nothing],
  },
  'jose-hmac-key': {
    passed: [await hmac('a'.repeat(32)), await hmac('a'.repeat(64), 'HS512')],
    failed: [
      ['short', await hmac('secret')],
      ['short', await hmac('a'.repeat(47), 'HS384')],
    ],
    notApplicable: [good, unsigned, jwe],
    notObserved: [await token(compact({ alg: 'HS256' }))],
  },
  'jose-compact-form': {
    passed: [good, jwe, unsigned],
    failed: [
      ['empty', nothing],
      ['white_space', await token(inner.replace('.', '.\n'))],
      ['part_count', await token(inner.split('.').slice(0, 2).join('.'))],
      ['part_empty', await token(compact({ alg: 'PS256' }, idClaims, ''))],
      ['padding', await token(`${inner}==`)],
      ['character', await token(`${inner.slice(0, -1)}+`)],
      ['length', await token(compact({ alg: 'PS256' }) + 'A')],
      ['trailing_bits', await token('eyJhbGciOiJQUzI1NiJ9.e31.c2ln')],
    ],
    notApplicable: [tooLarge],
  },
  'jose-header-json': {
    passed: [good, jwe],
    failed: [
      ['json', await token(compact('{"alg":'))],
      ['not_object', await token(compact('["PS256"]'))],
      ['duplicate', await token(compact('{"alg":"none","alg":"PS256"}'))],
      ['utf8', await token('eyJhbGciOiL_In0.e30.c2ln')],
    ],
    notApplicable: [nothing, await token('*.e30.c2ln')],
  },
  'jose-claims-json': {
    passed: [good],
    failed: [
      ['json', await token(await sign('iss=https://as.example'))],
      ['not_object', await token(await sign('42'))],
      ['duplicate', await token(await sign('{"aud":"a","aud":"b"}'))],
      ['utf8', await token('eyJhbGciOiJQUzI1NiJ9.eyJhIjoi_yJ9.c2ln')],
    ],
    notApplicable: [jwe, nothing],
  },
  'jose-alg-present': {
    passed: [good, jwe, unsigned],
    failed: [
      ['missing', await token(compact({ typ: 'JWT' }))],
      ['type', await token(compact({ alg: 256 }))],
      ['case', await token(compact({ alg: 'ps256' }))],
      ['unknown', await token(compact({ alg: 'RSA-OAEP' }))],
    ],
    notApplicable: [nothing, await token(compact('[]'))],
  },
  'jose-alg-none': {
    passed: [good],
    failed: [
      ['none', unsigned],
      ['none', await token(compact({ alg: 'nOnE' }))],
    ],
    notApplicable: [jwe, await token(compact({}))],
  },
  'jose-alg-key-agree': {
    passed: [good, goodEs, await token(await sign(idClaims, {}, { ...other, jwk: ps256.jwk }))],
    failed: [
      ['key_type', await token(compact({ alg: 'ES256', kid: ps256.jwk.kid }))],
      ['key_crv', await token(compact({ alg: 'ES384', kid: es256.jwk.kid }))],
      ['key_alg', await token(compact({ alg: 'PS384', kid: ps256.jwk.kid }))],
      ['key_size', await token(inner, [small])],
      ['symmetric', await token(compact({ alg: 'HS256', kid: ps256.jwk.kid }))],
    ],
    notApplicable: [jwe, unsigned, nothing],
    notObserved: [await token(inner, null), await token(compact({ alg: 'HS256' }))],
  },
  'jose-es-signature-length': {
    passed: [goodEs],
    failed: [
      ['length', await ec(ecOctets(1, 63))],
      ['der', await ec(der)],
      ['range', await ec(ecOctets(0))],
      ['range', await ec(ecOctets(255))],
    ],
    notApplicable: [good, jwe],
  },
  'jose-rsa-signature-length': {
    passed: [good],
    failed: [
      [
        'length',
        await token(compact({ alg: 'PS256', kid: ps256.jwk.kid }, idClaims, ecOctets(1, 255))),
      ],
    ],
    notApplicable: [goodEs, jwe],
    notObserved: [await token(inner, null)],
  },
  'jose-crit': {
    passed: [good, await withHeader({ b64: true, crit: ['b64'] })],
    failed: [
      ['type', await withHeader({ crit: 'exp' })],
      ['type', await withHeader({ crit: [1] })],
      ['empty', await withHeader({ crit: [] })],
      ['unknown', await withHeader({ crit: ['exp'], exp: 1 })],
      ['absent', await withHeader({ crit: ['b64'] })],
      ['registered', await withHeader({ crit: ['alg'] })],
      ['repeated', await withHeader({ crit: ['b64', 'b64'], b64: true })],
    ],
    notApplicable: [nothing],
  },
  'jose-b64': {
    passed: [good, await withHeader({ b64: true })],
    failed: [
      ['unencoded', await withHeader({ b64: false, crit: ['b64'] })],
      ['not_critical', await withHeader({ b64: false })],
      ['type', await withHeader({ b64: 'false' })],
    ],
    notApplicable: [jwe, nothing],
  },
  'jose-kid-lookup': {
    passed: [good, await token(inner, [ps256.jwk, { ...es256.jwk, kid: ps256.jwk.kid }])],
    failed: [
      ['unknown', await token(inner, [other.jwk])],
      ['use', await token(inner, [{ ...ps256.jwk, use: 'enc' }])],
      ['ambiguous', await token(inner, [{ ...other.jwk, kid: ps256.jwk.kid }, ps256.jwk])],
    ],
    notApplicable: [jwe, unsigned, bare, await token(inner, [{ ...ps256.jwk, alg: 'PS384' }])],
    notObserved: [await token(inner, null)],
  },
  'jose-kid-suspicious': {
    passed: [good, await withHeader({ kid: 'did:example:123#key-1' })],
    failed: [
      ['path', await withHeader({ kid: '../../dev/null' })],
      ['quote', await withHeader({ kid: "' OR 1=1" })],
      ['sql', await withHeader({ kid: 'x UNION SELECT secret' })],
      ['url', await withHeader({ kid: 'https://evil.example/key' })],
      ['control', await withHeader({ kid: 'a\u0000b' })],
    ],
    notApplicable: [bare, nothing],
  },
  'jose-jku-x5u-jwk': {
    passed: [good, await withHeader({ typ: 'dpop+jwt', jwk: ps256.jwk })],
    failed: [
      ['jku', await withHeader({ jku: 'https://evil.example/jwks' })],
      ['x5u', await withHeader({ x5u: 42 })],
      ['x5c', await withHeader({ x5c: [] })],
      ['jwk', await withHeader({ jwk: ps256.jwk })],
    ],
    notApplicable: [nothing],
  },
  'jose-numeric-date': {
    passed: [good, await idToken({ nbf: 0 })],
    failed: [
      ['fraction', await idToken({ exp: now + 0.5 })],
      ['negative', await idToken({ nbf: -1 })],
      ['milliseconds', await idToken({ nbf: 253_402_300_800 })],
      ['type', await idToken({ exp: '1769767018' })],
      ['type', await idToken({ iat: null })],
      ['milliseconds', await idToken({ exp: 1_769_767_018_445 })],
    ],
    notApplicable: [bare, jwe],
  },
  'jose-exp-passed': {
    passed: [good, await idToken({ exp: now - 59 })],
    failed: [
      ['expired', await idToken({ exp: now - 60 })],
      ['expired', await idToken({ exp: -1e300 })],
    ],
    notApplicable: [bare, await idToken({ exp: '1' })],
  },
  'jose-nbf-iat-future': {
    passed: [
      good,
      await idToken({ nbf: now + 10 }),
      await idToken({ nbf: now + 300, iat: now + 300 }, unknown),
    ],
    failed: [
      ['ahead', await idToken({ nbf: now + 11 })],
      ['future', await idToken({ iat: now + 61 })],
      ['future', await idToken({ iat: now + 301 }, unknown)],
      ['future', await idToken({ nbf: now + 301 }, unknown)],
    ],
    notApplicable: [bare, await idToken({ iat: '1' })],
  },
  'jose-aud-type': {
    passed: [good, await idToken({ aud: ['a', 'b'] })],
    failed: [
      ['empty', await idToken({ aud: [] })],
      ['type', await idToken({ aud: 42 })],
      ['type', await idToken({ aud: ['a', null] })],
    ],
    notApplicable: [bare, jwe],
  },
  'jose-size': {
    passed: [good, { ...good, context: unknown }],
    failed: [
      ['large', await idToken({ txn: 'x'.repeat(8192) })],
      ['large', tooLarge],
      ['deep', await idToken(deep(11))],
    ],
    notApplicable: [nothing],
  },
  'jose-nested-cty': {
    passed: [
      await token(await sign(inner, { cty: 'JWT' })),
      await token(encrypted({ alg: 'dir', cty: 'JWT' })),
    ],
    failed: [
      ['missing', await token(await sign(inner))],
      ['differs', await token(await sign(inner, { cty: 'json' }))],
    ],
    notApplicable: [good, nothing],
    notObserved: [jwe],
  },
}
