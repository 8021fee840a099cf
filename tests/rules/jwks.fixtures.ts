import { createHash, generateKeyPairSync } from 'node:crypto'
import type { JsonObject } from '@/lib/model/json'
import type { Artefacts } from '@/lib/rules/artefacts'
import { certificate } from '../unit/jose/certificate-samples'
import { changed, context, unknown } from './artefacts'
import type { Fixtures } from './fixtures'
import {
  ec,
  keySet,
  keySetWith,
  keysUnder,
  notKeys,
  okp,
  pastedKeys,
  rotatedFrom,
  rsa,
  sentWith,
  unavailable,
  without,
} from './key-sets'

const encryption: JsonObject = { ...without(rsa, 'alg'), kid: 'enc', use: 'enc' }
const other: JsonObject = { ...rsa, n: Buffer.alloc(256, 0xfb).toString('base64url') }
const octets = (...values: readonly number[]) => Buffer.from(values).toString('base64url')

/** A modulus of 2048 bits that has the fingerprint of the weak generator. */
function rocaModulus(): string {
  const primes = Array.from({ length: 166 }, (_, index) => BigInt(index + 2)).filter(
    (value) => value % 2n === 1n && [3n, 5n, 7n, 11n].every((p) => value === p || value % p !== 0n),
  )
  const product = primes.reduce((all, prime) => all * prime, 1n)
  const factor = ((1n << 2047n) / product) * 2n
  const modulus = product * factor + (65_537n ** 5n % product)
  return Buffer.from(modulus.toString(16).padStart(514, '0'), 'hex').toString('base64url')
}

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const der = Buffer.from(certificate({ cn: 'as', publicKey }, { cn: 'ca', privateKey }))
const x5c = [der.toString('base64')]
const thumbprint = createHash('sha256').update(der).digest('base64url')
const certified: JsonObject = {
  ...(publicKey.export({ format: 'jwk' }) as JsonObject),
  kid: 'cert',
  x5c,
}
const withThumbprint = (jwk: JsonObject): Artefacts['jwks'] => ({
  ...keySet(jwk),
  keySetContext: {
    earlierKids: null,
    thumbprints: new Map([[x5c[0] ?? '', thumbprint]]),
  },
})
const published = {
  ...context,
  metadata: changed({ id_token_signing_alg_values_supported: ['PS256', 'HS256'] }),
}

export const fixtures: Fixtures<'jwks'> = {
  'jwks-structure': {
    passed: [keySet(rsa, ec, okp), keySet(), keySet({ kty: 'FOO' }), pastedKeys],
    failed: [
      ['not_object', notKeys],
      ['not_object', keySetWith(JSON.stringify([rsa]))],
      ['not_array', keySetWith('{"keys":{}}')],
      ['not_array', keySet(rsa, 1)],
      ['kty', keySet(without(rsa, 'kty'))],
      ['member', keySet(without(rsa, 'e'))],
      ['member', keySet({ ...ec, y: 1 })],
    ],
    notApplicable: [unavailable],
  },
  'jwks-media-type': {
    passed: [keySet(rsa), sentWith({ contentType: 'application/json; charset=utf-8' })],
    failed: [
      ['differs', sentWith({ contentType: 'text/plain' })],
      ['differs', sentWith({ contentType: null })],
    ],
    notApplicable: [pastedKeys, unavailable],
  },
  'jwks-base64url': {
    passed: [keySet(rsa, ec, certified)],
    failed: [
      ['padding', keySet({ ...rsa, e: 'AQAB==' })],
      ['character', keySet({ ...ec, x: `+${String(ec['x']).slice(1)}` })],
      ['character', keySet({ ...rsa, n: 'AQABA' })],
      ['x5c', keySet({ ...certified, x5c: ['MIIC-_'] })],
    ],
    notApplicable: [notKeys, unavailable, keySet({ kty: 'FOO' })],
  },
  'jwks-private-members': {
    passed: [keySet(rsa, ec), pastedKeys],
    failed: [
      ['present', keySet(rsa, { ...ec, d: ec['x'] })],
      ['present', keySet({ ...rsa, p: '', oth: [] })],
    ],
    notApplicable: [notKeys, keySet()],
  },
  'jwks-symmetric': {
    passed: [keySet(rsa, ec)],
    failed: [
      ['present', keySet({ kty: 'oct', k: 'c2VjcmV0' })],
      ['present', keySet({ ...rsa, k: 'c2VjcmV0' })],
    ],
    notApplicable: [notKeys, keySet()],
  },
  'jwks-kid-present': {
    passed: [keySet(rsa, ec)],
    failed: [
      ['missing', keySet(rsa, without(ec, 'kid'))],
      ['missing', keySet(without(rsa, 'kid'))],
      ['missing', keySet(rsa, { ...ec, kid: 1 })],
    ],
    notApplicable: [notKeys, keySet()],
  },
  'jwks-kid-duplicate': {
    passed: [keySet(rsa, ec), keySet(without(rsa, 'kid'), rsa, ec)],
    failed: [
      ['same_kid', keySet(rsa, { ...ec, kid: 'rsa' })],
      ['ambiguous', keySet(rsa, { ...other, kid: 'rsa' })],
    ],
    notApplicable: [notKeys, keySet(rsa)],
  },
  'jwks-use-required': {
    passed: [keySet(rsa, encryption)],
    failed: [['missing', keySet(without(rsa, 'use'), encryption)]],
    notApplicable: [notKeys, keySet(without(rsa, 'use'), ec), keySet(encryption)],
  },
  'jwks-use-key-ops': {
    passed: [keySet({ ...without(rsa, 'use'), key_ops: ['sign', 'verify'] })],
    failed: [
      ['both', keySet({ ...rsa, key_ops: ['verify'] })],
      ['unrelated', keySet({ ...without(rsa, 'use'), key_ops: ['verify', 'encrypt'] })],
      ['inconsistent', keySet({ ...rsa, use: 'enc', key_ops: ['verify'] })],
      ['repeated', keySet({ ...without(rsa, 'use'), key_ops: ['verify', 'verify'] })],
    ],
    notApplicable: [notKeys, keySet(rsa), keySet({ ...rsa, key_ops: 'verify' })],
  },
  'jwks-alg-consistent': {
    passed: [keySet(rsa, ec, okp, { ...encryption, alg: 'RSA-OAEP' })],
    failed: [
      ['kty', keySet({ ...rsa, alg: 'ES256' })],
      ['kty', keySet({ ...rsa, alg: 'dir' })],
      ['crv', keySet({ ...ec, alg: 'ES384' })],
      ['crv', keySet({ ...okp, crv: 'X25519' })],
      ['use', keySet({ ...encryption, alg: 'PS256' })],
    ],
    notApplicable: [notKeys, keySet(without(rsa, 'alg')), keySet({ ...rsa, alg: 'FOO' })],
  },
  'jwks-alg-allowed': {
    passed: [
      keySet(rsa),
      keySet(without(rsa, 'alg'), encryption),
      keysUnder('fapi2', keySet(ec, { ...okp, alg: 'Ed25519' })),
    ],
    failed: [
      ['no_permitted', keySet({ ...rsa, alg: 'RS256' })],
      ['no_permitted', keysUnder('br', keySet(ec))],
      ['others', keySet(rsa, ec)],
    ],
    notApplicable: [notKeys, keySet(encryption), keysUnder('oauth2', keySet(rsa))],
  },
  'jwks-rsa-size': {
    passed: [keySet(rsa)],
    failed: [
      ['short', keySet({ ...rsa, n: Buffer.alloc(128, 0xff).toString('base64url') })],
      [
        'short',
        keySet({
          ...rsa,
          n: Buffer.alloc(256, 0xff).fill(0, 0, 1).toString('base64url'),
        }),
      ],
    ],
    notApplicable: [notKeys, keySet(ec), keySet(without(rsa, 'n'))],
  },
  'jwks-ec-size': {
    passed: [keySet(ec), keySet({ ...ec, crv: 'secp256k1' })],
    failed: [
      ['short', keySet({ ...ec, crv: 'P-192' })],
      ['curve', keySet({ ...ec, crv: 'p-256' })],
    ],
    notApplicable: [notKeys, keySet(rsa)],
  },
  'jwks-ec-coordinates': {
    passed: [keySet(ec), keySet(certified)],
    failed: [
      ['length', keySet({ ...ec, x: String(ec['x']).slice(0, 42) })],
      ['off_curve', keySet({ ...ec, x: ec['y'] })],
    ],
    notApplicable: [notKeys, keySet(rsa), keySet({ ...ec, crv: 'P-192' })],
  },
  'jwks-rsa-exponent': {
    passed: [keySet(rsa)],
    failed: [
      ['exponent', keySet({ ...rsa, e: octets(1) })],
      ['exponent', keySet({ ...rsa, e: octets(1, 0, 0) })],
      ['modulus', keySet({ ...rsa, n: octets(255, 254) })],
      ['unusual', keySet({ ...rsa, e: octets(3) })],
      ['unusual', keySet({ ...rsa, e: octets(1, 2, 3, 4, 5, 6, 7, 9) })],
      ['leading_zero', keySet({ ...rsa, e: octets(0, 1, 0, 1) })],
    ],
    notApplicable: [notKeys, keySet(ec)],
  },
  'jwks-rsa-weak': {
    passed: [keySet(rsa, { ...other, kid: 'other' }), keySet(rsa, rsa)],
    failed: [
      ['roca', keySet({ ...rsa, n: rocaModulus() })],
      ['shared', keySet(rsa, { ...rsa, kid: 'copy' })],
    ],
    notApplicable: [notKeys, keySet(ec), keySet({ ...rsa, n: '!' })],
  },
  'jwks-x5c-match': {
    passed: [keySet(certified, rsa), withThumbprint({ ...certified, 'x5t#S256': thumbprint })],
    failed: [
      ['differs', keySet({ ...ec, x5c })],
      ['thumbprint', withThumbprint({ ...certified, 'x5t#S256': 'AAAA' })],
      ['expired', { ...keySet(certified), context: { ...context, now: Date.UTC(2060, 0) } }],
    ],
    notApplicable: [notKeys, keySet(rsa), keySet({ ...rsa, x5c: [] })],
    notObserved: [keySet({ ...rsa, x5c: ['AAAA'] })],
  },
  'jwks-x5u-jku': {
    passed: [keySet(rsa)],
    failed: [['present', keySet({ ...rsa, x5u: 'https://as.example/cert' })]],
    notApplicable: [notKeys, keySet()],
  },
  'jwks-unusable-keys': {
    passed: [keySet(rsa, ec, okp)],
    failed: [
      ['unusable', keySet({ kty: 'FOO' })],
      ['unusable', keySet({ ...ec, crv: 'P-192' })],
      ['unusable', keySet({ ...rsa, alg: 'FOO' })],
    ],
    notApplicable: [notKeys, keySet(), keySet({})],
  },
  'jwks-signing-key-available': {
    passed: [
      { ...keySet(ec, rsa), context: published },
      { ...keySet(without(rsa, 'alg', 'use')), context: published },
    ],
    failed: [
      ['missing', { ...keySet(ec), context: published }],
      ['missing', { ...keySet(encryption), context: published }],
    ],
    notApplicable: [notKeys, { ...keySet(rsa), context: { ...context, metadata: {} } }],
    notObserved: [{ ...keySet(rsa), context: unknown }],
  },
  'jwks-rotation-overlap': {
    passed: [rotatedFrom(['rsa'], keySet(rsa, ec)), rotatedFrom(['old', 'rsa'], keySet(rsa))],
    failed: [['removed', rotatedFrom(['old'], keySet(rsa))]],
    notApplicable: [
      notKeys,
      rotatedFrom([], keySet(rsa)),
      rotatedFrom(['old'], keySet(encryption)),
    ],
    notObserved: [keySet(rsa)],
  },
  'jwks-cache-headers': {
    passed: [
      keySet(rsa),
      sentWith({ cacheControl: 'no-store' }),
      keysUnder('oauth2', sentWith({ cacheControl: 'public, max-age=86400' })),
    ],
    failed: [
      ['missing', sentWith({ cacheControl: null })],
      ['missing', sentWith({ cacheControl: 'public' })],
      ['long', sentWith({ cacheControl: 'max-age=86400' })],
    ],
    notApplicable: [pastedKeys, unavailable],
  },
  'jwks-redirect-https': {
    passed: [keySet(rsa), sentWith({ url: 'http://localhost:8080/jwks' })],
    failed: [['scheme', sentWith({ url: 'http://as.example/jwks' })]],
    notApplicable: [pastedKeys],
    notObserved: [sentWith({ status: 302 })],
  },
}
