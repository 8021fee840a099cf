import { decodeJwt } from '@/lib/jose/decode'
import type { Issue } from '@/lib/model/issue'
import { isObject, jsonObjectOf } from '@/lib/model/json'

/** What a poll asks for. @see [RFC 8936](https://www.rfc-editor.org/rfc/rfc8936.html#section-2.4) */
export interface EventPoll {
  /** Null leaves it to the transmitter; 0 only acknowledges. */
  readonly maxEvents: number | null
  /** False waits for an event at the transmitter. */
  readonly returnImmediately: boolean
  /** The `jti` values of the SETs that are acknowledged. */
  readonly ack: readonly string[]
  /** Why SETs are refused, by `jti`. */
  readonly setErrs: Readonly<Record<string, SetError>>
}

export interface SetError {
  readonly err: SetErrorCode
  readonly description: string
}

/** @see [RFC 8935](https://www.rfc-editor.org/rfc/rfc8935.html#section-2.4) */
export const setErrorCodes = [
  'invalid_request',
  'invalid_key',
  'invalid_issuer',
  'invalid_audience',
  'authentication_failed',
  'access_denied',
] as const

export type SetErrorCode = (typeof setErrorCodes)[number]

/** The body of a poll. Empty members are left out. */
export function pollBody({ maxEvents, returnImmediately, ack, setErrs }: EventPoll): string {
  return JSON.stringify({
    ...(maxEvents !== null && { maxEvents }),
    ...(returnImmediately && { returnImmediately }),
    ...(ack.length > 0 && { ack }),
    ...(Object.keys(setErrs).length > 0 && { setErrs }),
  })
}

/** A SET of a response. */
export interface PolledSet {
  /** The name of its member. */
  readonly jti: string
  readonly text: string
}

export interface PollResult {
  readonly sets: readonly PolledSet[]
  /** More SETs wait at the transmitter; null if the response does not say. */
  readonly moreAvailable: boolean | null
  readonly issues: readonly Issue[]
}

/** So many SETs of one response are read. */
const maxSets = 100

/**
 * Reads the response to a poll. `done` are the SETs that were acknowledged or refused before.
 *
 * @see [RFC 8936](https://www.rfc-editor.org/rfc/rfc8936.html#section-2.3)
 */
export function readPoll(
  body: string,
  { maxEvents }: Pick<EventPoll, 'maxEvents'>,
  done: ReadonlySet<string>,
): PollResult {
  const json = jsonObjectOf(body)
  const more = json?.['moreAvailable']
  const moreAvailable = typeof more === 'boolean' ? more : null
  const nothing = { sets: [], moreAvailable }
  if (!json) return { ...nothing, issues: [{ code: 'poll_not_json' }] }
  const listed = json['sets']
  if (!isObject(listed)) return { ...nothing, issues: [{ code: 'poll_sets', about: 'sets' }] }
  const entries = Object.entries(listed)
  const sets = entries.flatMap(([jti, text]) => (typeof text === 'string' ? [{ jti, text }] : []))
  const issues: Issue[] = []
  if (more !== undefined && moreAvailable === null)
    issues.push({ code: 'poll_more', about: 'moreAvailable' })
  if (maxEvents !== null && entries.length > maxEvents)
    issues.push({
      code: 'poll_too_many',
      seen: String(entries.length),
      expected: String(maxEvents),
    })
  if (entries.length > maxSets)
    issues.push({ code: 'poll_cut', seen: String(entries.length), expected: String(maxSets) })
  for (const [jti, text] of entries.slice(0, maxSets))
    if (typeof text !== 'string') issues.push({ code: 'poll_set_text', seen: jti })
  for (const { jti, text } of sets.slice(0, maxSets)) {
    const inside = decodeJwt(text).payload?.['jti']
    if (typeof inside === 'string' && inside !== jti)
      issues.push({ code: 'poll_jti', seen: inside, expected: jti })
    if (done.has(jti)) issues.push({ code: 'poll_again', seen: jti })
  }
  return { sets: sets.slice(0, maxSets), moreAvailable, issues }
}
