import { describe, expect, test } from 'vitest'
import {
  fromBeforeRedirect,
  fromBeforeRequest,
  fromCompleted,
  fromErrorOccurred,
  fromHeadersReceived,
} from '@/lib/capture/web-request'
import { app, browsers, recorded, server } from './recorded'

const shared = { requestId: '1', tabId: 1, method: 'GET', url: `${server}/auth` }
const plain = { ...shared, timeStamp: 1.5, type: 'main_frame' }
const page = { frame: 'top', incognito: null, cookieStoreId: null, initiator: null } as const
const { requestId: webRequestId, ...sent } = shared
const base = { webRequestId, ...sent, at: 1.5, ...page }
const withBody = (requestBody: unknown) =>
  fromBeforeRequest({ ...plain, requestBody } as Parameters<typeof fromBeforeRequest>[0])
const octets = (bytes: readonly number[]) => ({ bytes: new Uint8Array(bytes).buffer })
const utf8 = (text: string) => [...new TextEncoder().encode(text)]

const extra = {
  chromium: { incognito: null, cookieStoreId: null, initiator: null },
  firefox: { incognito: false, cookieStoreId: 'firefox-default', initiator: server },
}

describe('onBeforeRequest', () => {
  test.each(browsers)('only what Parley uses is kept of what %s provides', (browser) => {
    const first = recorded(browser).get('query')?.[0]
    expect(fromBeforeRequest(first?.details as never)).toStrictEqual({
      kind: 'request',
      webRequestId: '11',
      tabId: 1,
      at: 1_795_000_000_000.25,
      method: 'GET',
      url: `${server}/authorize?mode=query`,
      form: null,
      frame: 'top',
      ...extra[browser],
    })
  })

  test('Firefox reports a private window and a container', () => {
    expect(
      fromBeforeRequest({ ...plain, incognito: true, cookieStoreId: 'firefox-container-2' }),
    ).toMatchObject({ incognito: true, cookieStoreId: 'firefox-container-2' })
  })

  test.each([
    ['Chromium', { initiator: server }, server],
    ['Firefox', { originUrl: `${server}/login?x` }, server],
    ['Chromium, of a page without origin,', { initiator: 'null' }, 'null'],
    ['Firefox, of a page without origin,', { originUrl: 'moz-nullprincipal:{1}' }, 'null'],
    [
      'Firefox, of its own page,',
      { originUrl: 'moz-extension://a/popup.html' },
      'moz-extension://a',
    ],
    ['either, of no page,', {}, null],
  ])('%s reports the initiator', (_, given, initiator) => {
    expect(fromBeforeRequest({ ...plain, ...given })).toMatchObject({ initiator })
  })

  test('a frame is distinguished from a page', () => {
    expect(fromBeforeRequest({ ...plain, type: 'sub_frame' })).toMatchObject({ frame: 'sub' })
  })

  test.each([undefined, null, {}, { error: 'Unknown error.' }, { raw: [] }, { raw: [{}] }])(
    'a body of %j is not a form',
    (requestBody) => {
      expect(withBody(requestBody)).toMatchObject({ form: null })
    },
  )

  test('a form keeps values that stand twice, and those that are not UTF-8, and leaves out files', () => {
    const formData = {
      state: ['a', 'b'],
      code: ['C1', { file: 'x' }],
      place: [new Uint8Array([0x63, 0x61, 0x66, 0xe9]).buffer],
      empty: [''],
    }
    expect(withBody({ formData })).toMatchObject({
      form: [
        ['state', 'a'],
        ['state', 'b'],
        ['code', 'C1'],
        ['place', 'caf\u{fffd}'],
        ['empty', ''],
      ],
    })
  })

  const encoded = 'code=C1&state=S+1%26%C3%A9&iss=http%3A%2F%2F127.0.0.1%3A8801'
  const form = [
    ['code', 'C1'],
    ['state', 'S 1&é'],
    ['iss', server],
  ]
  test.each([
    ['in one chunk', [octets(utf8(encoded))]],
    [
      'in two, split within an escape',
      [octets(utf8(encoded.slice(0, 20))), octets(utf8(encoded.slice(20)))],
    ],
    [
      'with a file between',
      [octets(utf8(encoded.slice(0, 9))), { file: 'x' }, octets(utf8(encoded.slice(9)))],
    ],
    ['octet by octet', utf8(encoded).map((octet) => octets([octet]))],
    [
      'without escapes, split within é',
      utf8(encoded.replace('%C3%A9', 'é')).map((o) => octets([o])),
    ],
  ])('a form as octets, %s', (_, raw) => {
    expect(withBody({ raw })).toMatchObject({ form })
  })

  test('octets that are cut off, or no text, are read as far as they can be', () => {
    const raw = [octets([...utf8('code=C1&state='), 0xc3]), octets([])]
    expect(withBody({ raw })).toMatchObject({
      form: [
        ['code', 'C1'],
        ['state', '\uFFFD'],
      ],
    })
  })
})

describe('onHeadersReceived', () => {
  const received = (location: string | undefined, statusCode = 302, name = 'Location') =>
    fromHeadersReceived({ ...plain, statusCode, responseHeaders: [{ name, value: location }] })

  test.each([
    [
      'an absolute URL as it was sent',
      'HTTPS://App.example:443/cb?code=%43',
      'HTTPS://App.example:443/cb?code=%43',
    ],
    ['a custom scheme', 'com.example.app:/cb?code=C1', 'com.example.app:/cb?code=C1'],
    ['a path', '/cb?code=C1#x', `${server}/cb?code=C1#x`],
    ['a relative path', 'cb?code=C1', `${server}/cb?code=C1`],
    ['a query', '?code=C1', `${server}/auth?code=C1`],
    ['another host', '//app.example/cb', 'http://app.example/cb'],
  ])('%s', (_, location, expected) => {
    expect(received(location)).toStrictEqual({
      kind: 'redirect',
      ...base,
      headers: [],
      status: 302,
      location: expected,
      ...(location === expected && { asSent: true }),
    })
  })

  test('a header that the browser decoded is not the original text', () => {
    const location = 'https://app.example/b\u00fccher?code=C1'
    expect(received(location)).toMatchObject({ location })
    expect(received(location)).not.toHaveProperty('asSent')
  })

  test.each(['location', 'LOCATION'])('%s is the same header', (name) => {
    expect(received(`${app}/cb`, 303, name)).toMatchObject({ status: 303, location: `${app}/cb` })
  })

  test.each([
    ['200', `${app}/cb`, 200],
    ['201 with a Location', `${app}/cb`, 201],
    ['404', `${app}/cb`, 404],
    ['304 without a Location', undefined, 304],
    ['an empty Location', '', 302],
    ['a Location that is not a URL', 'https://[', 302],
  ])('%s is not a redirect', (_, location, status) => {
    expect(received(location, status)).toBeNull()
  })

  test('without headers it is not a redirect', () => {
    expect(fromHeadersReceived({ ...plain, statusCode: 302 })).toBeNull()
  })
})

describe('onBeforeRedirect', () => {
  test.each(['chrome-extension://abc/held.html', 'moz-extension://1-2/held.html'])(
    'to %s it was held',
    (redirectUrl) => {
      expect(fromBeforeRedirect({ ...plain, statusCode: 307, redirectUrl })).toStrictEqual({
        kind: 'held',
        ...base,
      })
    },
  )

  test('to the held page at an answer, it is the Location that was held', () => {
    const redirectUrl = 'chrome-extension://abc/held.html'
    const details = { ...plain, method: 'POST', statusCode: 303, redirectUrl }
    expect(fromBeforeRedirect(details, `${app}/cb?code=C1`)).toStrictEqual({
      kind: 'held',
      ...base,
      method: 'GET',
      url: `${app}/cb?code=C1`,
      isTarget: true,
    })
  })

  test.each(['https://app.example/held.html', 'chrome-extension://abc/other.html'])(
    'to %s it was redirected',
    (redirectUrl) => {
      expect(fromBeforeRedirect({ ...plain, statusCode: 307, redirectUrl })).toMatchObject({
        kind: 'redirect',
        location: redirectUrl,
      })
    },
  )

  const redirected = (from: string, redirectUrl: string) =>
    fromBeforeRedirect({ ...plain, url: `${server}/auth${from}`, statusCode: 302, redirectUrl })

  test.each([
    [
      'an inherited fragment is none of it',
      '#frag0',
      `${app}/cb?code=C1#frag0`,
      `${app}/cb?code=C1`,
    ],
    ['an own fragment is', '#frag0', `${app}/cb#code=C1`, `${app}/cb#code=C1`],
    [
      'an own fragment that ends alike is',
      '#frag0',
      `${app}/cb#code=frag0`,
      `${app}/cb#code=frag0`,
    ],
    ['an empty fragment hands nothing on', '#', `${app}/cb#code=C1`, `${app}/cb#code=C1`],
    ['a custom scheme', '', 'com.example.app:/cb?code=C1', 'com.example.app:/cb?code=C1'],
  ])('%s', (_, from, redirectUrl, location) => {
    expect(redirected(from, redirectUrl)).toMatchObject({ kind: 'redirect', location })
  })
})

test('the headers of a page that rules judge', () => {
  const responseHeaders = [
    { name: 'Set-Cookie', value: 'session=1' },
    { name: 'X-Frame-Options', value: 'DENY' },
    {
      name: 'Content-Security-Policy',
      value: `script-src ${'a '.repeat(999)}; Frame-Ancestors 'none', default-src *`,
    },
  ]
  const headers = [
    ['x-frame-options', 'DENY'],
    ['content-security-policy', "Frame-Ancestors 'none'"],
  ]
  expect(fromCompleted({ ...plain, statusCode: 200, responseHeaders })).toMatchObject({ headers })
  const redirect = [...responseHeaders, { name: 'Location', value: app }]
  expect(
    fromHeadersReceived({ ...plain, statusCode: 302, responseHeaders: redirect }),
  ).toMatchObject({ headers })
})

test('the end of a navigation', () => {
  expect(fromCompleted({ ...plain, statusCode: 204 })).toStrictEqual({
    kind: 'completed',
    ...base,
    status: 204,
  })
  expect(fromErrorOccurred({ ...plain, error: 'net::ERR_ABORTED' })).toStrictEqual({
    kind: 'failed',
    ...base,
    error: 'net::ERR_ABORTED',
  })
})
