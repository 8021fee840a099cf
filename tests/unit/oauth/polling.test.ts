import { describe, expect, test } from 'vitest'
import {
  beginPolling,
  earliestPoll,
  isWaiting,
  nextPoll,
  pollAfter,
  polled,
  termsOf,
  type PollProgress,
} from '@/lib/oauth/polling'

const body = (value: object) => JSON.stringify(value)
const refusal = (error: string) => ({
  status: 400,
  headers: [],
  body: body({ error }),
  isLost: false,
})
const lost = { status: null, headers: [], body: '', isLost: true }
const silent = { ...lost, isLost: false }

/** Polls when it is due, and receives this a second later. */
function poll(progress: PollProgress, reply: Omit<Parameters<typeof pollAfter>[1], 'at'>) {
  const at = nextPoll(progress)
  return pollAfter(polled(progress, at), { ...reply, at: at + 1000 })
}

const begin = (members: object = { interval: 2, expires_in: 60 }) =>
  beginPolling(termsOf(body(members), 100_000))

describe('the terms of the first response', () => {
  test.each<[string, object, number, number, boolean]>([
    ['stated', { interval: 7, expires_in: 120 }, 7, 220_000, false],
    ['no interval: five seconds', { expires_in: 120 }, 5, 220_000, false],
    ['an interval that is a text', { interval: '8', expires_in: 120 }, 8, 220_000, false],
    ['an interval that is not a number', { interval: {}, expires_in: 120 }, 5, 220_000, false],
    ['an interval of zero or less', { interval: -3, expires_in: 120 }, 1, 220_000, false],
    ['an endless interval', { interval: 1e300, expires_in: 120 }, 3600, 220_000, false],
    ['no lifetime: ten minutes', { interval: 5 }, 5, 700_000, true],
    ['a lifetime of zero', { interval: 5, expires_in: 0 }, 5, 700_000, true],
  ])('%s', (_, members, interval, expiresAt, isAssumed) => {
    expect(termsOf(body(members), 100_000)).toEqual({ at: 100_000, interval, expiresAt, isAssumed })
  })

  test('a body that is not JSON has the usual terms', () => {
    expect(termsOf('<html>', 0)).toMatchObject({ interval: 5, isAssumed: true })
  })
})

describe('the next poll', () => {
  test('is one interval after the first response, then after each poll', () => {
    const first = begin()
    expect(nextPoll(first)).toBe(102_000)
    const second = poll(first, refusal('authorization_pending'))
    expect(second).toMatchObject({ polls: 1, failures: 0, end: null, isUnderWay: false })
    expect(nextPoll(second)).toBe(104_000)
  })

  test('slow_down adds five seconds for good', () => {
    const slowed = poll(poll(begin(), refusal('slow_down')), refusal('authorization_pending'))
    expect(slowed).toMatchObject({ interval: 7, slowDowns: 1, polls: 2 })
    expect(poll(slowed, refusal('slow_down')).interval).toBe(12)
  })

  test('no response doubles the pause, up to a minute, until there is one', () => {
    let progress = begin()
    const pauses = Array.from({ length: 7 }, () => {
      progress = poll(progress, silent)
      return (nextPoll(progress) - (progress.lastAt ?? 0)) / 1000
    })
    expect(pauses).toEqual([4, 8, 16, 32, 60, 60, 60])
    expect(earliestPoll(progress)).toBe((progress.lastAt ?? 0) + 2000)
    const answered = poll(progress, refusal('authorization_pending'))
    expect(nextPoll(answered) - (answered.lastAt ?? 0)).toBe(2000)
  })

  test('an interval longer than a minute is never shortened by a failure', () => {
    const progress = poll(begin({ interval: 90, expires_in: 600 }), silent)
    expect(nextPoll(progress) - (progress.lastAt ?? 0)).toBe(90_000)
  })

  test('Retry-After of a busy server is respected', () => {
    const busy = { status: 503, headers: [['retry-after', '30']] as const, body: '', isLost: false }
    const progress = poll(begin(), busy)
    expect(nextPoll(progress)).toBe((progress.lastAt ?? 0) + 31_000)
    expect(progress.end).toBeNull()
  })

  test('a response that only the worker lost does not slow down', () => {
    expect(poll(begin(), lost)).toMatchObject({ failures: 0, isUnderWay: false, polls: 1 })
  })

  test('a poll that is repeated with a nonce counts once', () => {
    const nonce = poll(begin(), refusal('use_dpop_nonce'))
    expect(nonce).toMatchObject({ polls: 0, end: null })
  })
})

describe('the end', () => {
  test.each(['access_denied', 'expired_token', 'transaction_failed', 'invalid_grant', 'oops'])(
    '%s ends polling',
    (error) => {
      expect(poll(begin(), refusal(error)).end).toEqual({ kind: 'error', error, status: 400 })
    },
  )

  test('tokens end polling', () => {
    const tokens = { status: 200, headers: [], body: body({ access_token: 'a' }), isLost: false }
    expect(poll(begin(), tokens).end).toEqual({ kind: 'tokens', error: null, status: 200 })
  })

  test('a success without a token is an error without a code', () => {
    const empty = { status: 200, headers: [], body: '{}', isLost: false }
    expect(poll(begin(), empty).end).toEqual({ kind: 'error', error: null, status: 200 })
  })

  test('a refusal without a code ends polling', () => {
    const html = { status: 404, headers: [], body: '<html>', isLost: false }
    expect(poll(begin(), html).end).toEqual({ kind: 'error', error: null, status: 404 })
  })
})

test('only authorization_pending and slow_down mean to poll again', () => {
  const codes = ['authorization_pending', 'slow_down', 'access_denied', 'use_dpop_nonce']
  expect(codes.map((error) => isWaiting({ status: 400, body: body({ error }) }))).toEqual([
    true,
    true,
    false,
    false,
  ])
  // The status decides first: a success with an error member is not a poll to repeat.
  expect(isWaiting({ status: 200, body: body({ error: 'authorization_pending' }) })).toBe(false)
})
