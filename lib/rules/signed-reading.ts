import type { SignedExchange } from '@/lib/facts/signed-exchange'
import type { Verification } from '@/lib/jose/types'
import { jsonTypeOf, type JsonObject } from '@/lib/model/json'
import { parseUrl } from '@/lib/model/url'
import type { Finding } from '@/lib/model/rule-result'
import type { Artefacts } from './artefacts'
import { finding } from './builders'
import { signatureFindings } from './created-jwt'
import { notObserved, type CheckResult } from './rule'
import { isoOf, secondsAt, show } from './token-reading'

/** A JWS over a message. */
export type SignedJws = Artefacts['payload-signature']

/** Judges the header of a JWS; not applicable if it cannot be read. */
export function inHeader({ jwt }: SignedJws, check: (header: JsonObject) => CheckResult) {
  return jwt.header ? check(jwt.header) : undefined
}

/** `alg` is PS256, the only one that these ecosystems allow. */
export const onlyPs256 = (header: JsonObject): CheckResult =>
  header['alg'] === 'PS256' ? [] : [finding('differs', show(header['alg'] ?? '–'), 'PS256')]

/** The `kid` names one key of the sender. Whether it does is known once keys were searched. */
export function keyFindings(header: JsonObject, verification: Verification): CheckResult {
  if (header['kid'] === undefined) return [finding('missing')]
  const { keys, reason, seen, expected } = verification
  if (reason === 'kid-unknown' && keys) return [finding('unknown', seen, expected)]
  return keys ? [] : notObserved
}

/** Judges a signature. A signature over the payload in its other form has a finding of its own. */
export function payloadFindings(verification: Verification): CheckResult {
  const { reason, seen, expected } = verification
  if (reason === 'alg-none') return [finding('none', seen)]
  if (reason === 'payload-form') return [finding('form', seen, expected)]
  return signatureFindings(verification)
}

/** When the message was sent, in seconds since the epoch; for a pasted JWS, the time of the judgement. */
export function sentAt({ exchange, context }: Pick<SignedJws, 'exchange' | 'context'>): number {
  return exchange?.at ?? secondsAt(context)
}

/** A time that is missing or not a number; null for a time. */
export function timeProblem(header: JsonObject, name: string): Finding | null {
  const value = header[name]
  if (value === undefined) return finding('missing', null, name)
  return typeof value === 'number'
    ? null
    : finding('type', `${name}: ${jsonTypeOf(value)}`, 'number')
}

/** A finding that compares a time with another one. */
export const timeFinding = (code: string, time: number, with_: number) =>
  finding(code, isoOf(time), isoOf(with_))

/** The path that was called; null if it is not known. */
export function pathOf({ url }: Pick<SignedExchange, 'url'>): string | null {
  return url === null ? null : (parseUrl(url)?.pathname ?? null)
}
