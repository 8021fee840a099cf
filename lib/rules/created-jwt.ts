import { jsonTypeOf, listOf, type JsonObject } from '@/lib/model/json'
import type { DecodedJwt, Verification } from '@/lib/jose/types'
import type { Finding } from '@/lib/model/rule-result'
import type { Artefacts } from './artefacts'
import { finding } from './builders'
import { notObserved, type CheckResult } from './rule'
import {
  clockSkew,
  dateProblem,
  isJudged,
  isoOf,
  isSymmetric,
  show,
  signingAlg,
} from './token-reading'

/** A JWT that a client creates for a request: a request object, a client assertion or a DPoP proof. */
export type CreatedJwt = Artefacts['client-assertion']

/** Whether there is a text whose form can be judged. */
export function isReadable({ text, issues }: DecodedJwt): boolean {
  return text !== '' && !issues.some(({ code }) => code === 'too_large')
}

/** Whether a JWT is one JWS in the compact serialization. */
export function isCompactJws({ kind, json, sdJwt }: DecodedJwt): boolean {
  return kind === 'jws' && json === null && sdJwt === null
}

/** When the JWT was sent, in seconds since the epoch; for a pasted JWT, the time of the judgement. */
export function sentAt({
  requestContext,
  context,
}: Pick<CreatedJwt, 'context'> & Partial<Pick<CreatedJwt, 'requestContext'>>): number {
  return (requestContext?.at ?? context.now) / 1000
}

/** A claim with a time; null if it is absent, or not a time, which other rules report. */
export function timeIn(
  { jwt: { payload }, context }: Pick<CreatedJwt, 'jwt' | 'context'>,
  name: string,
): number | null {
  const value = payload?.[name]
  return typeof value === 'number' && !dateProblem(value, context) ? value : null
}

/** The limits of a time claim, in seconds before and after the request was sent. */
interface Limits {
  readonly oldest?: number
  readonly furthest?: number
}

/** Judges how far a time claim is from the time when the JWT was sent. */
export function timeFindings(
  artefact: CreatedJwt,
  name: string,
  { oldest = Infinity, furthest = clockSkew }: Limits,
): CheckResult {
  const time = timeIn(artefact, name)
  if (time === null) return undefined
  const now = sentAt(artefact)
  if (time > now + furthest) return [finding('future', isoOf(time), isoOf(now))]
  if (now - time <= oldest) return []
  // A pasted JWT may have been pasted late.
  return artefact.requestContext ? [finding('old', isoOf(time), isoOf(now))] : notObserved
}

/** Judges whether `exp` has passed; null if it is absent or not a time. */
export function expiredFinding(
  artefact: Pick<CreatedJwt, 'jwt' | 'context'> & Partial<Pick<CreatedJwt, 'requestContext'>>,
): Finding | null {
  const exp = timeIn(artefact, 'exp')
  const now = sentAt(artefact)
  return exp !== null && exp + clockSkew <= now ? finding('expired', isoOf(exp), isoOf(now)) : null
}

/**
 * Judges whether `jti` is new in the flow. Without `missing`, its absence is left to other rules. A retry after a
 * demanded nonce may be exempt.
 */
export function jtiFindings(
  { jwt: { payload }, requestContext }: CreatedJwt,
  missing: Finding | null,
  { exceptForNonce = false } = {},
): CheckResult {
  if (!payload) return undefined
  const jti = payload['jti']
  if (jti === undefined) return missing ? [missing] : undefined
  if (!requestContext) return notObserved
  const isRepeated = requestContext.earlier
    .filter(({ refusedForNonce }) => !(exceptForNonce && refusedForNonce))
    .some((earlier) => earlier.payload?.['jti'] === jti)
  return isRepeated ? [finding('repeated', show(jti))] : []
}

/** Judges a signature by the keys of its signer. */
export function signatureFindings(verification: Verification): CheckResult {
  const { status, reason, jwk, seen, expected } = verification
  if (reason === 'encrypted') return undefined
  if (!isJudged(verification)) return notObserved
  if (status === 'valid') return []
  if (reason === 'signature') return [finding('differs', jwk?.kid ?? jwk?.thumbprint)]
  return [finding('unverifiable', seen, expected)]
}

/**
 * Judges the `kid`. It is needed if the client has several keys.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.10.1)
 */
export function kidFindings(
  { jwt, verification }: CreatedJwt,
  isAlwaysNeeded: boolean,
): CheckResult {
  if (signingAlg(jwt) === null || isSymmetric(jwt)) return undefined
  const { reason, keys, seen, expected } = verification
  const isMissing = jwt.header?.['kid'] === undefined
  if (isMissing && isAlwaysNeeded) return [finding('missing')]
  if (!keys) return notObserved
  if (reason === 'kid-unknown') return [finding('unknown', seen, expected)]
  return isMissing && keys.all > 1 ? [finding('missing', `${keys.all} keys`)] : []
}

/** The values of `aud`. */
export function audiencesIn(payload: JsonObject): readonly unknown[] {
  const aud = payload['aud']
  return listOf(aud)
}

/** A finding for a claim with a wrong JSON type; null if the type is right, or the claim is absent. */
export function typeFinding(payload: JsonObject, name: string, expected: string): Finding | null {
  const seen = jsonTypeOf(payload[name])
  return payload[name] === undefined || seen === expected
    ? null
    : finding('type', `${name}: ${seen}`, expected)
}
