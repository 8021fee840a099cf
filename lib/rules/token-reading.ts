import { excerpt } from '@/lib/model/text-bound'
import { jsonText } from '@/lib/model/json'
import { symmetricAlgorithms } from '@/lib/jose/algorithms'
import type { DecodedJwt, Verification } from '@/lib/jose/types'
import type { Artefacts } from './artefacts'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { finding } from './builders'
import type { Finding } from '@/lib/model/rule-result'

export type Token = Artefacts['jwt']

/** Tolerated difference between two clocks, in seconds. */
export const clockSkew = 60

const fiftyYears = 50 * 365 * 24 * 60 * 60

/** The time of the judgement as a NumericDate. */
export function secondsAt({ now }: JudgingContext): number {
  return now / 1000
}

/** A NumericDate in ISO format; the number itself if it is outside the range of Date. */
export function isoOf(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace('.000Z', 'Z')
}

/** A value as text for the user: strings unchanged, anything else as JSON. Long values are shortened. */
export function show(value: unknown): string {
  return excerpt(jsonText(value), 200)
}

/**
 * A finding for a value that is not a time in seconds since the epoch; null if it is one.
 *
 * @see [RFC 7519](https://www.rfc-editor.org/rfc/rfc7519.html#section-2)
 */
export function dateProblem(value: unknown, context: JudgingContext): Finding | null {
  if (typeof value !== 'number') return finding('type', JSON.stringify(value), 'number')
  const isMilliseconds = value > secondsAt(context) + fiftyYears
  return isMilliseconds
    ? finding('milliseconds', String(value), String(Math.floor(value / 1000)))
    : null
}

/**
 * Findings for a time that is possible but unusual: before 1970, or with a fraction of a second. Empty for
 * anything else.
 */
export function unusualDate(value: unknown): readonly Finding[] {
  if (typeof value !== 'number') return []
  if (value < 0) return [finding('negative', String(value))]
  return Number.isInteger(value)
    ? []
    : [finding('fraction', String(value), String(Math.round(value)))]
}

/** A finding for a lifetime that no token has; null for a possible one. */
export function endlessLifetime(seconds: number): Finding | null {
  return seconds > fiftyYears
    ? finding('long', String(seconds), String(Math.floor(seconds / 1000)))
    : null
}

/** The `alg` of a signed JWS; null if it is missing or `none`. */
export function signingAlg({ kind, header }: DecodedJwt): string | null {
  const alg = header?.['alg']
  const isSigned = kind === 'jws' && typeof alg === 'string' && alg.toLowerCase() !== 'none'
  return isSigned ? alg : null
}

/** Whether a JWS is signed with a secret that client and server share, so that no `kid` is needed. */
export function isSymmetric(jwt: DecodedJwt): boolean {
  return symmetricAlgorithms.has(signingAlg(jwt) ?? '')
}

/** Whether the validity of a signature is known: it was verified, or no suitable key exists. */
export function isJudged({ status, keys }: Verification): boolean {
  return status !== 'not-run' || keys?.fitting === 0
}
