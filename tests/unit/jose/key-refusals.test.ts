import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findKeys, importPrivateKey } from '@/lib/jose/key-import'
import * as samples from './key-samples'
import { der, jwk, kinds, pairs, pem } from './key-samples'

const formats = 'JWK, JWKS, PKCS#8, PKCS#1, SEC1'
const types = 'RSA, EC, OKP'
const curves = 'P-256, P-384, P-521, Ed25519, X25519'
const rsa = jwk(pairs.RSA.privateKey)
const ec = jwk(pairs['P-256'].privateKey)
const { d: _d, ...withoutD } = ec
const { p: _p, qi: _qi, ...withoutPrimes } = rsa
const text = pem(pairs.RSA.privateKey)
const otherEc = jwk(pairs.Ed25519.privateKey)
const member = (seen: string, expected: string) => ({ code: 'key_member', seen, expected })
const block = (label: string, body = 'AAAA') =>
  `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----`

const refused: readonly (readonly [string, unknown, object])[] = [
  ['nothing', '  ', { code: 'key_empty', expected: formats }],
  [
    'too much',
    'A'.repeat(300_000),
    { code: 'key_too_large', seen: '300000 characters', expected: '≤ 262144' },
  ],
  ['prose', 'my key', { code: 'key_not_recognised', seen: '6 characters', expected: formats }],
  [
    'base64 of anything',
    'c2VjcmV0',
    { code: 'key_not_recognised', seen: '8 characters', expected: formats },
  ],
  ['an empty object', '{}', { code: 'key_none', seen: '{}', expected: 'kty, d' }],
  [
    'an object without a key',
    '{"a":{"b":1}}',
    { code: 'key_none', seen: '{…}', expected: 'kty, d' },
  ],
  ['an empty array', '[]', { code: 'key_none', seen: '[]', expected: 'kty, d' }],
  ['an array without a key', '[1,"a"]', { code: 'key_none', seen: '[…]', expected: 'kty, d' }],
  [
    'a JWKS without keys',
    '{"keys":[]}',
    { code: 'key_keys_empty', seen: 'keys: []', expected: 'keys: [{…}]' },
  ],
  [
    'a JWKS of public keys',
    { keys: [withoutD, withoutD] },
    { code: 'key_public', seen: '2 keys', expected: 'd' },
  ],
  ['no JSON', '{"kty":"EC",}', { code: 'key_json', seen: 'line 1, column 13', expected: 'JSON' }],
  [
    'half a JWK',
    JSON.stringify(rsa).slice(0, 300),
    { code: 'key_json', seen: expect.stringMatching(/^line 1, column \d+$/), expected: 'JSON' },
  ],
  [
    'an encrypted key',
    samples.encryptedPem(pairs.RSA.privateKey),
    { code: 'key_encrypted', seen: 'ENCRYPTED PRIVATE KEY' },
  ],
  [
    'a key encrypted in the old way',
    samples.oldEncryptedPem(pairs.RSA.privateKey),
    { code: 'key_encrypted', seen: 'RSA PRIVATE KEY' },
  ],
  [
    'OpenSSH',
    block('OPENSSH PRIVATE KEY'),
    { code: 'key_openssh', seen: 'OpenSSH', expected: formats },
  ],
  ['PGP', block('PGP PRIVATE KEY BLOCK'), { code: 'key_format', seen: 'PGP', expected: formats }],
  [
    'PuTTY',
    'PuTTY-User-Key-File-3: ssh-rsa',
    { code: 'key_format', seen: 'PuTTY', expected: formats },
  ],
  ['a public key of OpenSSH', 'ssh-ed25519 AAAAC3Nz me', { code: 'key_public', seen: 'OpenSSH' }],
  [
    'a public key',
    samples.publicPem(pairs.RSA.publicKey),
    { code: 'key_public', seen: 'PUBLIC KEY', expected: 'PRIVATE KEY' },
  ],
  ['a public JWK', withoutD, { code: 'key_public', seen: '–', expected: 'd' }],
  [
    'a secret',
    { kty: 'oct', k: 'c2VjcmV0' },
    { code: 'key_symmetric', seen: 'oct', expected: types },
  ],
  ['DSA', pem(samples.dsa.privateKey), { code: 'key_kty', seen: 'DSA', expected: types }],
  ['another type', { kty: 'XY', d: 'AA' }, { code: 'key_kty', seen: 'XY', expected: types }],
  [
    'a type that does not exist',
    { kty: 1, d: 'AA' },
    { code: 'key_kty', seen: 'number', expected: types },
  ],
  ['no type', { crv: 'P-256', d: 'AA' }, { code: 'key_kty', seen: '–', expected: types }],
  ['keys that are none', { keys: [7] }, { code: 'key_kty', seen: '–', expected: types }],
  [
    'secp256k1',
    pem(samples.unknownCurve.privateKey),
    { code: 'key_crv', seen: 'secp256k1', expected: curves },
  ],
  [
    'secp256k1, SEC1',
    pem(samples.unknownCurve.privateKey, 'sec1'),
    { code: 'key_crv', seen: 'secp256k1', expected: curves },
  ],
  [
    'secp256k1, JWK',
    jwk(samples.unknownCurve.privateKey),
    { code: 'key_crv', seen: 'secp256k1', expected: curves },
  ],
  ['Ed448', pem(samples.ed448.privateKey), { code: 'key_kty', seen: 'Ed448', expected: types }],
  [
    'a curve of another type',
    { ...ec, crv: 'Ed25519' },
    { code: 'key_crv', seen: 'Ed25519', expected: curves },
  ],
  ['no curve', { ...ec, crv: undefined }, { code: 'key_crv', seen: '–', expected: curves }],
  [
    'RSA of 1024 bits',
    pem(samples.small.privateKey),
    { code: 'key_small', seen: '1024 bits', expected: '≥ 2048 bits' },
  ],
  ['missing members', withoutPrimes, { code: 'key_member_missing', expected: 'p, qi' }],
  ['more than two primes', { ...rsa, oth: [] }, { code: 'key_oth', seen: 'oth', expected: 'p, q' }],
  [
    'a part of the key as its type',
    { ...rsa, kty: rsa['d'] },
    { code: 'key_kty', seen: `${rsa['d']?.length} characters`, expected: types },
  ],
  ['a number', { ...ec, d: 7 }, member('d: number', 'd: base64url, 32 octets')],
  ['null', { ...rsa, q: null }, member('q: null', 'q: base64url')],
  ['padding', { ...ec, x: `${ec['x']}=` }, member('x: padding', 'x: base64url, 32 octets')],
  [
    'the other alphabet',
    { ...ec, d: `+${ec['d']?.slice(1)}` },
    member('d: wrong character', 'd: base64url, 32 octets'),
  ],
  ['short', { ...ec, d: ec['d']?.slice(4) }, member('d: 29 octets', 'd: base64url, 32 octets')],
  [
    'a leading zero',
    { ...rsa, n: `AAAA${rsa['n']}` },
    member('n: leading zero octet', 'n: base64url'),
  ],
  ['empty', { ...rsa, e: '' }, member('e: 0 characters', 'e: base64url')],
  ['halves of two EC keys', { ...ec, d: otherEc['d'] }, { code: 'key_halves', seen: 'EC' }],
  [
    'halves of two Ed25519 keys',
    { ...otherEc, d: ec['d'] },
    { code: expect.stringMatching(/^key_(halves|unusable)$/), seen: 'OKP' },
  ],
  [
    'a block without its end',
    text.slice(0, 400),
    { code: 'key_pem_cut', seen: 'PRIVATE KEY', expected: '-----END PRIVATE KEY-----' },
  ],
  ['a block without a key', block('PRIVATE KEY'), { code: 'key_pem', seen: 'PRIVATE KEY' }],
  [
    'a block that is not base64',
    block('PRIVATE KEY', '*'),
    { code: 'key_pem', seen: 'PRIVATE KEY' },
  ],
]

test.each(refused)('%s', async (_, value, issue) => {
  const input = typeof value === 'string' ? value : JSON.stringify(value)
  const { keys, issues } = await findKeys(input)
  expect(keys).toEqual([])
  expect(issues[0]).toEqual(issue)
  const imported = await importPrivateKey(input, 0, { use: 'sig', alg: 'PS256' })
  expect(imported).toEqual(issue)
})

test('a repeated member is reported, and its last value is used', async () => {
  const { keys, issues } = await findKeys(
    JSON.stringify(ec).replace('{', '{"d":"AA","abc":1,"abc":2,'),
  )
  expect(keys).toHaveLength(1)
  expect(issues).toEqual([{ code: 'key_duplicate', seen: '…, d' }])
})

test('a public key next to the private one is not a problem', async () => {
  const both = samples.publicPem(pairs.RSA.publicKey) + text
  expect((await findKeys(both)).issues).toEqual([])
})

const secrets = [...Object.values(rsa), ec['d'], text.replaceAll(/-----.*-----|\n/g, '')].join(' ')

/** No issue repeats more of the key than the length of a name. */
function expectDiscreet(issues: readonly object[]): void {
  const told = JSON.stringify(issues)
  for (let at = 0; at + 17 <= told.length; at++)
    expect(secrets).not.toContain(told.slice(at, at + 17))
}

/** A text with some of it cut out, changed, or repeated. */
const damaged = (whole: string) =>
  fc
    .tuple(
      fc.nat(whole.length),
      fc.nat(60),
      fc.oneof(fc.string(), fc.constantFrom('"', '\n', '-----')),
    )
    .map(([at, length, middle]) => whole.slice(0, at) + middle + whole.slice(at + length))

describe('whatever is pasted', () => {
  const wholes = [
    text,
    JSON.stringify(rsa),
    JSON.stringify({ keys: [ec] }),
    pem(pairs['P-256'].privateKey, 'sec1'),
  ]

  test('nothing throws and nothing private is shown', async () => {
    const input = fc.oneof(fc.string(), fc.json(), ...wholes.map(damaged))
    await fc.assert(
      fc.asyncProperty(input, async (junk) => expectDiscreet((await findKeys(junk)).issues)),
      { numRuns: 400 },
    )
  })

  test('as DER', async () => {
    const whole = kinds.map((kind) => der(pairs[kind].privateKey))
    const change = fc.tuple(fc.constantFrom(...whole), fc.nat(200), fc.nat(255))
    await fc.assert(
      fc.asyncProperty(change, async ([bytes, at, value]) => {
        const changed = Buffer.from(bytes)
        changed[at % changed.length] = value
        expectDiscreet((await findKeys(changed.toString('base64'))).issues)
      }),
      { numRuns: 300 },
    )
  })
})
