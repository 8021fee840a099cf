import { calculateJwkThumbprint } from 'jose'
import { describe, expect, test } from 'vitest'
import { findKeys } from '@/lib/jose/key-import'
import { kinds, jwk, pairs, pem, der, rsaPss, type Kind } from './key-samples'

const algs: Readonly<Record<Kind, readonly string[]>> = {
  RSA: ['PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'],
  'P-256': ['ES256'],
  'P-384': ['ES384'],
  'P-521': ['ES512'],
  Ed25519: ['EdDSA', 'Ed25519'],
  X25519: ['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW'],
}
const sizes = { RSA: 2048, 'P-256': 256, 'P-384': 384, 'P-521': 521, Ed25519: 256, X25519: 256 }

const found = async (kind: Kind, format: string) => ({
  keys: [
    {
      index: 0,
      format,
      kid: null,
      use: kind === 'X25519' ? 'enc' : 'sig',
      alg: algs[kind][0],
      algs: algs[kind],
      kty: jwk(pairs[kind].privateKey)['kty'],
      crv: kind === 'RSA' ? null : kind,
      size: sizes[kind],
      thumbprint: await calculateJwkThumbprint(jwk(pairs[kind].privateKey)),
      hasCertificate: false,
    },
  ],
  issues: [],
})

describe.each(kinds)('%s', (kind) => {
  const { privateKey } = pairs[kind]

  test('JWK', async () => {
    expect(await findKeys(JSON.stringify(jwk(privateKey)))).toEqual(await found(kind, 'jwk'))
  })

  test.each<readonly [string, (text: string) => string]>([
    ['PEM', (text) => text],
    ['PEM with text around it', (text) => `Bag Attributes\n  x: 1\n${text}\nand more`],
    ['PEM with CRLF and a byte order mark', (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
    ['PEM on one line', (text) => text.replaceAll('\n', ' ')],
    ['PEM with \\n', (text) => text.replaceAll('\n', '\\n')],
    ['PEM as a JSON string', (text) => JSON.stringify(text)],
    ['PEM as a JSON string in a JSON string', (text) => JSON.stringify(JSON.stringify(text))],
    ['PEM in an object', (text) => JSON.stringify({ type: 'account', private_key: text })],
    ['PEM in base64', (text) => Buffer.from(text).toString('base64')],
    ['base64', () => der(privateKey).toString('base64')],
    ['base64url', () => der(privateKey).toString('base64url')],
    ['base64 in lines', () => der(privateKey).toString('base64').replaceAll(/.{64}/g, '$&\n')],
  ])('%s', async (_, write) => {
    expect(await findKeys(write(pem(privateKey)))).toEqual(await found(kind, 'pkcs8'))
  })
})

test('PKCS#1 and SEC1', async () => {
  expect(await findKeys(pem(pairs.RSA.privateKey, 'pkcs1'))).toEqual(await found('RSA', 'pkcs1'))
  for (const kind of ['P-256', 'P-384', 'P-521'] as const)
    expect(await findKeys(pem(pairs[kind].privateKey, 'sec1'))).toEqual(await found(kind, 'sec1'))
})

test('a key that is for RSASSA-PSS alone', async () => {
  const { keys, issues } = await findKeys(pem(rsaPss.privateKey))
  expect(keys).toMatchObject([{ format: 'pkcs8', kty: 'RSA', alg: 'PS256', size: 2048 }])
  expect(issues).toEqual([])
})
