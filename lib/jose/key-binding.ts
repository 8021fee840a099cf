import { isObject, jsonText, jsonTypeOf, type JsonObject } from '@/lib/model/json'
import { symmetricAlgorithms } from './algorithms'
import { decodeJwt } from './decode'
import { privateMembers } from './jwks'
import { presentedHash } from './sd-jwt'
import { sdJwtIssue, type SdJwtIssue, type SdJwtIssueCode } from './sd-jwt-issues'
import type { DecodedJwt, SdJwtParts, Verification } from './types'
import { unverified } from './verification'
import { verifyJwt } from './verify'

/** The key binding JWT of an SD-JWT, verified with the key of the holder. */
export interface KeyBinding {
  readonly jwt: DecodedJwt
  readonly verification: Verification
  readonly issues: readonly SdJwtIssue[]
  /** The hash of the presented SD-JWT that `sd_hash` must equal; null if it is not known. */
  readonly hash: string | null
}

/**
 * Verifies the key binding JWT of an SD-JWT. `nonce` is the expected one; null if it is not known.
 *
 * @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-7.3)
 */
export async function checkKeyBinding(
  parts: SdJwtParts,
  payload: JsonObject,
  nonce: string | null,
): Promise<KeyBinding | null> {
  if (parts.keyBinding === null) return null
  const jwt = decodeJwt(parts.keyBinding)
  if (jwt.kind !== 'jws' || jwt.sdJwt || jwt.json)
    return {
      jwt,
      verification: unverified({ reason: 'malformed' }),
      issues: [sdJwtIssue('last_part', null, `${jwt.parts.length} parts`, '3')],
      hash: null,
    }
  const expected = await presentedHash(parts, payload)
  return {
    jwt,
    verification: await verifyByHolder(jwt, payload),
    issues: [...memberIssues(jwt), ...bindingIssues(jwt.payload ?? {}, expected, nonce)],
    hash: expected,
  }
}

/**
 * Uses the public key in the `cnf` of the issuer-signed JWT.
 *
 * @see [RFC 7800](https://www.rfc-editor.org/rfc/rfc7800.html#section-3.2)
 */
function verifyByHolder(jwt: DecodedJwt, payload: JsonObject): Promise<Verification> {
  const cnf = payload['cnf']
  const jwk = isObject(cnf) ? cnf['jwk'] : undefined
  if (!isObject(jwk)) {
    const seen = isObject(cnf) ? Object.keys(cnf).join(', ') : undefined
    const refusal = { reason: 'holder-key-missing', ...(seen ? { seen } : {}) } as const
    return Promise.resolve(unverified(refusal))
  }
  const secrets = privateMembers.filter((name) => Object.hasOwn(jwk, name))
  const isSymmetric = symmetricAlgorithms.has(String(jwt.header?.['alg']))
  if (secrets.length > 0 || isSymmetric) {
    const seen = isSymmetric ? `alg: ${jsonText(jwt.header?.['alg'])}` : secrets.join(', ')
    return Promise.resolve(unverified({ reason: 'holder-key-unusable', seen }, 'holder'))
  }
  // There is only one key, so a kid needs no match.
  return verifyJwt(jwt, { keys: [{ ...jwk, kid: jwt.header?.['kid'] }], source: 'holder' })
}

/** The claims of a key binding JWT, and the JSON type of each. */
export const bindingClaims = [
  ['kb_iat', 'iat', 'number'],
  ['kb_aud', 'aud', 'string'],
  ['kb_nonce', 'nonce', 'string'],
  ['kb_sd_hash', 'sd_hash', 'string'],
] as const satisfies readonly (readonly [SdJwtIssueCode, string, string])[]

/** @see [RFC 9901](https://www.rfc-editor.org/rfc/rfc9901.html#section-4.3) */
function memberIssues({ header, payload }: DecodedJwt): readonly SdJwtIssue[] {
  const typ = header?.['typ']
  const media = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : null
  return [
    ...(media === 'kb+jwt' ? [] : [sdJwtIssue('kb_typ', null, shown(typ), 'kb+jwt')]),
    ...bindingClaims.flatMap(([code, name, type]) => {
      const value = payload?.[name]
      const seen = value === undefined ? '–' : jsonTypeOf(value)
      return seen === type ? [] : [sdJwtIssue(code, null, seen, type)]
    }),
  ]
}

function bindingIssues(
  { sd_hash: hash, nonce }: JsonObject,
  expectedHash: string | null,
  expectedNonce: string | null,
): readonly SdJwtIssue[] {
  const differs = (seen: unknown, expected: string | null) =>
    typeof seen === 'string' && expected !== null && seen !== expected
  return [
    ...(differs(hash, expectedHash)
      ? [sdJwtIssue('kb_sd_hash_differs', null, shown(hash), expectedHash ?? undefined)]
      : []),
    ...(differs(nonce, expectedNonce)
      ? [sdJwtIssue('kb_nonce_differs', null, shown(nonce), expectedNonce ?? undefined)]
      : []),
  ]
}

function shown(value: unknown): string {
  return value === undefined ? '–' : jsonText(value)
}
