import type { Issue } from '@/lib/model/issue'
import { usableCurves } from './key-algorithms'
import { memberFault, valueFaults, type MemberFault, type Members } from './jwk-members'
import { keySize } from './jwks'
import type { JsonObject } from '@/lib/model/json'

const rsaPublic: Members = { n: null, e: null }
const rsaPrivate: Members = {
  ...rsaPublic,
  d: null,
  p: null,
  q: null,
  dp: null,
  dq: null,
  qi: null,
}
const ec = (size: number): Members => ({ x: size, y: size, d: size })
const okp: Members = { x: 32, d: 32 }

/**
 * The required members of a private JWK, by key type and curve.
 *
 * @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-6)
 * @see [RFC 8037](https://www.rfc-editor.org/rfc/rfc8037.html#section-2)
 */
const privateMembers: ReadonlyMap<string, Members> = new Map([
  ['RSA', rsaPrivate],
  ['EC P-256', ec(32)],
  ['EC P-384', ec(48)],
  ['EC P-521', ec(66)],
  ['OKP Ed25519', okp],
  ['OKP X25519', okp],
])

const keyTypes = 'RSA, EC, OKP'

/** @see [RFC 7518](https://www.rfc-editor.org/rfc/rfc7518.html#section-3.3) */
const smallestRsaKey = 2048

/** Issues that make a private JWK unusable; empty if there are none. Never quotes a private value. */
export function checkPrivateJwk(jwk: JsonObject): readonly Issue[] {
  const { kty, crv } = jwk
  if (kty === 'oct') return [{ code: 'key_symmetric', seen: 'oct', expected: keyTypes }]
  if (typeof kty !== 'string' || !keyTypes.split(', ').includes(kty))
    return [{ code: 'key_kty', seen: shortly(kty), expected: keyTypes }]
  const members = membersOf(jwk)
  if (!members) return [{ code: 'key_crv', seen: shortly(crv), expected: usableCurves }]
  if (jwk['d'] === undefined) return [{ code: 'key_public', seen: '–', expected: 'd' }]
  if (jwk['oth'] !== undefined) return [{ code: 'key_oth', seen: 'oth', expected: 'p, q' }]
  const missing = Object.keys(members).filter((name) => jwk[name] === undefined)
  if (missing.length > 0) return [{ code: 'key_member_missing', expected: missing.join(', ') }]
  const misformed = Object.entries(members).flatMap(
    ([name, size]) => memberFault(name, jwk[name], size) ?? [],
  )
  const faults = misformed.length > 0 ? misformed : valueFaults(publicHalfOf(jwk))
  return faults.length > 0 ? faults.map(invalidMember) : checkSize(jwk)
}

const invalidMember = (fault: MemberFault): Issue => ({ code: 'key_member', ...fault })

function membersOf({ kty, crv }: JsonObject): Members | undefined {
  return privateMembers.get(kty === 'RSA' ? 'RSA' : `${kty as string} ${shortly(crv)}`)
}

/** The members that are passed to WebCrypto. Others, such as `ext` and `key_ops`, could make the import fail. */
export function bareJwk(jwk: JsonObject): JsonObject {
  return pick(jwk, Object.keys(membersOf(jwk) ?? {}))
}

/** Public members only. */
export function publicHalfOf(jwk: JsonObject): JsonObject {
  const names = jwk['kty'] === 'RSA' ? Object.keys(rsaPublic) : ['x', 'y']
  return pick(
    jwk,
    names.filter((name) => jwk[name] !== undefined),
  )
}

function pick(jwk: JsonObject, names: readonly string[]): JsonObject {
  const all = [
    'kty',
    ...(jwk['crv'] === undefined || jwk['kty'] === 'RSA' ? [] : ['crv']),
    ...names,
  ]
  return Object.fromEntries(all.map((name) => [name, jwk[name]]))
}

/**
 * The name of a type, curve or algorithm. If it is too long for a name, only its length, because it may be a
 * part of the key.
 */
export function shortly(value: unknown): string {
  if (value === undefined) return '–'
  if (typeof value !== 'string') return typeof value
  return value.length > nameLimit ? `${value.length} characters` : value
}

const nameLimit = 16

function checkSize(jwk: JsonObject): readonly Issue[] {
  const size = jwk['kty'] === 'RSA' ? keySize(publicHalfOf(jwk)) : null
  if (size === null || size >= smallestRsaKey) return []
  return [{ code: 'key_small', seen: `${size} bits`, expected: `≥ ${smallestRsaKey} bits` }]
}
