import { header } from '@/lib/model/http-text'
import { jsonObjectOf, textIn } from '@/lib/model/json'
import { momentAfter, secondsOf } from '@/lib/model/lifetime'
import type { Params } from '@/lib/model/params'

/** Seconds between two polls if the server states no interval. */
const usualInterval = 5

/** Seconds that each `slow_down` adds, for this and all later polls. */
const step = 5

/** Seconds. A server may state any number. */
const [shortest, longest] = [1, 3600]

/** Seconds that a request is polled for if the server states no `expires_in`. */
const assumedLifetime = 600

/** Seconds. The pause after failures doubles up to this. */
const longestPause = 60

/** What the first response says about polling. */
export interface PollTerms {
  /** When it was received, in milliseconds since the epoch. */
  readonly at: number
  /** Seconds. */
  readonly interval: number
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  /** The response has no usable `expires_in`. */
  readonly isAssumed: boolean
}

/** How far a poll is. */
export interface PollProgress {
  readonly terms: PollTerms
  /** Seconds: the current interval. */
  readonly interval: number
  /** Number of polls. */
  readonly polls: number
  readonly slowDowns: number
  /** Polls without a usable response since the last usable one. */
  readonly failures: number
  /** When the last poll was sent, in milliseconds since the epoch; null before the first one. */
  readonly lastAt: number | null
  /** When a busy server wants the next request at the earliest, in milliseconds since the epoch. */
  readonly notBefore: number
  readonly isUnderWay: boolean
  readonly end: PollEnd | null
}

/** How polling ended: with tokens, or with the error of the server. */
interface PollEnd {
  readonly kind: 'tokens' | 'error'
  /** Null for tokens, and for a response without an error code. */
  readonly error: string | null
  /** Null if it is not known. */
  readonly status: number | null
}

/** The response to a poll. */
export interface PollReply {
  readonly at: number
  /** Null if no response was received. */
  readonly status: number | null
  readonly headers: Params
  readonly body: string
  /** The worker was terminated before the response: the server may be fine. */
  readonly isLost: boolean
}

/**
 * Reads `interval` and `expires_in` of the first response.
 *
 * @see [CIBA](https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.7.3)
 * @see [RFC 8628](https://www.rfc-editor.org/rfc/rfc8628.html#section-3.2)
 */
export function termsOf(body: string, at: number): PollTerms {
  const members = jsonObjectOf(body)
  const interval = secondsOf(members?.['interval']) ?? usualInterval
  const lifetime = secondsOf(members?.['expires_in'])
  const isAssumed = lifetime === null || lifetime <= 0
  return {
    at,
    interval: Math.min(Math.max(interval, shortest), longest),
    expiresAt: momentAfter(at, isAssumed ? assumedLifetime : lifetime),
    isAssumed,
  }
}

export function beginPolling(terms: PollTerms): PollProgress {
  return {
    terms,
    interval: terms.interval,
    polls: 0,
    slowDowns: 0,
    failures: 0,
    lastAt: null,
    notBefore: 0,
    isUnderWay: false,
    end: null,
  }
}

/** A poll was sent. */
export function polled(progress: PollProgress, at: number): PollProgress {
  return { ...progress, polls: progress.polls + 1, lastAt: at, isUnderWay: true }
}

/** What a response to a poll means. `nonce`: the same poll is sent again with the nonce of the server. */
type Meaning = 'tokens' | 'pending' | 'slow_down' | 'nonce' | 'busy' | 'lost' | 'error'

/** Statuses of a server that is busy or fails for a moment. */
const isBusy = (status: number) => status === 429 || status >= 500

/**
 * The meaning of a response. Any error without a meaning of its own ends polling.
 *
 * @see [RFC 8628](https://www.rfc-editor.org/rfc/rfc8628.html#section-3.5)
 * @see [CIBA](https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#rfc.section.11)
 */
function meaningOf({ status, body, isLost }: Omit<PollReply, 'at' | 'headers'>): Meaning {
  if (status === null) return isLost ? 'lost' : 'busy'
  const members = jsonObjectOf(body)
  const error = textIn(members, 'error')
  if (status < 300) return textIn(members, 'access_token') === null ? 'error' : 'tokens'
  if (error === 'authorization_pending') return 'pending'
  if (error === 'slow_down') return 'slow_down'
  if (error === 'use_dpop_nonce') return 'nonce'
  return error === null && isBusy(status) ? 'busy' : 'error'
}

/** Whether a response to a poll tells the client to poll again. It is not a refusal. */
export function isWaiting(reply: { readonly status: number; readonly body: string }): boolean {
  const meaning = meaningOf({ ...reply, isLost: false })
  return meaning === 'pending' || meaning === 'slow_down'
}

type Reduce = (progress: PollProgress, reply: PollReply) => PollProgress

const answered = (progress: PollProgress): PollProgress => ({
  ...progress,
  failures: 0,
  notBefore: 0,
  isUnderWay: false,
})

const reducers: Readonly<Record<Meaning, Reduce>> = {
  pending: answered,
  slow_down: (progress) => ({
    ...answered(progress),
    slowDowns: progress.slowDowns + 1,
    interval: Math.min(progress.interval + step, longest),
  }),
  // The next request is part of the same poll.
  nonce: (progress) => ({ ...answered(progress), polls: progress.polls - 1 }),
  lost: (progress) => ({ ...progress, isUnderWay: false }),
  busy: (progress, { at, headers }) => ({
    ...progress,
    failures: progress.failures + 1,
    notBefore: momentAfter(at, secondsOf(header(headers, 'retry-after')?.trim()) ?? 0),
    isUnderWay: false,
  }),
  tokens: (progress, { status }) => ({
    ...answered(progress),
    end: { kind: 'tokens', error: null, status },
  }),
  error: (progress, { status, body }) => ({
    ...answered(progress),
    end: { kind: 'error', error: textIn(jsonObjectOf(body), 'error'), status },
  }),
}

/** The progress after a response. */
export function pollAfter(progress: PollProgress, reply: PollReply): PollProgress {
  return reducers[meaningOf(reply)](progress, reply)
}

/** The earliest time of the next poll by the interval, in milliseconds since the epoch. */
export function earliestPoll({ terms, lastAt, interval }: PollProgress): number {
  return momentAfter(lastAt ?? terms.at, interval)
}

/**
 * When the next poll is due, in milliseconds since the epoch: after the interval, or after a longer pause if polls
 * failed.
 *
 * @see [RFC 8628](https://www.rfc-editor.org/rfc/rfc8628.html#section-3.5)
 */
export function nextPoll(progress: PollProgress): number {
  const { terms, lastAt, interval, failures, notBefore } = progress
  const doubled = Math.min(interval * 2 ** Math.min(failures, 10), longestPause)
  const pause = Math.max(interval, failures === 0 ? 0 : doubled)
  return Math.max(momentAfter(lastAt ?? terms.at, pause), notBefore)
}
