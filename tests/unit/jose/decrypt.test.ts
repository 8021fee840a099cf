import { CompactEncrypt, exportJWK, generateKeyPair } from 'jose'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeJwt } from '@/lib/jose/decode'
import { decryptJwe, type DecryptionKey } from '@/lib/jose/decrypt'

const encoder = new TextEncoder()
const text = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhaXN5YWgifQ.'

interface Pair extends DecryptionKey {
  readonly publicKey: CryptoKey
}

async function keyFor(alg: string, kid = 'k1', crv?: string): Promise<Pair> {
  const { publicKey, privateKey } = await generateKeyPair(alg, crv ? { crv } : {})
  return { kid, alg, publicKey, privateKey }
}

interface Header {
  readonly alg?: string
  readonly enc?: string
  readonly kid?: string
  readonly zip?: string
}

async function encrypt({ alg, kid, publicKey }: Pair, header: Header = {}, plaintext = text) {
  const jwe = await new CompactEncrypt(encoder.encode(plaintext))
    .setProtectedHeader({ alg, enc: 'A256GCM', kid, ...header })
    .encrypt(publicKey)
  return decodeJwt(jwe)
}

/** The same JWE with another header; what was encrypted does not fit it any longer. */
async function withHeader(pair: Pair, header: object) {
  const { parts } = await encrypt(pair)
  const first = Buffer.from(JSON.stringify(header)).toString('base64url')
  return decodeJwt([first, ...parts.slice(1)].join('.'))
}

const rsa = await keyFor('RSA-OAEP-256')
const ec = await keyFor('ECDH-ES', 'k2', 'P-256')

describe('opened', () => {
  test.each([
    'RSA-OAEP-256',
    'RSA-OAEP',
    'RSA-OAEP-384',
    'RSA-OAEP-512',
    'ECDH-ES',
    'ECDH-ES+A128KW',
    'ECDH-ES+A192KW',
    'ECDH-ES+A256KW',
  ])('%s', async (alg) => {
    const key = await keyFor(alg)
    expect(await decryptJwe(await encrypt(key), [key])).toEqual({
      status: 'opened',
      reason: null,
      plaintext: text,
      kid: 'k1',
    })
  })

  test.each(['A128GCM', 'A192GCM', 'A256GCM', 'A128CBC-HS256', 'A192CBC-HS384', 'A256CBC-HS512'])(
    '%s',
    async (enc) => {
      expect(await decryptJwe(await encrypt(rsa, { enc }), [rsa])).toMatchObject({
        plaintext: text,
      })
    },
  )

  test.each(['P-256', 'P-384', 'P-521', 'X25519'])('on the curve %s', async (crv) => {
    const key = await keyFor('ECDH-ES', 'k1', crv)
    expect(await decryptJwe(await encrypt(key), [key])).toMatchObject({ plaintext: text })
  })

  test('a key that agrees by ECDH opens each of its algorithms', async () => {
    const jwe = await encrypt(ec, { alg: 'ECDH-ES+A256KW' })
    expect(await decryptJwe(jwe, [ec])).toMatchObject({ status: 'opened', kid: 'k2' })
  })

  test('an RSA key that may only decrypt', async () => {
    const { publicKey, privateKey } = await crypto.subtle.generateKey(
      {
        name: 'RSA-OAEP',
        hash: 'SHA-256',
        modulusLength: 2048,
        publicExponent: new Uint8Array([1, 0, 1]),
      },
      false,
      ['encrypt', 'decrypt'],
    )
    const key = { ...rsa, publicKey, privateKey }
    expect(await decryptJwe(await encrypt(key), [key])).toMatchObject({ status: 'opened' })
  })

  test('without kid, by the key that holds', async () => {
    const keys = [ec, await keyFor('RSA-OAEP-256', 'k3'), { ...rsa, kid: 'k4' }]
    const { kid: _, ...pair } = rsa
    const jwe = await encrypt({ ...pair, kid: undefined as unknown as string })
    expect(jwe.header).not.toHaveProperty('kid')
    expect(await decryptJwe(jwe, keys)).toMatchObject({ status: 'opened', kid: 'k4' })
  })

  test('with white space in it', async () => {
    const { text: compact } = await encrypt(rsa)
    const wrapped = compact.replace(/(.{60})/g, '$1\n')
    expect(await decryptJwe(decodeJwt(wrapped), [rsa])).toMatchObject({ status: 'opened' })
  })

  test('compressed', async () => {
    const jwe = await encrypt(rsa, { zip: 'DEF' })
    expect(await decryptJwe(jwe, [rsa])).toMatchObject({ status: 'opened', plaintext: text })
  })

  test('whatever the plaintext is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (plaintext) => {
        const jwe = await encrypt(ec, {}, plaintext)
        expect(await decryptJwe(jwe, [ec])).toMatchObject({
          plaintext,
        })
      }),
      { numRuns: 50 },
    )
  })
})

describe('closed', () => {
  const closed = { status: 'closed', plaintext: null, kid: null }

  test('no key', async () => {
    expect(await decryptJwe(await encrypt(rsa), [])).toEqual({ ...closed, reason: 'no-key' })
  })

  test('kid-unknown', async () => {
    expect(await decryptJwe(await encrypt(rsa, { kid: 'other' }), [rsa, ec])).toEqual({
      ...closed,
      reason: 'kid-unknown',
      seen: 'other',
      expected: 'k1, k2',
    })
  })

  test('key-alg', async () => {
    const key = await keyFor('RSA-OAEP', 'k1')
    expect(await decryptJwe(await encrypt(rsa), [key])).toEqual({
      ...closed,
      reason: 'key-alg',
      seen: 'RSA-OAEP-256',
      expected: 'RSA-OAEP',
    })
  })

  test('failed: another key with the same kid', async () => {
    const other = await keyFor('RSA-OAEP-256')
    expect(await decryptJwe(await encrypt(rsa), [other])).toEqual({ ...closed, reason: 'failed' })
  })

  test('failed: several keys with the same kid', async () => {
    const others = [await keyFor('RSA-OAEP-256'), await keyFor('RSA-OAEP-256')]
    expect(await decryptJwe(await encrypt(rsa), others)).toEqual({
      ...closed,
      reason: 'failed',
      seen: '2 keys',
    })
  })

  test('failed: a key on another curve', async () => {
    const key = await keyFor('ECDH-ES', 'k2', 'P-384')
    expect(await decryptJwe(await encrypt(ec), [key])).toMatchObject({
      ...closed,
      reason: 'failed',
    })
  })

  test('failed: changed afterwards', async () => {
    const { parts } = await encrypt(rsa)
    const [head = '', key = '', iv = '', ciphertext = '', tag = ''] = parts
    const flipped = (ciphertext.startsWith('A') ? 'B' : 'A') + ciphertext.slice(1)
    const jwe = decodeJwt([head, key, iv, flipped, tag].join('.'))
    expect(await decryptJwe(jwe, [rsa])).toMatchObject({ ...closed, reason: 'failed' })
  })

  test.each(['RSA1_5', 'dir', 'A128KW', 'PBES2-HS256+A128KW', 'none', 'rsa-oaep', undefined, 7])(
    'alg-unsupported: %s',
    async (alg) => {
      const jwe = await withHeader(rsa, { alg, enc: 'A256GCM', kid: 'k1', p2c: 1e9 })
      expect(await decryptJwe(jwe, [rsa])).toMatchObject({
        ...closed,
        reason: 'alg-unsupported',
        seen: `alg: ${alg}`,
        expected: expect.stringContaining('RSA-OAEP-256, '),
      })
    },
  )

  test.each([
    [{ enc: 'A128CBC' }, 'enc: A128CBC'],
    [{ enc: undefined }, 'enc: undefined'],
    [{ zip: 'GZ' }, 'zip: GZ'],
    [{ crit: ['x'] }, 'crit: ["x"]'],
  ])('alg-unsupported: %j', async (header, seen) => {
    const jwe = await withHeader(rsa, { alg: rsa.alg, enc: 'A256GCM', kid: 'k1', ...header })
    expect(await decryptJwe(jwe, [rsa])).toMatchObject({
      ...closed,
      reason: 'alg-unsupported',
      seen,
    })
  })

  test('too-large: a few octets that become many', async () => {
    const jwe = await encrypt(rsa, { zip: 'DEF' }, 'a'.repeat(5_000_000))
    expect(jwe.text.length).toBeLessThan(10_000)
    expect(await decryptJwe(jwe, [rsa])).toEqual({
      ...closed,
      reason: 'too-large',
      seen: 'zip: DEF',
      expected: '256000',
    })
  })

  test('too-large: the token itself', async () => {
    const jwe = decodeJwt(`a.b.c.${'d'.repeat(2_000_000)}.e`)
    expect(await decryptJwe(jwe, [rsa])).toMatchObject({ ...closed, reason: 'too-large' })
  })

  test.each([
    ['', '0 parts'],
    ['a.b.c', '3 parts'],
    [text, '3 parts'],
  ])('malformed: %s', async (input, seen) => {
    expect(await decryptJwe(decodeJwt(input), [rsa])).toEqual({
      ...closed,
      reason: 'malformed',
      seen,
      expected: '5',
    })
  })

  test('malformed: a part that is not base64url', async () => {
    const { parts } = await encrypt(rsa)
    const jwe = decodeJwt([...parts.slice(0, 4), '$$$'].join('.'))
    expect(await decryptJwe(jwe, [rsa])).toMatchObject({
      ...closed,
      reason: 'malformed',
      seen: expect.stringMatching(/^tag: character: /),
    })
  })

  test('a key that the token brings along is not used', async () => {
    const jwk = await exportJWK(rsa.publicKey)
    const jwe = await withHeader(rsa, { alg: rsa.alg, enc: 'A256GCM', jwk })
    expect(await decryptJwe(jwe, [])).toMatchObject({ ...closed, reason: 'no-key' })
  })

  test('never throws, whatever the text', async () => {
    const part = fc.oneof(fc.base64String(), fc.string(), fc.constant(''))
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 4, maxLength: 4 }), async (rest) => {
        const { parts } = await encrypt(ec)
        const jwe = decodeJwt([parts[0], ...rest].join('.'))
        expect(await decryptJwe(jwe, [ec])).toMatchObject(closed)
      }),
      { numRuns: 100 },
    )
  })
})
