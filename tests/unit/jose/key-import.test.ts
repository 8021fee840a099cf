import { verify, type KeyObject } from 'node:crypto'
import { CompactEncrypt, SignJWT, compactDecrypt, importJWK, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { findKeys, importPrivateKey, type PrivateKey } from '@/lib/jose/key-import'
import { dsa, jwk, pairs, pem, publicMembers, rsaPss, type Kind } from './key-samples'

/** The key, which must be there. */
async function imported(
  text: string,
  use: 'sig' | 'enc',
  alg: string,
  index = 0,
): Promise<PrivateKey> {
  const key = await importPrivateKey(text, index, { use, alg })
  if ('code' in key) throw new Error(JSON.stringify(key))
  return key
}

async function expectSealed({ keys }: PrivateKey): Promise<void> {
  for (const key of Object.values(keys)) {
    expect(key).toMatchObject({ extractable: false, type: 'private' })
    for (const format of ['jwk', 'pkcs8'] as const)
      await expect(crypto.subtle.exportKey(format, key)).rejects.toThrow('not extractable')
  }
}

async function expectSigns({ keys }: PrivateKey, publicKey: KeyObject): Promise<void> {
  for (const [alg, key] of Object.entries(keys)) {
    const text = await new SignJWT({ sub: 'a' }).setProtectedHeader({ alg }).sign(key)
    const { payload } = await jwtVerify(text, publicKey, { algorithms: [alg] })
    expect(payload).toEqual({ sub: 'a' })
  }
}

async function expectDecrypts({ keys }: PrivateKey, publicKey: KeyObject): Promise<void> {
  const plain = new TextEncoder().encode('plain')
  for (const [alg, key] of Object.entries(keys)) {
    const text = await new CompactEncrypt(plain)
      .setProtectedHeader({ alg, enc: 'A256GCM' })
      .encrypt(publicKey)
    const { plaintext } = await compactDecrypt(text, key)
    expect(new TextDecoder().decode(plaintext)).toBe('plain')
  }
}

const ecdh = ['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW']
const signing: readonly (readonly [Kind, readonly string[]])[] = [
  ['RSA', ['PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512']],
  ['P-256', ['ES256']],
  ['P-384', ['ES384']],
  ['P-521', ['ES512']],
  ['Ed25519', ['EdDSA', 'Ed25519']],
]
const encrypting: readonly (readonly [Kind, readonly string[]])[] = [
  ['RSA', ['RSA-OAEP-256', 'RSA-OAEP', 'RSA-OAEP-384', 'RSA-OAEP-512']],
  ['P-256', ecdh],
  ['P-384', ecdh],
  ['P-521', ecdh],
  ['X25519', ecdh],
]

const texts = (key: KeyObject): readonly string[] => [
  JSON.stringify(jwk(key)),
  pem(key),
  ...(key.asymmetricKeyType === 'rsa' ? [pem(key, 'pkcs1')] : []),
  ...(key.asymmetricKeyType === 'ec' ? [pem(key, 'sec1')] : []),
]

test.each(signing)('%s signs by %j, and cannot be read out', async (kind, algs) => {
  const { privateKey, publicKey } = pairs[kind]
  for (const text of texts(privateKey)) {
    const key = await imported(text, 'sig', algs[0] ?? '')
    expect(key.algs).toEqual(algs)
    expect(key.publicJwk).toEqual(publicMembers(jwk(privateKey)))
    await expectSealed(key)
    await expectSigns(key, publicKey)
  }
})

test.each(encrypting)('%s decrypts by %j, and cannot be read out', async (kind, algs) => {
  const { privateKey, publicKey } = pairs[kind]
  for (const text of texts(privateKey)) {
    const key = await imported(text, 'enc', algs.at(-1) ?? '')
    expect(key.algs).toEqual(algs)
    await expectSealed(key)
    await expectDecrypts(key, publicKey)
  }
})

test('node verifies what an imported RSA key signs', async () => {
  const { keys } = await imported(pem(pairs.RSA.privateKey), 'sig', 'RS256')
  const data = Buffer.from('data')
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', keys['RS256'] as CryptoKey, data)
  expect(verify('sha256', data, pairs.RSA.publicKey, Buffer.from(signature))).toBe(true)
})

test('a key for RSASSA-PSS alone signs by all RSA algorithms', async () => {
  const key = await imported(pem(rsaPss.privateKey), 'sig', 'RS256')
  const open = await importJWK({ ...key.publicJwk, alg: 'RS256' })
  const text = await new SignJWT({})
    .setProtectedHeader({ alg: 'RS256' })
    .sign(key.keys['RS256'] as CryptoKey)
  await expect(jwtVerify(text, open)).resolves.toBeDefined()
})

describe('what a JWK says beside the key', () => {
  const rsa = jwk(pairs.RSA.privateKey)

  test('does not make the browser refuse', async () => {
    const said = { use: 'enc', key_ops: ['verify'], ext: false, alg: 'RS256', kid: 'a', x: 'y' }
    const text = JSON.stringify({ ...rsa, ...said })
    const key = await imported(text, 'sig', 'PS256')
    expect(key.publicJwk).toEqual(publicMembers(rsa))
    await expectSealed(key)
    await expectSigns(key, pairs.RSA.publicKey)
  })

  test.each([
    [{}, { use: 'sig', alg: 'PS256', kid: null }],
    [
      { kid: 'a', alg: 'RS256' },
      { use: 'sig', alg: 'RS256', kid: 'a' },
    ],
    [{ use: 'enc' }, { use: 'enc', alg: 'RSA-OAEP-256' }],
    [{ alg: 'RSA-OAEP' }, { use: 'enc', alg: 'RSA-OAEP' }],
    [
      { alg: 'RSA-OAEP', use: 'sig' },
      { use: 'enc', alg: 'RSA-OAEP' },
    ],
    [{ use: 'other' }, { use: 'sig', alg: 'PS256' }],
    [{ alg: 'ES256' }, { use: 'sig', alg: 'PS256' }],
    [
      { kid: 7, alg: 7, use: 7 },
      { use: 'sig', alg: 'PS256', kid: null },
    ],
  ])('%j proposes %j', async (said, expected) => {
    const { keys } = await findKeys(JSON.stringify({ ...rsa, ...said }))
    expect(keys).toMatchObject([expected])
  })

  test('an alg that the key does not support is reported', async () => {
    const { issues } = await findKeys(JSON.stringify({ ...rsa, alg: 'ES256' }))
    expect(issues).toEqual([
      { code: 'key_alg', seen: 'ES256', expected: 'PS256, PS384, PS512, RS256, RS384, RS512' },
    ])
  })
})

describe('several keys', () => {
  const set = {
    keys: [
      { ...jwk(pairs.RSA.publicKey), kid: 'open' },
      { ...jwk(pairs['P-256'].privateKey), kid: 'a' },
      { ...jwk(pairs.RSA.privateKey), kid: 'b', use: 'enc' },
    ],
  }

  test('of a JWKS: those that are private', async () => {
    const { keys, issues } = await findKeys(JSON.stringify(set))
    expect(keys.map(({ index, kid, use }) => ({ index, kid, use }))).toEqual([
      { index: 0, kid: 'a', use: 'sig' },
      { index: 1, kid: 'b', use: 'enc' },
    ])
    expect(issues).toEqual([{ code: 'key_public', seen: '1: –', expected: 'd' }])
    const second = await imported(JSON.stringify(set), 'enc', 'RSA-OAEP', 1)
    expect(second.kty).toBe('RSA')
  })

  test.each<readonly [string, unknown]>([
    ['a list', set.keys],
    ['a configuration', { client: { client_id: 'x', jwks: set } }],
  ])('in %s', async (_, value) => {
    const { keys } = await findKeys(JSON.stringify(value))
    expect(keys.map(({ kid }) => kid)).toEqual(['a', 'b'])
  })

  test('more than a plausible number are not read', async () => {
    const keys = Array.from({ length: 1000 }, () => jwk(pairs.Ed25519.privateKey))
    const found = await findKeys(JSON.stringify({ keys }))
    expect(found.keys).toHaveLength(100)
    expect(found.issues).toEqual([{ code: 'key_many', seen: '1000 keys', expected: '≤ 100' }])
  })

  test('of PEM', async () => {
    const text = pem(pairs.RSA.privateKey) + pem(pairs['P-384'].privateKey, 'sec1')
    const { keys } = await findKeys(text)
    expect(keys.map(({ format, alg }) => [format, alg])).toEqual([
      ['pkcs8', 'PS256'],
      ['sec1', 'ES384'],
    ])
    expect((await imported(text, 'sig', 'ES384', 1)).crv).toBe('P-384')
  })
})

test('missing or impossible values are reported', async () => {
  const text = pem(pairs['P-256'].privateKey)
  const wanted = { use: 'sig', alg: 'ES256' } as const
  expect(await importPrivateKey(text, 1, wanted)).toEqual({
    code: 'key_gone',
    seen: '1 keys',
    expected: '2',
  })
  expect(await importPrivateKey(text, 0, { ...wanted, alg: 'PS256' })).toEqual({
    code: 'key_alg',
    seen: 'PS256',
    expected: 'ES256',
  })
  expect(
    await importPrivateKey(pem(pairs.X25519.privateKey), 0, { use: 'sig', alg: 'EdDSA' }),
  ).toEqual({ code: 'key_alg', seen: 'EdDSA', expected: '–' })
  expect(await importPrivateKey(pem(dsa.privateKey), 0, wanted)).toEqual({
    code: 'key_kty',
    seen: 'DSA',
    expected: 'RSA, EC, OKP',
  })
})
