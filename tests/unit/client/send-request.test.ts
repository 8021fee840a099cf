import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { ServerResponse } from 'node:http'
import type { SentRequest } from '@/lib/client/client-context'
import { sendRequest } from '@/lib/client/http'
import { endless, send, startLoopback, type Answer, type Loopback } from './loopback'

let server: Loopback

beforeAll(async () => {
  server = await startLoopback()
})
afterAll(() => server.close())
afterEach(() => vi.restoreAllMocks())

const sent = (changes: Partial<SentRequest> = {}): SentRequest => ({
  method: 'POST',
  url: `${server.origin}/x`,
  headers: [['content-type', 'application/x-www-form-urlencoded']],
  body: 'a=1',
  certificate: false,
  ...changes,
})

const ask = (response: Answer, changes: Partial<SentRequest> = {}) => {
  server.responses.set('/x', response)
  server.requested.length = 0
  return sendRequest(fetch, sent(changes))
}

test('a response is returned unchanged', async () => {
  expect(await ask(send(403, 'text/html', '<p>no</p>', { 'x-a': 'b' }))).toMatchObject({
    ok: true,
    status: 403,
    body: '<p>no</p>',
    truncated: false,
    headers: expect.arrayContaining([['x-a', 'b']]),
  })
  expect(server.headers.at(-1)).toMatchObject({
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': '3',
  })
})

test('256 kB are kept whole', async () => {
  const response = await ask(send(200, null, 'a'.repeat(256_000)))
  expect([response.ok && response.truncated, response.ok && response.body.length]).toEqual([
    false,
    256_000,
  ])
})

test.each([256_001, 5_000_000])('of %i octets the first 256 kB are kept', async (octets) => {
  const response = await ask(send(200, null, 'a'.repeat(octets)))
  expect(response).toMatchObject({ ok: true, truncated: true })
  expect(response.ok && response.body === 'a'.repeat(256_000)).toBe(true)
})

test('no character is cut in two', async () => {
  const response = await ask(send(200, null, `a${'é'.repeat(200_000)}`))
  expect(response).toMatchObject({ truncated: true })
  expect(response.ok && response.body === `a${'é'.repeat(127_999)}`).toBe(true)
})

/** A response with these octets, sent in two pieces. */
const octets =
  (...list: readonly number[]): Answer =>
  (res: ServerResponse) => {
    res.writeHead(200)
    res.write(Uint8Array.from(list.slice(0, 2)))
    setTimeout(() => res.end(Uint8Array.from(list.slice(2))), 20)
  }

test.each([
  ['UTF-8 that is cut between two pieces', [0x61, 0xc3, 0xa9], undefined],
  ['a replacement character that was sent', [0xef, 0xbf, 0xbd], undefined],
  ['Latin-1', [0x61, 0xe9, 0x62], true],
  ['a character without its end', [0x61, 0x62, 0xc3], true],
  ['a byte order mark', [0xef, 0xbb, 0xbf, 0x61], true],
])('%s: whether the text has the octets received', async (_, list, inexact) => {
  const response = await ask(octets(...list))
  expect(response.ok && response.inexact).toBe(inexact)
})

test('an answer without an end is cut, and its connection closed', async () => {
  const closed = new Promise<void>((resolve) => {
    server.responses.set('/x', endless(resolve))
  })
  expect(await sendRequest(fetch, sent())).toMatchObject({ ok: true, truncated: true })
  await closed
})

test.each([301, 302, 303, 307, 308])('%i is not followed', async (status) => {
  await ask(send(status, null, '', { location: '/elsewhere' }))
  expect(server.requested).toEqual(['/x'])
})

test.each([
  [true, 'include'],
  [false, 'omit'],
])('with certificate %s the credentials are %s', async (certificate, credentials) => {
  const spy = vi.fn<typeof fetch>(async () => new Response('ok'))
  await sendRequest(spy, sent({ certificate }))
  expect(spy.mock.calls[0]?.[1]).toMatchObject({
    method: 'POST',
    body: 'a=1',
    credentials,
    redirect: 'manual',
    cache: 'no-store',
  })
})

test('a request without a body has none', async () => {
  const spy = vi.fn<typeof fetch>(async () => new Response('ok'))
  await sendRequest(spy, sent({ method: 'GET', body: '' }))
  expect(spy.mock.calls[0]?.[1]).not.toHaveProperty('body')
})

test('no response within 10 s', async () => {
  const { timeout } = AbortSignal
  const spy = vi
    .spyOn(AbortSignal, 'timeout')
    .mockImplementation(() => timeout.call(AbortSignal, 50))
  expect(await ask(() => {})).toMatchObject({ ok: false, failure: 'timeout' })
  expect(spy).toHaveBeenCalledWith(10_000)
})

test.each<[string, Partial<SentRequest>]>([
  ['a header that is none', { headers: [['a b', 'c']] }],
  ['a method that is none', { method: 'A B' }],
  ['a body where there can be none', { method: 'GET' }],
  ['a URL that is none', { url: 'x' }],
])('%s', async (_, changes) => {
  expect(await sendRequest(fetch, sent(changes))).toMatchObject({
    ok: false,
    failure: 'unreachable',
  })
})

test.each([
  ['stays open', (response: ServerResponse) => response.write('{"access_token":"a"}'), 'timeout'],
  [
    'breaks',
    (response: ServerResponse) =>
      response.write('{"access_token":"a"}', () => setImmediate(() => response.destroy())),
    'unreachable',
  ],
] as const)('what arrived is kept if the connection %s', async (_, write, incomplete) => {
  const ended = new AbortController()
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(ended.signal)
  const response = await ask((connection) => {
    connection.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
    write(connection)
    if (incomplete === 'timeout')
      setTimeout(() => ended.abort(new DOMException('over', 'TimeoutError')), 200)
  })
  expect(response).toMatchObject({
    ok: true,
    status: 200,
    body: '{"access_token":"a"}',
    truncated: false,
    incomplete,
  })
})
