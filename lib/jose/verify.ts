import { isAlgNone, signatureAlgorithms, symmetricAlgorithms } from './algorithms'
import { decodeBase64url } from './base64url'
import { isUnderstood } from './critical'
import { hasHeaderNonce, inputWithHashedNonce } from './header-nonce'
import { keysNamed, type Demand, type Refusal } from './key-choice'
import { findHolding, tryKeys, type Signed, type Tried } from './try-keys'
import type { DecodedJwt, Jwks, JwtIssue, JwtIssueCode, Verification } from './types'
import { result, verdict } from './verification'
import { type JsonObject } from '@/lib/model/json'

const encoder = new TextEncoder()

/** Issues that do not affect the signed octets. */
const harmless: ReadonlySet<JwtIssueCode> = new Set([
  'white_space',
  'duplicate',
  'nesting',
  'b64_not_critical',
  // The header and the signature contain none, so what is signed is certain.
  'period',
  'signatures_many',
])
const harmlessInPayload: ReadonlySet<JwtIssueCode> = new Set([
  'part_empty',
  'utf8',
  'json',
  'not_object',
])

/**
 * Verifies the signature with the keys of a JWKS and returns the exact reason if it is not valid. Keys that
 * the token contains or points to (`jwk`, `jku`, `x5c`, `x5u`) are never used.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-5.2)
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.10)
 */
export function verifyJwt(jwt: DecodedJwt, jwks: Jwks | null): Promise<Verification> {
  const source = jwks?.source ?? null
  const header = jwt.header ?? {}
  const demand = demandOf(jwt, header)
  if ('reason' in demand) {
    const meant = demand.reason === 'alg-symmetric' ? keyNamed(header, jwks) : null
    return verdict(source, demand, meant)
  }
  if (!jwks) return verdict(source, { reason: 'jwks-missing' })
  if (jwks.keys.length === 0) return verdict(source, { reason: 'jwks-unreadable' })
  return withoutDoubt(jwt, verifyWithKeys(jwt, header, demand, jwks))
}

/** Whether the payload that was signed is not known. */
export function lacksPayload({ isDetached, parts }: DecodedJwt): boolean {
  return isDetached && parts[1] === ''
}

/** Only a signature over an empty payload is valid without the payload. */
async function withoutDoubt(
  jwt: DecodedJwt,
  verifying: Promise<Verification>,
): Promise<Verification> {
  const verification = await verifying
  const { status, source, jwk, keys } = verification
  return lacksPayload(jwt) && status === 'invalid'
    ? result(source, { reason: 'payload-detached' }, jwk, keys)
    : verification
}

function verifyWithKeys(
  jwt: DecodedJwt,
  header: JsonObject,
  demand: Demand,
  jwks: Jwks,
): Promise<Verification> {
  return tryKeys(signedBy(jwt), header, demand, jwks, async (tried) => {
    if (hasHeaderNonce(jwt)) return verifyHashedNonce(jwt, demand, tried, jwks)
    return verifyOtherForm(jwt, demand, tried, jwks)
  })
}

/**
 * The signature may be over the payload in its other form: text that cites RFC 7797 without `b64`, and the opposite.
 * What the header says decides, so such a signature is not valid.
 *
 * @see [RFC 7797](https://www.rfc-editor.org/rfc/rfc7797.html#section-3)
 */
async function verifyOtherForm(
  jwt: DecodedJwt,
  demand: Demand,
  { jwks, keys }: Tried,
  { source }: Jwks,
): Promise<Verification | null> {
  if (!jwt.isDetached || lacksPayload(jwt)) return null
  const { isUnencoded } = jwt
  const input = inputOf({ ...jwt, isUnencoded: !isUnencoded })
  const holding = await findHolding({ signature: signedBy(jwt).signature, input }, demand, jwks)
  if (!holding) return null
  const refusal = { reason: 'payload-form', seen: form(!isUnencoded), expected: form(isUnencoded) }
  return verdict(source, refusal as Refusal, holding, keys)
}

const form = (isUnencoded: boolean) => `b64: ${!isUnencoded}`

/** Only the recipient of such a token can say for certain that its signature is not valid. */
async function verifyHashedNonce(
  jwt: DecodedJwt,
  demand: Demand,
  { jwks, keys }: Tried,
  { source }: Jwks,
): Promise<Verification> {
  const input = await inputWithHashedNonce(jwt)
  const { signature } = signedBy(jwt)
  const signed = input === null ? null : { signature, input: encoder.encode(input) }
  const holding = signed && (await findHolding(signed, demand, jwks))
  if (!holding) return verdict(source, { reason: 'nonce-unverified' }, null, keys)
  return { ...(await verdict(source, null, holding, keys)), reason: 'nonce-hashed' }
}

const signedByJwt = new WeakMap<DecodedJwt, Signed>()

/** The octets of the signature and of the signed text. Cached, because a token is often verified more than once. */
export function signedBy(jwt: DecodedJwt): Signed {
  const known = signedByJwt.get(jwt)
  if (known) return known
  const signed = { signature: decodeBase64url(jwt.parts[2] ?? ''), input: inputOf(jwt) }
  signedByJwt.set(jwt, signed)
  return signed
}

/**
 * The octets that are signed. A payload that the user gave is base64url in any case.
 *
 * @see [RFC 7797](https://www.rfc-editor.org/rfc/rfc7797.html#section-5.1)
 */
function inputOf({
  parts,
  isDetached,
  isUnencoded,
}: Pick<DecodedJwt, 'parts' | 'isDetached' | 'isUnencoded'>): Uint8Array<ArrayBuffer> {
  const [header = '', payload = ''] = parts
  if (!isDetached || !isUnencoded) return encoder.encode(`${header}.${payload}`)
  const start = encoder.encode(`${header}.`)
  const octets = decodeBase64url(payload)
  const input = new Uint8Array(start.length + octets.length)
  input.set(start)
  input.set(octets, start.length)
  return input
}

/** The requirements for a key, or the reason why no key can verify the token. */
export function demandOf(jwt: DecodedJwt, header: JsonObject): Demand | Refusal {
  if (jwt.kind === 'jwe') return { reason: 'encrypted' }
  const fault = jwt.issues.find(isFault)
  if (fault) return malformed(fault)
  const alg = header['alg']
  if (typeof alg !== 'string') return { reason: 'alg-missing' }
  if (isAlgNone(alg)) return { reason: 'alg-none', seen: alg }
  if (!isUnderstood(header['crit'])) return { reason: 'crit', seen: JSON.stringify(header['crit']) }
  if (symmetricAlgorithms.has(alg)) return { reason: 'alg-symmetric', seen: alg }
  const algorithm = signatureAlgorithms.get(alg)
  return algorithm ? { alg, algorithm } : { reason: 'alg-unknown', seen: alg }
}

function isFault({ part, code }: JwtIssue): boolean {
  return !harmless.has(code) && !(part === 'payload' && harmlessInPayload.has(code))
}

function malformed({ part, code, seen, expected }: JwtIssue): Refusal {
  return {
    reason: 'malformed',
    seen: [part, code, ...(seen === undefined ? [] : [seen])].join(': '),
    ...(expected === undefined ? {} : { expected }),
  }
}

function keyNamed(header: JsonObject, jwks: Jwks | null): JsonObject | null {
  return (header['kid'] !== undefined && keysNamed(header['kid'], jwks?.keys ?? [])[0]) || null
}
