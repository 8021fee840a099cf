import type { DecodedJwt, Verification } from '@/lib/jose/types'
import type { Artefacts } from './artefacts'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { finding } from './builders'
import type { Finding } from '@/lib/model/rule-result'

export type Token = Artefacts['jwt']

/** Seconds that two clocks may be apart. */
export const clockSkew = 60

const fiftyYears = 50 * 365 * 24 * 60 * 60

/** The time of the judgement as a NumericDate. */
export function secondsAt({ now }: JudgingContext): number {
  return now / 1000
}

/** A NumericDate as a person reads it; the number itself where it is beyond every calendar. */
export function isoOf(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace('.000Z', 'Z')
}

/** A value as a person reads it: texts as they are, the rest as JSON, cut where it is long. */
export function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}

/**
 * What keeps a value from being a time in seconds since the epoch.
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

/** The `alg` of a JWS that says that it is signed; null where it says nothing, or that it is not. */
export function signingAlg({ kind, header }: DecodedJwt): string | null {
  const alg = header?.['alg']
  const isSigned = kind === 'jws' && typeof alg === 'string' && alg.toLowerCase() !== 'none'
  return isSigned ? alg : null
}

/** Whether it is known that a signature cannot be relied on: it was checked, or no key is there that made it. */
export function isJudged({ status, keys }: Verification): boolean {
  return status !== 'not-run' || keys?.fitting === 0
}
