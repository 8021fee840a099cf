import { generateKeyPairSync, type KeyObject } from 'node:crypto'

/** The kinds of keys that Parley takes, as node makes them. */
export const pairs = {
  RSA: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'P-384': generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  'P-521': generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  Ed25519: generateKeyPairSync('ed25519'),
  X25519: generateKeyPairSync('x25519'),
} as const

export type Kind = keyof typeof pairs
export const kinds = Object.keys(pairs) as readonly Kind[]

/** Keys that Parley does not take. */
export const small = generateKeyPairSync('rsa', { modulusLength: 1024 })
export const unknownCurve = generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
export const ed448 = generateKeyPairSync('ed448')
export const dsa = generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 })
export const rsaPss = generateKeyPairSync('rsa-pss', { modulusLength: 2048 })

type PemType = 'pkcs8' | 'pkcs1' | 'sec1'

export const pem = (key: KeyObject, type: PemType = 'pkcs8') =>
  key.export({ format: 'pem', type }) as string

export const der = (key: KeyObject, type: PemType = 'pkcs8') =>
  key.export({ format: 'der', type }) as Buffer

export const jwk = (key: KeyObject): Record<string, string> =>
  key.export({ format: 'jwk' }) as Record<string, string>

export const publicPem = (key: KeyObject) => key.export({ format: 'pem', type: 'spki' }) as string

export const encryptedPem = (key: KeyObject) =>
  key.export({
    format: 'pem',
    type: 'pkcs8',
    cipher: 'aes-256-cbc',
    passphrase: 'secret',
  }) as string

/** Encrypted as OpenSSL did it before PKCS#8. */
export const oldEncryptedPem = (key: KeyObject) =>
  key.export({
    format: 'pem',
    type: 'pkcs1',
    cipher: 'aes-128-cbc',
    passphrase: 'secret',
  }) as string

export const publicMembers = ({ kty, crv, n, e, x, y }: Record<string, string>) =>
  Object.fromEntries(
    Object.entries({ kty, crv, n, e, x, y }).filter(([, value]) => value !== undefined),
  )
