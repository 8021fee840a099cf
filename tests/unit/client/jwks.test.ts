import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cacheLifetime, fetchJwks } from '@/lib/client/fetch-jwks'
import { endless, send, startLoopback, type Answer, type Loopback } from './loopback'

let server: Loopback

beforeAll(async () => {
  server = await startLoopback()
})
afterAll(() => server.close())
beforeEach(() => server.responses.clear())

const minutes = 60_000
const now = 1_000_000
const get = (response: Answer) => {
  server.responses.set('/jwks', response)
  return fetchJwks(fetch, `${server.origin}/jwks`, now)
}

test('the keys come as their text, with the time until when they hold', async () => {
  const response = send(200, 'application/jwk-set+json', '{"keys":[]}', {
    'cache-control': 'public, max-age=60',
  })
  expect(await get(response)).toEqual({
    issues: [],
    jwks: {
      url: `${server.origin}/jwks`,
      status: 200,
      contentType: 'application/jwk-set+json',
      cacheControl: 'public, max-age=60',
      body: '{"keys":[]}',
      fetchedAt: now,
      expiresAt: now + 60_000,
    },
  })
  expect(server.headers.at(-1)).toMatchObject({
    accept: 'application/jwk-set+json, application/json',
  })
})

test('a text that is not a JWKS is passed on to its reader', async () => {
  expect(await get(send(200, 'text/html', '<p>'))).toMatchObject({ jwks: { body: '<p>' } })
  expect(await get(send(200, null, ''))).toMatchObject({ jwks: { body: '' } })
})

describe('no keys', () => {
  test.each<[string, Answer, string, string]>([
    ['another status', send(404, 'application/json', '{"keys":[]}'), 'jwks_status', '404'],
    ['a body without an end', endless(() => {}), 'fetch_too_large', '1000000'],
  ])('%s', async (_, response, code, seen) => {
    server.requested.length = 0
    expect(await get(response)).toEqual({
      jwks: null,
      issues: [{ code, seen, expected: `${server.origin}/jwks` }],
    })
    expect(server.requested).toEqual(['/jwks'])
  })

  test('a redirect', async () => {
    expect(await get(send(302, null, '', { location: '/elsewhere' }))).toEqual({
      jwks: null,
      issues: [{ code: 'fetch_redirect', seen: '302' }],
    })
  })

  test('no response', async () => {
    expect(await get((response) => response.destroy())).toMatchObject({
      jwks: null,
      issues: [{ code: 'fetch_unreachable' }],
    })
  })
})

test.each<[string | undefined, number]>([
  [undefined, 15 * minutes],
  ['', 15 * minutes],
  ['public', 15 * minutes],
  ['max-age=60', minutes],
  ['public, MAX-AGE=60, must-revalidate', minutes],
  ['max-age="60"', minutes],
  ['max-age=0', 0],
  ['max-age=900', 15 * minutes],
  ['max-age=901', 15 * minutes],
  ['max-age=86400', 15 * minutes],
  [`max-age=${'9'.repeat(400)}`, 15 * minutes],
  ['s-maxage=1', 15 * minutes],
  ['s-maxage=1, max-age=60', minutes],
  ['no-store', 0],
  ['no-cache', 0],
  ['No-Cache, max-age=60', 0],
  ['max-age=60, no-store', 0],
  ['max-age=-1', 0],
  ['max-age=soon', 0],
])('cacheLifetime of %s is %i ms', (cacheControl, lifetime) => {
  expect(cacheLifetime(cacheControl)).toBe(lifetime)
})
