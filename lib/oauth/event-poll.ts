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

interface SetError {
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
interface PolledSet {
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
  const shown = entries.slice(0, maxSets)
  const sets = shown.flatMap(([jti, text]) => (typeof text === 'string' ? [{ jti, text }] : []))
  const isMoreWrong = more !== undefined && moreAvailable === null
  return {
    sets,
    moreAvailable,
    issues: [
      ...(isMoreWrong ? [{ code: 'poll_more', about: 'moreAvailable' }] : []),
      ...tooMany('poll_too_many', entries.length, maxEvents),
      ...tooMany('poll_cut', entries.length, maxSets),
      ...shown.flatMap(([jti, text]) =>
        typeof text === 'string' ? [] : [{ code: 'poll_set_text', seen: jti }],
      ),
      ...sets.flatMap((set) => setIssues(set, done)),
    ],
  }
}

function tooMany(code: string, seen: number, limit: number | null): readonly Issue[] {
  if (limit === null || seen <= limit) return []
  return [{ code, seen: String(seen), expected: String(limit) }]
}

function setIssues({ jti, text }: PolledSet, done: ReadonlySet<string>): readonly Issue[] {
  const inside = decodeJwt(text).payload?.['jti']
  const isOther = typeof inside === 'string' && inside !== jti
  return [
    ...(isOther ? [{ code: 'poll_jti', seen: inside, expected: jti }] : []),
    ...(done.has(jti) ? [{ code: 'poll_again', seen: jti }] : []),
  ]
}
