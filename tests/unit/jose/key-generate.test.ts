import { CompactEncrypt, SignJWT, compactDecrypt, importJWK, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { dpopKeyPair, generatePrivateKey, generatedAlgs } from '@/lib/jose/key-generate'
import type { PrivateKey } from '@/lib/jose/key-import'
import { publicJwkOf, publicJwksOf } from '@/lib/jose/public-jwk'

async function generated(use: 'sig' | 'enc', alg: string): Promise<PrivateKey> {
  const key = await generatePrivateKey(use, alg)
  if ('code' in key) throw new Error(key.code)
  for (const made of Object.values(key.keys)) {
    expect(made).toMatchObject({ extractable: false, type: 'private' })
    await expect(crypto.subtle.exportKey('jwk', made)).rejects.toThrow('not extractable')
  }
  expect(Object.keys(key.publicJwk)).not.toContain('d')
  return key
}
import { keyInfo } from './key-info'

test.each(generatedAlgs.sig)('%s signs, and by all algorithms of its type', async (alg) => {
  const key = await generated('sig', alg)
  expect(key.algs).toContain(alg)
  for (const each of key.algs) {
    const text = await new SignJWT({})
      .setProtectedHeader({ alg: each })
      .sign(key.keys[each] as CryptoKey)
    await jwtVerify(text, await importJWK(key.publicJwk, each))
  }
})

test.each(generatedAlgs.enc)('%s decrypts, and by all algorithms of its type', async (alg) => {
  const key = await generated('enc', alg)
  expect(key.algs).toContain(alg)
  for (const each of key.algs) {
    const text = await new CompactEncrypt(Uint8Array.of(1))
      .setProtectedHeader({ alg: each, enc: 'A256GCM' })
      .encrypt(await importJWK(key.publicJwk, each))
    const { plaintext } = await compactDecrypt(text, key.keys[each] as CryptoKey)
    expect([...plaintext]).toEqual([1])
  }
})

test('an RSA key that was made for PS256 can be used with RS256', async () => {
  expect((await generated('sig', 'PS256')).algs).toEqual([
    'PS256',
    'PS384',
    'PS512',
    'RS256',
    'RS384',
    'RS512',
  ])
})

test.each([
  ['sig', 'none'],
  ['sig', 'HS256'],
  ['sig', 'RSA-OAEP-256'],
  ['enc', 'PS256'],
] as const)('no %s key for %s', async (use, alg) => {
  expect(await generatePrivateKey(use, alg)).toEqual({
    code: 'key_alg',
    seen: alg,
    expected: generatedAlgs[use].join(', '),
  })
})

test('a DPoP key: its public half can be read, its private one cannot', async () => {
  const { pair, publicJwk, thumbprint, keys } = await dpopKeyPair()
  expect(keys).toEqual({ ES256: pair.privateKey })
  expect(pair.privateKey.extractable).toBe(false)
  expect(await crypto.subtle.exportKey('jwk', pair.publicKey)).toMatchObject(publicJwk)
  expect(thumbprint).toMatch(/^[\w-]{43}$/)
})

describe('for registration', () => {
  const info = keyInfo

  test('a key has kid, alg and use, and its certificates', () => {
    const jwk = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'a', alg: 'ES256', use: 'sig' }
    expect(publicJwkOf(info)).toEqual(jwk)
    expect(publicJwkOf({ ...info, x5c: ['AA=='] })).toEqual({ ...jwk, x5c: ['AA=='] })
    expect(publicJwkOf({ ...info, use: 'dpop' })).toEqual(jwk)
    expect(publicJwkOf({ ...info, use: 'enc' })).toMatchObject({ use: 'enc' })
  })

  test('a JWKS leaves out what was removed', () => {
    const { keys } = publicJwksOf([info, { ...info, removedAt: 2 }])
    expect(keys).toEqual([publicJwkOf(info)])
  })
})
