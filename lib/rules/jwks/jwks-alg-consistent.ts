import {
  agreementCurves,
  registeredJweAlgorithms,
  signatureAlgorithms,
} from '@/lib/jose/algorithms'
import { purposeOfAlg, type NamedKey } from '@/lib/jose/key-set'
import type { Finding } from '@/lib/model/rule-result'
import { finding } from '../builders'
import { keyRule } from '../key-set-builders'

/** The key types of an algorithm, and its curves; null for any, or for none. */
interface Fit {
  readonly types: readonly unknown[]
  readonly curves: readonly unknown[] | null
}

const encryptionTypes: readonly (readonly [start: string, fit: Fit])[] = [
  ['RSA', { types: ['RSA'], curves: null }],
  ['ECDH-ES', { types: ['EC', 'OKP'], curves: ['P-256', 'P-384', 'P-521', ...agreementCurves] }],
  ['', { types: ['oct'], curves: null }],
]

const encryption = registeredJweAlgorithms.flatMap((alg) => {
  const [, fit] = encryptionTypes.find(([start]) => alg.startsWith(start)) ?? []
  return fit ? [[alg, fit] as const] : []
})

/**
 * @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.1)
 * @see [RFC 8037](https://www.rfc-editor.org/rfc/rfc8037.html#section-3.1)
 */
const fits: ReadonlyMap<unknown, Fit> = new Map<unknown, Fit>([
  ...[...signatureAlgorithms].map(
    ([alg, { kty, curves }]) => [alg, { types: [kty], curves }] as const,
  ),
  ...encryption,
  ['EdDSA', { types: ['OKP'], curves: ['Ed25519', 'Ed448'] }],
  ['Ed448', { types: ['OKP'], curves: ['Ed448'] }],
  ['ES256K', { types: ['EC'], curves: ['secp256k1'] }],
  ['HS256', { types: ['oct'], curves: null }],
  ['HS384', { types: ['oct'], curves: null }],
  ['HS512', { types: ['oct'], curves: null }],
])

function judgeAlg({ name, jwk: { alg, kty, crv, use } }: NamedKey): readonly Finding[] {
  const fit = fits.get(alg)
  if (!fit) return []
  const seen = `${name}: ${String(alg)}`
  if (!fit.types.includes(kty)) return [finding('kty', `${seen}, ${String(kty)}`)]
  const algUse = purposeOfAlg(alg)
  return [
    ...(fit.curves?.includes(crv) === false ? [finding('crv', `${seen}, ${String(crv)}`)] : []),
    ...((use === 'sig' || use === 'enc') && algUse !== use
      ? [finding('use', `${seen}, ${use}`)]
      : []),
  ]
}

/**
 * `alg` fits the type, the curve and the use of its key.
 *
 * @see [RFC 7517](https://www.rfc-editor.org/rfc/rfc7517.html#section-4.4)
 */
export default keyRule({
  id: 'jwks-alg-consistent',
  about: 'alg',
  refs: ['RFC7517-4.4', 'RFC7518-3.1', 'RFC7518-4.1', 'RFC8037-3.1', 'RFC8725-3.1'],
  appliesTo: ({ jwk }) => fits.has(jwk['alg']),
  check: judgeAlg,
})
