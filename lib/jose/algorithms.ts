/** The key type of a signature algorithm, and its WebCrypto parameters. */
export interface SignatureAlgorithm {
  readonly kty: 'RSA' | 'EC' | 'OKP'
  /** The curves that the algorithm allows; null for any, or for none. */
  readonly curves: readonly string[] | null
  readonly params: AlgorithmIdentifier | RsaPssParams | EcdsaParams
}

const rsa = (name: string, saltLength?: number): SignatureAlgorithm => ({
  kty: 'RSA',
  curves: null,
  params: saltLength === undefined ? { name } : { name, saltLength },
})

const ec = (crv: string, hash: string): SignatureAlgorithm => ({
  kty: 'EC',
  curves: [crv],
  params: { name: 'ECDSA', hash },
})

const edwards = (curves: readonly string[] | null): SignatureAlgorithm => ({
  kty: 'OKP',
  curves,
  params: { name: 'Ed25519' },
})

/**
 * The asymmetric signature algorithms that Parley can verify.
 *
 * @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.1)
 * @see [RFC 8037](https://www.rfc-editor.org/rfc/rfc8037.html#section-3.1)
 */
export const signatureAlgorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map([
  ['RS256', rsa('RSASSA-PKCS1-v1_5')],
  ['RS384', rsa('RSASSA-PKCS1-v1_5')],
  ['RS512', rsa('RSASSA-PKCS1-v1_5')],
  ['PS256', rsa('RSA-PSS', 32)],
  ['PS384', rsa('RSA-PSS', 48)],
  ['PS512', rsa('RSA-PSS', 64)],
  ['ES256', ec('P-256', 'SHA-256')],
  ['ES384', ec('P-384', 'SHA-384')],
  ['ES512', ec('P-521', 'SHA-512')],
  // Also for Ed448, which browsers do not support.
  ['EdDSA', edwards(null)],
  ['Ed25519', edwards(['Ed25519'])],
])

/** Key size of each curve, in bits. */
export const curveBits: ReadonlyMap<string, number> = new Map([
  ['P-256', 256],
  ['secp256k1', 256],
  ['P-384', 384],
  ['P-521', 521],
  ['Ed25519', 256],
  ['X25519', 256],
  ['Ed448', 456],
  ['X448', 448],
])

/**
 * Curves for key agreement, which have no signatures.
 *
 * @see [RFC 8037](https://www.rfc-editor.org/rfc/rfc8037.html#section-3.2)
 */
export const agreementCurves: ReadonlySet<unknown> = new Set(['X25519', 'X448'])

/** Algorithms that sign with a secret shared by client and server. */
export const symmetricAlgorithms: ReadonlySet<string> = new Set(['HS256', 'HS384', 'HS512'])

/** Every `alg` value registered for signatures. */
export const registeredJwsAlgorithms: readonly string[] = [
  'none',
  ...symmetricAlgorithms,
  ...signatureAlgorithms.keys(),
  'ES256K',
  'Ed448',
  'ML-DSA-44',
  'ML-DSA-65',
  'ML-DSA-87',
]

/** Every `alg` value registered for encryption. */
export const registeredJweAlgorithms: readonly string[] = [
  'dir',
  'RSA1_5',
  'RSA-OAEP',
  'RSA-OAEP-256',
  'RSA-OAEP-384',
  'RSA-OAEP-512',
  'A128KW',
  'A192KW',
  'A256KW',
  'A128GCMKW',
  'A192GCMKW',
  'A256GCMKW',
  'ECDH-ES',
  'ECDH-ES+A128KW',
  'ECDH-ES+A192KW',
  'ECDH-ES+A256KW',
  'PBES2-HS256+A128KW',
  'PBES2-HS384+A192KW',
  'PBES2-HS512+A256KW',
]

/** Whether `alg` is `none` in any spelling. */
export function isAlgNone(alg: unknown): boolean {
  return typeof alg === 'string' && alg.toLowerCase() === 'none'
}
