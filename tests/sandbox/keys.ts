import { constants, createPrivateKey, createPublicKey, generateKeyPair, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { exportJWK } from 'jose'
import type { JWK } from 'jose'
import { ExternalSigningKey } from 'oidc-provider'
import { published } from './settings.ts'

const generate = promisify(generateKeyPair)
const alg = published.signingAlgorithm

export interface TestKey {
  readonly kid: string
  /** Made when the sandbox starts and of no worth: it may be shown, copied and pasted. */
  readonly privateJwk: JWK
  readonly publicJwk: JWK
}

/** Generates an RSA key for PS256 with the given key id. */
export async function generateTestKey(kid: string): Promise<TestKey> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 2048 })
  const members = { kid, use: 'sig', alg }
  return {
    kid,
    privateJwk: { ...(await exportJWK(privateKey)), ...members },
    publicJwk: { ...(await exportJWK(publicKey)), ...members },
  }
}

export type JoseHeader = Readonly<Record<string, unknown>>
export type Claims = Readonly<Record<string, unknown>>

export interface ServerKeys {
  /** What oidc-provider signs with: always the key that is current at that moment. */
  readonly signingKey: ExternalSigningKey
  /** The published key set: only the current key. */
  readonly jwks: () => { readonly keys: readonly JWK[] }
  readonly currentKid: () => string
  /** Takes a new key with a new kid into use and forgets the old one. */
  readonly rotate: () => Promise<void>
  /** Signs any header and claims with the current key. */
  readonly signJwt: (header: JoseHeader, claims: Claims) => string
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Writes header, claims and signature as a compact JWT, whatever they hold. */
export function compactJwt(header: JoseHeader, claims: Claims, signature: string): string {
  return `${encode(header)}.${encode(claims)}.${signature}`
}

/** Makes the key with which the server signs, and the means to rotate it. */
export async function createServerKeys(): Promise<ServerKeys> {
  let serial = 0
  const next = async () => {
    serial += 1
    const { kid, privateJwk, publicJwk } = await generateTestKey(`sandbox-server-${serial}`)
    const privateKey = createPrivateKey({ key: privateJwk, format: 'jwk' })
    return { kid, publicJwk, privateKey, publicKey: createPublicKey(privateKey) }
  }
  let current = await next()

  const signBytes = (data: Uint8Array, key: KeyObject) =>
    sign('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 })

  // oidc-provider reads its key set once; only a key of this kind can change afterwards.
  const signingKey = Object.defineProperties(new ExternalSigningKey(), {
    kid: { get: () => current.kid },
    alg: { value: alg },
    keyObject: { value: () => current.publicKey },
    sign: { value: (data: Uint8Array) => signBytes(data, current.privateKey) },
  })

  return {
    signingKey,
    jwks: () => ({ keys: [current.publicJwk] }),
    currentKid: () => current.kid,
    rotate: async () => {
      current = await next()
    },
    signJwt: (header, claims) => {
      const input = compactJwt(header, claims, '')
      const signature = signBytes(Buffer.from(input.slice(0, -1)), current.privateKey)
      return input + signature.toString('base64url')
    },
  }
}
