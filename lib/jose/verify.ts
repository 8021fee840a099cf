import { isAlgNone, signatureAlgorithms, symmetricAlgorithms } from './algorithms'
import { decodeBase64url } from './base64url'
import { memberFaults } from './jwk-members'
import { importPublicKey, jwkFacts } from './jwks'
import { hasHeaderNonce, inputWithHashedNonce } from './header-nonce'
import { chooseKeys, keysNamed, type Demand, type Refusal } from './key-choice'
import type {
  DecodedJwt,
  Jwks,
  JwtIssue,
  JwtIssueCode,
  Verification,
  VerificationReason,
} from './types'
import { jsonText, type JsonObject } from '@/lib/model/json'

const encoder = new TextEncoder()

/**
 * Reasons that make a signature invalid: the token cannot have a valid signature, or the required keys were
 * tried. Any other reason leaves the validity of the signature unknown.
 */
const decided: ReadonlySet<VerificationReason> = new Set([
  'malformed',
  'alg-missing',
  'alg-none',
  'kid-missing',
  'kid-ambiguous',
  'signature',
  'proof-type',
  'proof-key-missing',
  'proof-key-private',
  'proof-key-symmetric',
])

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
    return response(source, demand, meant)
  }
  if (!jwks) return response(source, { reason: 'jwks-missing' })
  if (jwks.keys.length === 0) return response(source, { reason: 'jwks-unreadable' })
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

async function verifyWithKeys(
  jwt: DecodedJwt,
  header: JsonObject,
  demand: Demand,
  jwks: Jwks,
): Promise<Verification> {
  const { fitting, refusal, meant } = chooseKeys(header, demand, jwks.keys)
  const keys = { all: jwks.keys.length, fitting: fitting.length }
  if (refusal) return response(jwks.source, refusal, meant, keys)
  const sound = fitting.filter((jwk) => memberFaults(jwk).length === 0)
  const tried = sound.slice(0, maxTries)
  const holding = await findHolding(signedBy(jwt), demand, tried)
  if (holding) return result(jwks.source, null, await jwkFacts(holding), keys)
  if (hasHeaderNonce(jwt))
    return verifyHashedNonce(jwt, demand, tried, { source: jwks.source, keys })
  const faulty = fitting.find((jwk) => memberFaults(jwk).length > 0)
  const [fault] = faulty ? memberFaults(faulty) : []
  if (faulty && fault)
    return response(jwks.source, { reason: 'key-member', ...fault }, faulty, keys)
  if (sound.length > maxTries) return response(jwks.source, manyToTry(sound.length), null, keys)
  const untried = await findUnusable(demand, tried)
  if (untried) return response(jwks.source, { reason: 'key-unusable' }, untried, keys)
  const [only] = fitting
  if (!only || fitting.length > 1) return response(jwks.source, manyKeys(header, keys), null, keys)
  return response(jwks.source, { reason: 'signature' }, only, keys)
}

/** Maximum keys that are tried. A JWKS with more keys that fit one token does not occur in practice. */
const maxTries = 20

const manyToTry = (count: number): Refusal => ({
  reason: 'keys-many',
  seen: `${count} keys`,
  expected: `≤ ${maxTries}`,
})

/** A key that could not be imported: it may be the one that signed. */
async function findUnusable(
  { alg }: Demand,
  jwks: readonly JsonObject[],
): Promise<JsonObject | null> {
  for (const jwk of jwks) if ((await importPublicKey(jwk, alg)) === null) return jwk
  return null
}

/** Only the recipient of such a token can say for certain that its signature is not valid. */
async function verifyHashedNonce(
  jwt: DecodedJwt,
  demand: Demand,
  fitting: readonly JsonObject[],
  { source, keys }: Pick<Verification, 'source' | 'keys'>,
): Promise<Verification> {
  const input = await inputWithHashedNonce(jwt)
  const { signature } = signedBy(jwt)
  const signed = input === null ? null : { signature, input: encoder.encode(input) }
  const holding = signed && (await findHolding(signed, demand, fitting))
  if (!holding) return response(source, { reason: 'nonce-unverified' }, null, keys)
  return { ...result(source, null, await jwkFacts(holding), keys), reason: 'nonce-hashed' }
}

async function findHolding(
  { signature, input }: Signed,
  { alg, algorithm }: Demand,
  jwks: readonly JsonObject[],
): Promise<JsonObject | null> {
  for (const jwk of jwks) {
    const key = await importPublicKey(jwk, alg)
    if (key && (await holds(algorithm.params, key, signature, input))) return jwk
  }
  return null
}

function holds(...args: Parameters<SubtleCrypto['verify']>): Promise<boolean> {
  return crypto.subtle.verify(...args).catch(() => false)
}

interface Signed {
  readonly signature: Uint8Array<ArrayBuffer>
  readonly input: Uint8Array<ArrayBuffer>
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
function inputOf({ parts, isDetached, isUnencoded }: DecodedJwt): Uint8Array<ArrayBuffer> {
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

/**
 * Whether each critical extension is supported. `b64` is the only one that is.
 *
 * @see [RFC 7515](https://www.rfc-editor.org/rfc/rfc7515.html#section-4.1.11)
 */
function isUnderstood(crit: unknown): boolean {
  return crit === undefined || (Array.isArray(crit) && crit.length === 1 && crit.includes('b64'))
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

/** Several keys fit, and none of them verifies the signature. */
function manyKeys(header: JsonObject, keys: { readonly fitting: number }): Refusal {
  const kid = header['kid']
  if (kid === undefined) return { reason: 'kid-missing', seen: `${keys.fitting} keys` }
  return {
    reason: 'kid-ambiguous',
    seen: `${jsonText(kid)}: ${keys.fitting} keys`,
    expected: '1 key',
  }
}

async function response(
  source: Verification['source'],
  refusal: Refusal | null,
  jwk: JsonObject | null = null,
  keys: Verification['keys'] = null,
): Promise<Verification> {
  return result(source, refusal, jwk && (await jwkFacts(jwk)), keys)
}

function result(
  source: Verification['source'],
  refusal: Refusal | null,
  jwk: Verification['jwk'],
  keys: Verification['keys'],
): Verification {
  const status = refusal ? statusOf(refusal.reason) : 'valid'
  return { status, reason: null, ...refusal, jwk, keys, source }
}

function statusOf(reason: VerificationReason): Verification['status'] {
  return decided.has(reason) ? 'invalid' : 'not-run'
}

/** The result for a signature that was not verified with a key, or only with keys that are uncertain. */
export function unverified(refusal: Refusal, source: Verification['source'] = null): Verification {
  return result(source, refusal, null, null)
}
