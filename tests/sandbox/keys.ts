import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  sign,
  type KeyObject,
  type SignKeyObjectInput,
} from 'node:crypto'
import { promisify } from 'node:util'
import { exportJWK, type JWK } from 'jose'
import { ExternalSigningKey } from 'oidc-provider'

const generate = promisify(generateKeyPair)

export type SigningAlgorithm = 'PS256' | 'RS256' | 'ES256' | 'EdDSA'
export type EncryptionAlgorithm = 'RSA-OAEP-256' | 'ECDH-ES'

export interface TestKey {
  readonly kid: string
  /** Generated when the sandbox starts, without any value: it may be shown, copied and pasted. */
  readonly privateJwk: JWK
  readonly publicJwk: JWK
}

type Generate = () => Promise<{ readonly publicKey: KeyObject; readonly privateKey: KeyObject }>

const rsa: Generate = () => generate('rsa', { modulusLength: 2048 })
const ec: Generate = () => generate('ec', { namedCurve: 'P-256' })

interface KeyType {
  readonly generate: Generate
  readonly members: { readonly use: 'sig' | 'enc'; readonly alg?: string }
}

const keyTypes: Readonly<Record<SigningAlgorithm | EncryptionAlgorithm, KeyType>> = {
  PS256: { generate: rsa, members: { use: 'sig', alg: 'PS256' } },
  RS256: { generate: rsa, members: { use: 'sig', alg: 'RS256' } },
  ES256: { generate: ec, members: { use: 'sig', alg: 'ES256' } },
  // No alg: the algorithm has two names, EdDSA and Ed25519, and a client may use either.
  EdDSA: { generate: () => generate('ed25519', {}), members: { use: 'sig' } },
  'RSA-OAEP-256': { generate: rsa, members: { use: 'enc', alg: 'RSA-OAEP-256' } },
  'ECDH-ES': { generate: ec, members: { use: 'enc', alg: 'ECDH-ES' } },
}

/** Generates a key with the given key id. */
export async function generateTestKey(
  kid: string,
  alg: SigningAlgorithm | EncryptionAlgorithm = 'PS256',
): Promise<TestKey> {
  const type = keyTypes[alg]
  const { publicKey, privateKey } = await type.generate()
  const members = { kid, ...type.members }
  return {
    kid,
    privateJwk: { ...(await exportJWK(privateKey)), ...members },
    publicJwk: { ...(await exportJWK(publicKey)), ...members },
  }
}

export type JoseHeader = Readonly<Record<string, unknown>>
export type Claims = Readonly<Record<string, unknown>>

export interface ServerKeys {
  /** The keys that oidc-provider signs with: always the current ones. */
  readonly signingKeys: readonly ExternalSigningKey[]
  /** The published key set: only the current keys. */
  readonly jwks: () => { readonly keys: readonly JWK[] }
  /** The kid of the current key for an algorithm. */
  readonly currentKid: (alg: unknown) => string
  /** Generates new keys with new `kid` values and drops the old ones. */
  readonly rotate: () => Promise<void>
  /** Signs octets with the current key for an algorithm. */
  readonly signBytes: (alg: SigningAlgorithm, data: Uint8Array) => Buffer
  /** Signs any header and claims with the current key for the `alg` of the header. */
  readonly signJwt: (header: JoseHeader, claims: Claims) => string
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Writes a header, claims and a signature as a compact JWT, without validation. */
export function compactJwt(header: JoseHeader, claims: Claims, signature: string): string {
  return `${encode(header)}.${encode(claims)}.${signature}`
}

const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }

const signatures: Readonly<
  Record<SigningAlgorithm, { hash: string | null; options: Omit<SignKeyObjectInput, 'key'> }>
> = {
  PS256: { hash: 'sha256', options: pss },
  RS256: { hash: 'sha256', options: {} },
  ES256: { hash: 'sha256', options: { dsaEncoding: 'ieee-p1363' } },
  EdDSA: { hash: null, options: {} },
}

interface SigningKey {
  readonly kid: string
  readonly publicJwk: JWK
  readonly publicKey: KeyObject
  readonly signBytes: (data: Uint8Array) => Buffer
}

async function createSigningKey(alg: SigningAlgorithm, kid: string): Promise<SigningKey> {
  const { privateJwk, publicJwk } = await generateTestKey(kid, alg)
  const key = createPrivateKey({ key: privateJwk, format: 'jwk' })
  const { hash, options } = signatures[alg]
  return {
    kid,
    publicJwk: { ...publicJwk, alg },
    publicKey: createPublicKey(key),
    signBytes: (data) => sign(hash, data, { key, ...options }),
  }
}

/** Generates the server's signing keys, one for each algorithm, with the means to rotate them. */
export async function createServerKeys(
  algorithms: readonly SigningAlgorithm[],
): Promise<ServerKeys> {
  let serial = 0
  const next = () =>
    Promise.all(
      algorithms.map(async (alg) => {
        serial += 1
        return [alg, await createSigningKey(alg, `sandbox-server-${serial}`)] as const
      }),
    )
  let current = new Map<unknown, SigningKey>(await next())

  function currentKey(alg: unknown): SigningKey {
    const key = current.get(alg)
    if (!key) throw new Error(`The server has no key for ${String(alg)}`)
    return key
  }

  // oidc-provider reads its key set once; only a key of this kind can change afterwards.
  const signingKeys = algorithms.map((alg) =>
    Object.defineProperties(new ExternalSigningKey(), {
      kid: { get: () => currentKey(alg).kid },
      alg: { value: alg },
      keyObject: { value: () => currentKey(alg).publicKey },
      sign: { value: (data: Uint8Array) => currentKey(alg).signBytes(data) },
    }),
  )

  return {
    signingKeys,
    signBytes: (alg, data) => currentKey(alg).signBytes(data),
    jwks: () => ({ keys: [...current.values()].map(({ publicJwk }) => publicJwk) }),
    currentKid: (alg) => currentKey(alg).kid,
    rotate: async () => {
      current = new Map(await next())
    },
    signJwt: (header, claims) => {
      const input = compactJwt(header, claims, '')
      const signature = currentKey(header['alg']).signBytes(Buffer.from(input.slice(0, -1)))
      return input + signature.toString('base64url')
    },
  }
}
