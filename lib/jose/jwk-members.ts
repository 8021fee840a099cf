import type { JsonObject } from '@/lib/model/json'
import { readBase64url } from './base64url'
import { isOnCurve } from './ec-point'

/** A problem with a member of a JWK. `seen` and `expected` begin with its name and never quote its value. */
export interface MemberFault {
  readonly seen: string
  readonly expected: string
}

/** The members of a key, with the octets of each; null if the length may vary. */
export type Members = Readonly<Record<string, number | null>>

/** Octets of a coordinate. @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-6.2.1.2) */
export const coordinateOctets: ReadonlyMap<unknown, number> = new Map([
  ['P-256', 32],
  ['secp256k1', 32],
  ['P-384', 48],
  ['P-521', 66],
])

/** Octets of a public key. @see [RFC 8037](https://www.rfc-editor.org/rfc/rfc8037.html#section-2) */
const octetKeys: ReadonlyMap<unknown, number> = new Map([
  ['Ed25519', 32],
  ['X25519', 32],
  ['X448', 56],
  ['Ed448', 57],
])

/** The public members whose value is an octet string, by key type. */
const publicOctets: ReadonlyMap<unknown, (crv: unknown) => Members> = new Map<
  unknown,
  (crv: unknown) => Members
>([
  ['RSA', () => ({ n: null, e: null })],
  [
    'EC',
    (crv) => {
      const size = coordinateOctets.get(crv) ?? null
      return { x: size, y: size }
    },
  ],
  ['OKP', (crv) => ({ x: octetKeys.get(crv) ?? null })],
  ['AKP', () => ({ pub: null })],
])

/** Maximum characters of a member. A modulus of 16384 bits has 2731. */
const memberLimit = 3000

/** Maximum characters of a public key of the AKP type, such as ML-DSA-87. */
const akpLimit = 10_000

const problems = {
  padding: 'padding',
  character: 'wrong character',
  length: 'wrong length',
  trailing_bits: 'unused bits set',
} as const

/**
 * The problem with one member: strict base64url without padding, of the full length, and an integer without
 * leading zero octets. Null without one.
 *
 * @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-2)
 * @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-6.3.1.1)
 */
export function memberFault(
  name: string,
  value: unknown,
  size: number | null,
  limit = memberLimit,
): MemberFault | null {
  const expected = `${name}: base64url${size === null ? '' : `, ${size} octets`}`
  const seen = misformedAs(name, value, size, limit)
  return seen === null ? null : { seen: `${name}: ${seen}`, expected }
}

function misformedAs(
  name: string,
  value: unknown,
  size: number | null,
  limit: number,
): string | null {
  if (typeof value !== 'string') return value === null ? 'null' : typeof value
  const { bytes, problem } = readBase64url(value.slice(0, limit))
  if (problem) return problems[problem.code]
  if (value.length > limit || !bytes || bytes.length === 0) return `${value.length} characters`
  if (size !== null && bytes.length !== size) return `${bytes.length} octets`
  // An EC private key has its full length, leading zeros included.
  return size === null && isInteger.has(name) && bytes[0] === 0 ? 'leading zero octet' : null
}

/** Members that are positive integers of any length. */
const isInteger: ReadonlySet<string> = new Set(['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'])

const faultsByJwk = new WeakMap<JsonObject, readonly MemberFault[]>()

/**
 * The problems with the public members of a key. Browsers differ in which of them they accept, so a key with
 * one is never used. Missing members are reported elsewhere.
 */
export function memberFaults(jwk: JsonObject): readonly MemberFault[] {
  const known = faultsByJwk.get(jwk)
  if (known) return known
  const members = Object.entries(publicOctets.get(jwk['kty'])?.(jwk['crv']) ?? {})
  const limit = jwk['kty'] === 'AKP' ? akpLimit : memberLimit
  const misformed = members.flatMap(([name, size]) =>
    jwk[name] === undefined ? [] : (memberFault(name, jwk[name], size, limit) ?? []),
  )
  const faults = misformed.length > 0 ? misformed : valueFaults(jwk)
  faultsByJwk.set(jwk, faults)
  return faults
}

/** Problems with the values of well-formed members. */
export function valueFaults(jwk: JsonObject): readonly MemberFault[] {
  if (jwk['kty'] === 'RSA') return rsaFaults(jwk)
  return jwk['kty'] === 'EC' ? pointFaults(jwk) : []
}

/**
 * The modulus is a product of odd primes, and the exponent is odd and at least 3.
 *
 * @see [RFC 8017](https://www.rfc-editor.org/rfc/rfc8017.html#section-3.1)
 */
function rsaFaults({ n, e }: JsonObject): readonly MemberFault[] {
  const exponent = octetsOf(e)
  const isOne = exponent?.length === 1 && exponent[0] === 1
  return [
    ...(isEven(octetsOf(n)) ? [{ seen: 'n: even', expected: 'n: odd' }] : []),
    ...(isOne || isEven(exponent)
      ? [isOne ? { seen: 'e: 1', expected: 'e: ≥ 3' } : { seen: 'e: even', expected: 'e: odd' }]
      : []),
  ]
}

function isEven(bytes: Uint8Array | null): boolean {
  return bytes !== null && ((bytes.at(-1) ?? 1) & 1) === 0
}

function pointFaults({ crv, x, y }: JsonObject): readonly MemberFault[] {
  const [first, second] = [octetsOf(x), octetsOf(y)]
  if (typeof crv !== 'string' || !first || !second || isOnCurve(crv, first, second)) return []
  return [{ seen: 'x, y: not on the curve', expected: crv }]
}

function octetsOf(value: unknown): Uint8Array | null {
  return typeof value === 'string' ? readBase64url(value).bytes : null
}
