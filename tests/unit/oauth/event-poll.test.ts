import { describe, expect, test } from 'vitest'
import { pollBody, readPoll } from '@/lib/oauth/event-poll'
import { eventsIn } from '@/lib/oauth/security-events'

const jwt = (payload: object) =>
  `${btoa('{"alg":"PS256"}')}.${btoa(JSON.stringify(payload)).replaceAll('=', '')}.c2ln`
const read = (value: unknown, done: readonly string[] = [], maxEvents: number | null = null) =>
  readPoll(typeof value === 'string' ? value : JSON.stringify(value), { maxEvents }, new Set(done))
const codes = (...input: Parameters<typeof read>) => read(...input).issues.map(({ code }) => code)

describe('the body of a poll', () => {
  test('has only what was chosen', () => {
    const nothing = { maxEvents: null, returnImmediately: false, ack: [], setErrs: {} }
    expect(pollBody(nothing)).toBe('{}')
    expect(pollBody({ ...nothing, maxEvents: 0, returnImmediately: true, ack: ['a'] })).toBe(
      '{"maxEvents":0,"returnImmediately":true,"ack":["a"]}',
    )
  })
})

describe('the response to a poll', () => {
  test('has SETs by their jti', () => {
    const text = jwt({ jti: 'a' })
    expect(read({ sets: { a: text }, moreAvailable: true })).toEqual({
      sets: [{ jti: 'a', text }],
      moreAvailable: true,
      issues: [],
    })
  })
  test.each([
    ['not JSON', '<html>', ['poll_not_json']],
    ['without sets', {}, ['poll_sets']],
    ['sets as a list', { sets: [] }, ['poll_sets']],
    ['moreAvailable as a text', { sets: {}, moreAvailable: 'no' }, ['poll_more']],
    ['a SET as an object', { sets: { a: {} } }, ['poll_set_text']],
    ['a different jti inside', { sets: { a: jwt({ jti: 'b' }) } }, ['poll_jti']],
  ])('%s', (_, body, expected) => expect(codes(body)).toEqual(expected))

  test('more than asked for, and what was done before', () => {
    const sets = { a: jwt({ jti: 'a' }), b: jwt({ jti: 'b' }) }
    expect(codes({ sets }, ['b'], 1)).toEqual(['poll_too_many', 'poll_again'])
  })
  test('a huge response is cut and named', () => {
    const sets = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`j${at}`, 'x']))
    const result = read({ sets })
    expect(result.sets).toHaveLength(100)
    expect(result.issues.map(({ code }) => code)).toEqual(['poll_cut'])
  })
})

describe('events of a SET', () => {
  test('the UK names the resource with URLs', () => {
    const uk = 'http://openbanking.org.uk'
    const subject = {
      subject_type: `${uk}/rid_${uk}/rty`,
      [`${uk}/rid`]: 'pmt-1',
      [`${uk}/rty`]: 'domestic-payment',
      [`${uk}/rlk`]: [{ version: 'v4.0', link: 'https://bank.example/p/1' }, 5],
    }
    const type = 'urn:uk:org:openbanking:events:resource-update'
    expect(eventsIn({ events: { [type]: { subject } } })).toEqual([
      {
        type,
        name: 'resource_update',
        resource: 'pmt-1',
        kind: 'domestic-payment',
        reason: null,
        links: ['https://bank.example/p/1'],
      },
    ])
  })
  test.each([[null], [{}], [{ events: [] }], [{ events: 'x' }]])('%j has none', (payload) =>
    expect(eventsIn(payload as never)).toEqual([]),
  )
  test('a malformed or unknown event stays readable', () => {
    expect(eventsIn({ events: { constructor: null } })).toMatchObject([
      { type: 'constructor', name: 'other', resource: null },
    ])
  })
})
