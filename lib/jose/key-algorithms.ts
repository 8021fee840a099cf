import type { KeyUse } from '@/lib/model/key'

/** The key type of a private key algorithm, and its WebCrypto parameters. */
export interface KeyAlgorithmRow {
  readonly alg: string
  readonly use: Exclude<KeyUse, 'dpop'>
  readonly kty: 'RSA' | 'EC' | 'OKP'
  readonly crv: string | null
  /** The parameters that the CryptoKey is bound to. Rows with equal parameters share a CryptoKey. */
  readonly params: { readonly name: string; readonly hash?: string; readonly namedCurve?: string }
  readonly usage: 'sign' | 'decrypt' | 'deriveBits'
}

const rsa = (
  use: 'sig' | 'enc',
  name: string,
  algs: Readonly<Record<string, string>>,
): readonly KeyAlgorithmRow[] =>
  Object.entries(algs).map(([alg, hash]) => ({
    alg,
    use,
    kty: 'RSA',
    crv: null,
    params: { name, hash },
    usage: use === 'sig' ? 'sign' : 'decrypt',
  }))

const ecdsa = (alg: string, crv: string): KeyAlgorithmRow => ({
  alg,
  use: 'sig',
  kty: 'EC',
  crv,
  params: { name: 'ECDSA', namedCurve: crv },
  usage: 'sign',
})

const ed25519 = (alg: string): KeyAlgorithmRow => ({
  alg,
  use: 'sig',
  kty: 'OKP',
  crv: 'Ed25519',
  params: { name: 'Ed25519' },
  usage: 'sign',
})

const ecdhAlgs = ['ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW', 'ECDH-ES+A256KW']

const ecdh = (
  kty: 'EC' | 'OKP',
  crv: string,
  params: KeyAlgorithmRow['params'],
): readonly KeyAlgorithmRow[] =>
  ecdhAlgs.map((alg) => ({ alg, use: 'enc', kty, crv, params, usage: 'deriveBits' }))

/**
 * The algorithms for private keys. The first one that fits a key is its default.
 *
 * @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.1)
 * @see [RFC 8037](https://www.rfc-editor.org/rfc/rfc8037.html#section-3)
 * @see [FAPI 2.0 Security Profile](https://openid.net/specs/fapi-security-profile-2_0-final.html#section-5.4)
 */
const rows: readonly KeyAlgorithmRow[] = [
  ...rsa('sig', 'RSA-PSS', { PS256: 'SHA-256', PS384: 'SHA-384', PS512: 'SHA-512' }),
  ...rsa('sig', 'RSASSA-PKCS1-v1_5', { RS256: 'SHA-256', RS384: 'SHA-384', RS512: 'SHA-512' }),
  ecdsa('ES256', 'P-256'),
  ecdsa('ES384', 'P-384'),
  ecdsa('ES512', 'P-521'),
  ed25519('EdDSA'),
  ed25519('Ed25519'),
  ...rsa('enc', 'RSA-OAEP', {
    'RSA-OAEP-256': 'SHA-256',
    'RSA-OAEP': 'SHA-1',
    'RSA-OAEP-384': 'SHA-384',
    'RSA-OAEP-512': 'SHA-512',
  }),
  ...['P-256', 'P-384', 'P-521'].flatMap((crv) =>
    ecdh('EC', crv, { name: 'ECDH', namedCurve: crv }),
  ),
  ...ecdh('OKP', 'X25519', { name: 'X25519' }),
]

/** The supported curves, as text for the user. */
export const usableCurves = [...new Set(rows.flatMap(({ crv }) => crv ?? []))].join(', ')

/** The algorithms for a key. */
export function rowsFor(use: string, kty: unknown, crv: unknown): readonly KeyAlgorithmRow[] {
  return rows.filter((row) => row.use === use && row.kty === kty && row.crv === (crv ?? null))
}

/** The algorithm of a new key. */
export function rowOf(use: string, alg: string): KeyAlgorithmRow | undefined {
  return rows.find((row) => row.use === use && row.alg === alg)
}

/** The names of the algorithms for a key, the best first; empty if it cannot be used. */
export function algorithmsFor(use: string, kty: unknown, crv: unknown): readonly string[] {
  return rowsFor(use, kty, crv).map(({ alg }) => alg)
}

/** The use of an `alg`; null if Parley does not support it. */
export function useOf(alg: unknown): 'sig' | 'enc' | null {
  return rows.find((row) => row.alg === alg)?.use ?? null
}
