import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { request } from '@/lib/client/http'
import { endless, send, startLoopback, type Answer, type Loopback } from './loopback'

let server: Loopback

beforeAll(async () => {
  server = await startLoopback()
})
afterAll(() => server.close())
afterEach(() => vi.restoreAllMocks())

const ask = (response: Answer) => {
  server.responses.set('/x', response)
  server.requested.length = 0
  return request(fetch, `${server.origin}/x`)
}

/** The time that a request may take runs out sooner; the signal is the real one. */
const hurry = (milliseconds: number) => {
  const { timeout } = AbortSignal
  return vi
    .spyOn(AbortSignal, 'timeout')
    .mockImplementation(() => timeout.call(AbortSignal, milliseconds))
}

test('an answer comes as it is, whatever its status', async () => {
  expect(await ask(send(503, 'text/html', '<p>down</p>', { 'x-a': 'b' }))).toMatchObject({
    ok: true,
    url: `${server.origin}/x`,
    status: 503,
    body: '<p>down</p>',
    headers: expect.arrayContaining([
      ['content-type', 'text/html'],
      ['x-a', 'b'],
    ]),
  })
})

test.each([200, 204])('an empty answer with %i has an empty body', async (status) => {
  expect(await ask(send(status, null, ''))).toMatchObject({ ok: true, status, body: '' })
})

test('octets that are not UTF-8 are replaced, and a character may be split over two chunks', async () => {
  expect(await ask(send(200, null, Buffer.from([0x61, 0xff, 0x62, 0xc3])))).toMatchObject({
    body: 'a\uFFFDb\uFFFD',
  })
  const split = await ask((response) => {
    response.write(Buffer.from([0xc3]))
    setImmediate(() => response.end(Buffer.from([0xa9])))
  })
  expect(split).toMatchObject({ body: 'é' })
})

test('cookies are neither sent nor is the cache asked', async () => {
  const spy = vi.fn<typeof fetch>(async () => new Response('ok'))
  await request(spy, `${server.origin}/x`, { headers: { accept: 'a/b' } })
  expect(spy.mock.calls[0]?.[1]).toMatchObject({
    headers: { accept: 'a/b' },
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
  })
})

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('%i is not followed', async (status) => {
    await ask(send(status, null, '', { location: `${server.origin}/elsewhere` }))
    expect(server.requested).toEqual(['/x'])
  })

  test('where the browser hides the answer, that is said', async () => {
    const hidden = Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' })
    expect(await request(async () => hidden, `${server.origin}/x`)).toEqual({
      ok: false,
      url: `${server.origin}/x`,
      failure: 'redirect',
      cause: 'opaqueredirect',
    })
  })
})

describe('size', () => {
  test('1 MB is read', async () => {
    const response = await ask(send(200, null, 'a'.repeat(1_000_000)))
    expect(response.ok && response.body.length).toBe(1_000_000)
  })

  test('one octet more is not', async () => {
    expect(await ask(send(200, null, 'a'.repeat(1_000_001)))).toMatchObject({
      failure: 'too_large',
      cause: '1000000',
    })
  })

  test('octets count, not characters', async () => {
    expect(await ask(send(200, null, 'é'.repeat(500_001)))).toMatchObject({ failure: 'too_large' })
  })

  test('a body without an end is cut off, and its connection closed', async () => {
    const closed = new Promise<void>((resolve) => {
      server.responses.set('/x', endless(resolve))
    })
    expect(await request(fetch, `${server.origin}/x`)).toMatchObject({ failure: 'too_large' })
    await closed
  })
})

describe('time', () => {
  test.each<[string, Answer]>([
    ['no answer', () => {}],
    [
      'a body that stops',
      (response) => {
        response.write('{')
      },
    ],
  ])('%s within 10 s', async (_, response) => {
    const spy = hurry(50)
    expect(await ask(response)).toMatchObject({ ok: false, failure: 'timeout' })
    expect(spy).toHaveBeenCalledWith(10_000)
  })
})

describe('no server', () => {
  test('no one listens', async () => {
    const gone = await startLoopback()
    await gone.close()
    expect(await request(fetch, `${gone.origin}/x`)).toMatchObject({ failure: 'unreachable' })
  })

  test('the connection breaks during the response', async () => {
    const broken = await ask((response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{')
      setImmediate(() => response.destroy())
    })
    expect(broken).toMatchObject({ ok: false, failure: 'unreachable' })
  })

  test('what is thrown need not be an error', async () => {
    // oxlint-disable-next-line prefer-promise-reject-errors -- that is what is tested
    const response = await request(() => Promise.reject('no'), 'https://auth.example')
    expect(response).toMatchObject({ failure: 'unreachable', cause: 'no' })
  })
})
