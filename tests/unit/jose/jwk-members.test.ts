import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeJwt } from '@/lib/jose/decode'
import { jwkIssues } from '@/lib/jose/jwk-issues'
import { memberFault, memberFaults } from '@/lib/jose/jwk-members'
import { readJwks } from '@/lib/jose/jwks'
import { findKeys } from '@/lib/jose/key-import'
import { verifyJwt } from '@/lib/jose/verify'
import type { JsonObject } from '@/lib/model/json'
import { createKey, es256, idClaims, ps256, sign, type TestKey } from '../../rules/tokens'
import { jwk as exported, pairs } from './key-samples'

const keys = [
  ps256,
  es256,
  await createKey('ES384'),
  await createKey('ES512'),
  await createKey('EdDSA'),
]
const textOf = (jwk: JsonObject, name: string) => String(jwk[name])
const bytesOf = (text: string) => Buffer.from(text, 'base64url')
const encode = (bytes: Iterable<number>) => Buffer.from([...bytes]).toString('base64url')

const octetMembers: Readonly<Record<string, readonly string[]>> = {
  RSA: ['n', 'e'],
  EC: ['x', 'y'],
  OKP: ['x'],
}
const membersOf = ({ jwk }: TestKey) => octetMembers[textOf(jwk, 'kty')] ?? []

/** Ways to write a member wrongly, each with what is said of it. */
const mistakes: readonly (readonly [string, (value: string) => string, RegExp])[] = [
  ['padding', (value) => `${value}==`, /padding/],
  ['one =', (value) => `${value}=`, /padding/],
  ['plain base64', (value) => `+${value.slice(1)}`, /wrong character/],
  ['a slash', (value) => `${value.slice(0, -1)}/`, /wrong character/],
  ['a blank before it', (value) => ` ${value}`, /wrong character/],
  ['a line break in it', (value) => `${value.slice(0, 2)}\n${value.slice(2)}`, /wrong character/],
  ['a letter from a different script', (value) => `${value}é`, /wrong character/],
  ['nothing', () => '', /0 characters/],
  ['an octet too many', (value) => encode([0, ...bytesOf(value)]), /octets|leading zero octet/],
]

describe.each(keys)('a public key for $alg', (key) => {
  test('has no faults as exported', () => {
    expect(memberFaults(key.jwk)).toEqual([])
    expect(readJwks(JSON.stringify(key.jwk)).issues).toEqual([])
  })

  test.each(mistakes)(
    '%s in a member is named, and the key is not used',
    async (_, spoil, said) => {
      for (const name of membersOf(key)) {
        const jwk = { ...key.jwk, [name]: spoil(textOf(key.jwk, name)) }
        const [fault, ...others] = memberFaults(jwk)
        expect(fault?.seen).toMatch(new RegExp(`^${name}: `))
        expect(fault?.seen).toMatch(said)
        expect(fault?.expected).toMatch(new RegExp(`^${name}: `))
        expect(others).toEqual([])
        expect(readJwks(JSON.stringify({ keys: [jwk] })).issues).toEqual([
          { code: 'member', index: 0, ...fault },
        ])
        const signed = decodeJwt(await sign(idClaims, {}, key))
        expect(await verifyJwt(signed, { keys: [jwk], source: 'pasted' })).toMatchObject({
          status: 'not-run',
          reason: 'key-member',
          ...fault,
          jwk: { kid: key.jwk['kid'] },
        })
      }
    },
  )

  test('a value that is not a string is named by its type', () => {
    for (const name of membersOf(key))
      expect(memberFaults({ ...key.jwk, [name]: 5 })).toMatchObject([{ seen: `${name}: number` }])
  })
})

test.each([es256, keys[2], keys[3]])('a short coordinate is named by its octets', (key) => {
  const jwk: JsonObject = key?.jwk ?? {}
  const short = encode(bytesOf(textOf(jwk, 'y')).subarray(1))
  expect(memberFaults({ ...jwk, y: short })[0]?.seen).toMatch(/^y: \d+ octets$/)
})

test.each([es256, keys[2], keys[3]])('a point that is not on the curve is named', (key) => {
  const jwk: JsonObject = key?.jwk ?? {}
  expect(memberFaults({ ...jwk, x: jwk['y'], y: jwk['x'] })).toEqual([
    { seen: 'x, y: not on the curve', expected: jwk['crv'] },
  ])
})

test('a point with a coordinate beyond the field is not on the curve', () => {
  const x = encode(new Uint8Array(32).fill(0xff))
  expect(memberFaults({ ...es256.jwk, x })).toHaveLength(1)
})

test.each([
  ['AQ', 'e: 1', 'e: ≥ 3'],
  ['Ag', 'e: even', 'e: odd'],
  ['AQAA', 'e: even', 'e: odd'],
])('the exponent %s is named', (e, seen, expected) => {
  expect(memberFaults({ ...ps256.jwk, e })).toEqual([{ seen, expected }])
})

test('an even modulus is named', () => {
  const n = bytesOf(textOf(ps256.jwk, 'n'))
  const even = encode([...n.subarray(0, -1), (n.at(-1) ?? 1) - 1])
  expect(memberFaults({ ...ps256.jwk, n: even })).toEqual([{ seen: 'n: even', expected: 'n: odd' }])
})

test('a leading zero octet of the modulus is named, and does not count as bits', () => {
  const n = encode([0, ...bytesOf(textOf(ps256.jwk, 'n'))])
  expect(memberFaults({ ...ps256.jwk, n })).toEqual([
    { seen: 'n: leading zero octet', expected: 'n: base64url' },
  ])
})

test('a small modulus is named at the key', () => {
  const n = encode([0x81, ...new Uint8Array(126), 1])
  expect(jwkIssues([{ ...ps256.jwk, n }])).toEqual([
    [{ code: 'jwks_key_small', seen: '1024', expected: '≥ 2048' }],
  ])
})

test('a faulty key next to a good one may have signed the token', async () => {
  const { kid: _, ...other } = (await createKey('PS256', 'other')).jwk
  const faulty = { ...ps256.jwk, n: `${textOf(ps256.jwk, 'n')}==` }
  const text = await sign(idClaims, {}, ps256)
  const named = [{ ...other, kid: ps256.jwk['kid'] }, faulty]
  expect(await verifyJwt(decodeJwt(text), { keys: named, source: 'pasted' })).toMatchObject({
    status: 'not-run',
    reason: 'key-member',
  })
  const sound = [faulty, ps256.jwk]
  expect(await verifyJwt(decodeJwt(text), { keys: sound, source: 'pasted' })).toMatchObject({
    status: 'valid',
  })
})

test('more keys than are tried leave the signature unknown', async () => {
  const other = (await createKey('PS256')).jwk
  const many = Array.from({ length: 21 }, () => ({ ...other, kid: ps256.jwk['kid'] }))
  const text = await sign(idClaims, {}, ps256)
  expect(await verifyJwt(decodeJwt(text), { keys: many, source: 'pasted' })).toMatchObject({
    status: 'not-run',
    reason: 'keys-many',
    seen: '21 keys',
    expected: '≤ 20',
  })
})

test('entries after the first 500 are not read', () => {
  const { keys: read, issues } = readJwks(JSON.stringify({ keys: Array(501).fill(es256.jwk) }))
  expect(read).toHaveLength(500)
  expect(issues).toEqual([{ code: 'keys_many', index: null, seen: '501 keys', expected: '≤ 500' }])
})

test('no member makes it throw', () => {
  const value = fc.oneof(fc.string(), fc.json(), fc.integer(), fc.constant(null))
  const kty = fc.constantFrom('RSA', 'EC', 'OKP', 'AKP', 'oct', '__proto__')
  const crv = fc.oneof(fc.constantFrom('P-256', 'P-521', 'Ed25519', 'constructor'), fc.string())
  fc.assert(
    fc.property(fc.record({ kty, crv, n: value, e: value, x: value, y: value }), (jwk) => {
      for (const { seen } of memberFaults(jwk)) expect(seen.length).toBeLessThan(60)
    }),
  )
})

test('a private key with a bad exponent is refused by name', async () => {
  const key = { ...exported(pairs.RSA.privateKey), e: 'AQ' }
  expect((await findKeys(JSON.stringify(key))).issues).toEqual([
    { code: 'key_member', seen: 'e: 1', expected: 'e: ≥ 3' },
  ])
})

test('an EC private key keeps its leading zero octets', () => {
  expect(memberFault('d', encode(new Uint8Array(32).fill(1, 1)), 32)).toBeNull()
})
