import { base64url, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { decodeJwt } from '@/lib/jose/decode'
import { checkKeyBinding } from '@/lib/jose/key-binding'
import { openSdJwt } from '@/lib/jose/sd-jwt'
import type { SdJwtIssue } from '@/lib/jose/sd-jwt-issues'
import { sha256Of } from '@/lib/jose/hashes'
import { verifyJwt } from '@/lib/jose/verify'
import type { JsonObject } from '@/lib/model/json'
import { createKey, es256, sign } from '../../rules/tokens'
import rfc from './rfc9901.json'

const holder = await createKey('ES256', 'holder')

async function open(text: string) {
  const { sdJwt, payload } = decodeJwt(text)
  if (!sdJwt || !payload) throw new Error('not an SD-JWT')
  return { parts: sdJwt, payload, opened: await openSdJwt(sdJwt, payload) }
}

const codes = (issues: readonly SdJwtIssue[]) => issues.map(({ code }) => code)

/** The processed payloads that the RFC shows, as far as it shows them. */
const shownPayloads: Readonly<Record<string, unknown>> = {
  '5.1': {
    iss: 'https://issuer.example.com',
    iat: 1683000000,
    exp: 1883000000,
    sub: 'user_42',
    nationalities: ['US', 'DE'],
    cnf: { jwk: expect.objectContaining({ kty: 'EC' }) as unknown },
    given_name: 'John',
    family_name: 'Doe',
    email: 'johndoe@example.com',
    phone_number: '+1-202-555-0101',
    phone_number_verified: true,
    address: {
      street_address: '123 Main St',
      locality: 'Anytown',
      region: 'Anystate',
      country: 'US',
    },
    birthdate: '1940-01-01',
    updated_at: 1570000000,
  },
  'A.1': {
    iss: 'https://issuer.example.com',
    iat: 1683000000,
    exp: 1883000000,
    address: { region: '港区', country: 'JP' },
  },
}

describe('the examples of RFC 9901', () => {
  test.each(['5.1', 'A.1', 'A.2', 'A.3', 'A.4'] as const)('%s', async (section) => {
    const jwt = decodeJwt(rfc[section])
    expect(jwt).toMatchObject({ kind: 'jws', text: rfc[section], issues: [] })
    const jwks = { keys: [rfc.issuer], source: 'pasted' } as const
    expect(await verifyJwt(jwt, jwks)).toMatchObject({ status: 'valid' })
    const { opened } = await open(rfc[section])
    expect(opened.issues).toEqual([])
    expect(opened.processed).toEqual(shownPayloads[section] ?? expect.anything())
    expect(opened.disclosures.map(({ path }) => path)).not.toContain(null)
  })

  test.each([rfc['A.3'], rfc['A.4'], JSON.stringify(rfc['8.2'])])(
    'key binding %#',
    async (text) => {
      const { parts, payload } = await open(text)
      const binding = await checkKeyBinding(parts, payload, '1234567890')
      expect(binding).toMatchObject({
        verification: { status: 'valid', source: 'holder' },
        issues: [],
      })
    },
  )

  test('what was withheld is counted', async () => {
    const { opened } = await open(rfc['A.1'])
    expect(opened).toMatchObject({ digests: 16, withheld: 14, hash: 'sha-256' })
    expect(opened.disclosures.map(({ path, value }) => [path, value])).toEqual([
      ['address.region', '港区'],
      ['address.country', 'JP'],
    ])
  })

  test('the JSON serialization of section 8.2', async () => {
    const jwt = decodeJwt(JSON.stringify(rfc['8.2']))
    const jwks = { keys: [rfc.issuer], source: 'pasted' } as const
    expect(await verifyJwt(jwt, jwks)).toMatchObject({ status: 'valid' })
    const { opened } = await open(JSON.stringify(rfc['8.2']))
    expect(opened).toMatchObject({
      processed: { family_name: 'Doe', given_name: 'John' },
      withheld: 2,
      issues: [],
    })
  })
})

const disclosure = (...elements: readonly unknown[]) => base64url.encode(JSON.stringify(elements))
const region = disclosure('salt', 'region', 'Sachsen-Anhalt')
const german = disclosure('salt', 'DE')

const presented = async (payload: JsonObject, disclosures: readonly string[], rest = '') =>
  `${[await sign(payload, { typ: 'example+sd-jwt' }, es256), ...disclosures].join('~')}~${rest}`

const faults = async (payload: JsonObject, ...disclosures: readonly string[]) => {
  const { opened } = await open(await presented(payload, disclosures))
  expect(opened.processed === null).toBe(opened.issues.length > 0)
  return codes(opened.issues)
}
const digest = await sha256Of(region)
const item = { '...': await sha256Of(german) }

describe('rejects', () => {
  const withoutValue = disclosure('salt')
  const four = disclosure('salt', 'a', 1, 2)
  const reserved = disclosure('salt', '_sd', [])
  const dots = disclosure('salt', '...', 'x')
  const odd = disclosure(7, 'region', 'x')
  const unnamed = disclosure('salt', 7, 'x')

  test.each([
    ['a disclosure that no digest refers to', { _sd: [] }, [region], ['unreferenced']],
    ['a disclosure that is not base64url', {}, ['a='], ['disclosure_encoding']],
    ['an empty disclosure', {}, [''], ['disclosure_encoding']],
    ['a disclosure that is not JSON', {}, [base64url.encode('[')], ['disclosure_json']],
    ['an object', {}, [base64url.encode('{}')], ['disclosure_elements']],
    ['one element', {}, [withoutValue], ['disclosure_elements']],
    ['four elements', {}, [four], ['disclosure_elements']],
    ['a salt that is a number', {}, [odd], ['disclosure_salt']],
    ['a name that is a number', {}, [unnamed], ['disclosure_name']],
    ['the name _sd', {}, [reserved], ['name_reserved']],
    ['the name ...', {}, [dots], ['name_reserved']],
  ])('%s', async (_, payload, disclosures, expected) => {
    const found = await faults(payload, ...disclosures)
    expect(found.filter((code) => code !== 'unreferenced' || expected.includes(code))).toEqual(
      expected,
    )
  })

  test.each([
    ['a disclosure twice', { _sd: [digest] }, [region, region], ['disclosure_twice']],
    ['a digest twice', { _sd: [digest, digest] }, [region], ['digest_twice']],
    ['a digest in two places', { _sd: [digest], a: { _sd: [digest] } }, [region], ['digest_twice']],
    ['a decoy twice', { _sd: ['x'], a: { _sd: ['x'] } }, [], ['digest_twice']],
    ['a claim that exists', { _sd: [digest], region: 1 }, [region], ['name_exists']],
    ['a property in an array', { a: [{ '...': digest }] }, [region], ['not_for_array']],
    ['an element in an object', { _sd: [item['...']] }, [german], ['not_for_object']],
    ['_sd that is not an array', { _sd: digest }, [], ['sd_type']],
    ['_sd with a number', { _sd: [7] }, [], ['sd_type']],
    ['a nested _sd_alg', { a: { _sd_alg: 'sha-256' } }, [], ['alg_nested']],
    ['_sd_alg that is not a string', { _sd_alg: 256 }, [], ['alg_type']],
    ['... beside a member', { a: [{ ...item, b: 1 }] }, [], ['ellipsis']],
    ['... with a number', { a: [{ '...': 7 }] }, [], ['ellipsis']],
    ['... outside an array', { a: item }, [], ['ellipsis']],
  ])('%s', async (_, payload, disclosures, expected) => {
    expect(await faults(payload, ...disclosures)).toEqual(expected)
  })

  test('a disclosure whose own disclosure is missing', async () => {
    const address = disclosure('salt', 'address', { _sd: [digest] })
    const payload = { _sd: [await sha256Of(address)] }
    expect(await faults(payload, region)).toEqual(['unreferenced'])
    expect(await faults(payload, address, region)).toEqual([])
  })
})

test('a hash algorithm that the browser does not have is not a fault of the token', async () => {
  const { opened } = await open(await presented({ _sd_alg: 'sha3-256', _sd: [digest] }, [region]))
  expect(opened).toMatchObject({ hash: 'sha3-256', processed: null })
  expect(codes(opened.issues)).toEqual(['alg_unknown'])
})

test('other hash algorithms', async () => {
  const bits = new Uint8Array(
    await crypto.subtle.digest('SHA-512', new TextEncoder().encode(region)),
  )
  const payload = { _sd_alg: 'sha-512', _sd: [base64url.encode(bits)] }
  expect(await faults(payload, region)).toEqual([])
})

const signed = await presented({ _sd: [digest], cnf: { jwk: holder.jwk } }, [region])
const hash = await sha256Of(signed)
const claims = { iat: 1, aud: 'https://verifier.example', nonce: 'n', sd_hash: hash }

describe('key binding', () => {
  const bind = (payload: JsonObject, header: JsonObject = {}, key = holder) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: 'ES256', typ: 'kb+jwt', ...header })
      .sign(key.privateKey)
  const check = async (binding: string, nonce: string | null = null) => {
    const { parts, payload } = await open(signed + binding)
    return checkKeyBinding(parts, payload, nonce)
  }

  test('is verified with the key of the holder', async () => {
    expect(await check(await bind(claims), 'n')).toMatchObject({
      verification: { status: 'valid', source: 'holder' },
      issues: [],
    })
    const other = await createKey('ES256')
    expect(await check(await bind(claims, {}, other))).toMatchObject({
      verification: { status: 'invalid', reason: 'signature' },
    })
    expect(await check('')).toBeNull()
  })

  test.each([
    [{ ...claims, sd_hash: 'other' }, {}, null, ['kb_sd_hash_differs']],
    [{ ...claims, sd_hash: 7 }, {}, null, ['kb_sd_hash']],
    [{ ...claims, nonce: undefined }, {}, null, ['kb_nonce']],
    [claims, {}, 'm', ['kb_nonce_differs']],
    [{ ...claims, aud: ['a'] }, {}, null, ['kb_aud']],
    [{ ...claims, iat: '1' }, {}, null, ['kb_iat']],
    [claims, { typ: 'JWT' }, null, ['kb_typ']],
    [claims, { typ: 'application/KB+JWT' }, null, []],
  ] as const)('%j %j', async (payload, header, nonce, expected) => {
    const text = JSON.parse(JSON.stringify(payload)) as JsonObject
    const binding = await check(await bind(text, header), nonce)
    expect(codes(binding?.issues ?? [])).toEqual(expected)
  })

  test('by the tilde before it', async () => {
    expect(await check('abc')).toMatchObject({ issues: [{ code: 'last_part', seen: '1 parts' }] })
  })

  test.each([
    [{}, 'holder-key-missing'],
    [{ cnf: { kid: 'a' } }, 'holder-key-missing'],
    [{ cnf: { jwk: { ...holder.jwk, d: 'AA' } } }, 'holder-key-unusable'],
  ])('without a usable key: %j', async (payload, reason) => {
    const text = await presented(payload, [], await bind(claims))
    const { parts } = await open(text)
    expect(await checkKeyBinding(parts, payload, null)).toMatchObject({
      verification: { status: 'not-run', reason },
    })
  })
})
