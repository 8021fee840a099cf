import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loginEndOf } from '@/lib/flow/read/login-end'
import type { AuthorizationRequest, Hop } from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import { refusalAdvice } from '@/lib/flow/read/refusal-advice'
import type { RefusalFacts } from '@/lib/flow/read/refusal-facts'

const { advice: texts } = parse(readFileSync('lib/i18n/locales/en.yml', 'utf8')) as {
  advice: Readonly<Record<string, string>>
}

const server = 'https://auth.example'
const redirectUri = 'https://app.example/cb'

const pushed: Params = [
  ['client_id', 'tpp'],
  ['request_uri', 'urn:example:1'],
]
const plain: Params = [
  ['client_id', 'tpp'],
  ['response_type', 'code'],
  ['redirect_uri', redirectUri],
]

function request(status: number | null, params: Params = pushed, error: string | null = null) {
  return {
    kind: 'authorization-request',
    id: 'r',
    at: 100_000,
    source: 'browser',
    results: [],
    method: 'GET',
    url: `${server}/auth?${new URLSearchParams(params.map(([name, value]) => [name, value]))}`,
    params,
    frame: 'top',
    httpResult: { at: 100_010, status, error },
  } satisfies AuthorizationRequest
}

function hop(url: string, more: Partial<Hop>): Hop {
  return {
    kind: 'hop',
    id: 'h',
    at: 100_020,
    source: 'browser',
    results: [],
    method: 'GET',
    url,
    status: 200,
    ...more,
  }
}

const fresh = { clientId: 'tpp', receivedAt: 60_000, expiresAt: 150_000, usedAt: null }

function facts(
  messages: readonly (AuthorizationRequest | Hop)[],
  more: Partial<RefusalFacts> = {},
): RefusalFacts {
  const end = loginEndOf(messages)
  if (!end) throw new Error('Nothing ended')
  return { end, redirectUri, registered: [redirectUri], stored: fresh, metadata: null, ...more }
}

const adviseOn = (...args: Parameters<typeof facts>) =>
  refusalAdvice(facts(...args)).map(({ code, seen, expected }) =>
    [code, seen, expected].filter((part) => part !== undefined),
  )
const codes = (...args: Parameters<typeof facts>) =>
  refusalAdvice(facts(...args)).map(({ code }) => code)

describe('a cause that can be compared', () => {
  test('a request_uri that was used', () => {
    const stored = { ...fresh, usedAt: 70_000 }
    expect(adviseOn([request(400)], { stored })).toEqual([
      ['request_uri_used', '1970-01-01T00:01:10.000Z'],
    ])
  })

  test('a request_uri that had expired', () => {
    const stored = { ...fresh, receivedAt: 30_000, expiresAt: 90_000 }
    expect(adviseOn([request(400)], { stored })).toEqual([['request_uri_expired', '70 s', '60 s']])
  })

  test('a request_uri of another client', () => {
    expect(adviseOn([request(403)], { stored: { ...fresh, clientId: 'other' } })).toEqual([
      ['client_id_differs', 'tpp', 'other'],
    ])
  })

  test('a request that had to be pushed', () => {
    const metadata = { require_pushed_authorization_requests: true }
    expect(codes([request(400, plain)], { stored: null, metadata })).toEqual(['par_required'])
    expect(codes([request(400)], { metadata })).not.toContain('par_required')
    const optional = { require_pushed_authorization_requests: false }
    expect(codes([request(400, plain)], { stored: null, metadata: optional })).not.toContain(
      'par_required',
    )
  })

  test.each([
    ['https://app.example/cb/', ['https://app.example/cb'], true],
    ['https://app.example/CB', ['https://app.example/cb'], true],
    ['http://127.0.0.1:40929/cb', ['http://127.0.0.1/cb'], false],
    ['http://localhost:3000/cb', ['http://localhost:4000/cb'], false],
    ['http://127.0.0.1:40929/other', ['http://127.0.0.1/cb'], true],
    ['https://app.example/cb', ['https://b.example/', 'https://app.example/cb'], false],
  ])('redirect_uri %s beside %j', (sent, registered, isWrong) => {
    const found = adviseOn([request(400)], { redirectUri: sent, registered })
    const differs = ['redirect_uri_differs', sent, registered.join(' ')]
    expect(found.some((each) => String(each) === String(differs))).toBe(isWrong)
    expect(found.length > 0).toBe(true)
  })

  test.each([
    ['/cb', 'redirect_uri_relative'],
    ['https://app.example/cb#x', 'redirect_uri_fragment'],
  ])('redirect_uri %s', (sent, code) => {
    expect(codes([request(400)], { redirectUri: sent, registered: [sent] })).toEqual([code])
  })
})

describe('nothing is known to be wrong', () => {
  test('what to look at, each with its value', () => {
    expect(adviseOn([request(400)])).toEqual([
      ['redirect_uri_registered', redirectUri],
      ['client_id_registered', 'tpp'],
    ])
    expect(codes([request(403)])).toEqual([
      'redirect_uri_registered',
      'client_id_registered',
      'access_control',
    ])
  })

  test('a request_uri that Parley knows nothing of', () => {
    expect(adviseOn([request(400)], { stored: null, redirectUri: null, registered: null })).toEqual(
      [
        ['request_uri_unknown', 'urn:example:1'],
        ['client_id_registered', 'tpp'],
      ],
    )
  })

  test('a request without any redirect_uri', () => {
    const params = plain.slice(0, 2)
    const unknown = { stored: null, redirectUri: null, registered: null }
    expect(codes([request(400, params)], unknown)).toContain('redirect_uri_missing')
    expect(codes([request(400, [...params, ['request', 'x']])], unknown)).not.toContain(
      'redirect_uri_missing',
    )
  })

  test.each([
    ['http://app.example/cb', 'redirect_uri_http'],
    ['com.example.app:/cb', 'redirect_uri_scheme'],
    ['http://127.0.0.1/cb', null],
    ['https://app.example/cb', null],
  ])('the scheme of %s', (sent, code) => {
    const found = codes([request(400)], { redirectUri: sent, registered: [sent] })
    expect(found.filter((each) => /_(?:http|scheme)$/.test(each))).toEqual(code ? [code] : [])
  })
})

describe('a status that says it by itself', () => {
  test.each([
    [401, ['login_page', 'redirect_uri_registered', 'client_id_registered', 'access_control']],
    [404, ['not_found']],
    [405, ['method_not_allowed']],
    [407, ['proxy_login']],
    [413, ['too_large']],
    [414, ['too_large']],
    [431, ['too_large']],
    [429, ['rate_limited']],
    [500, ['server_fault']],
    [501, ['server_fault']],
    [502, ['gateway_error']],
    [503, ['gateway_error']],
    [504, ['gateway_error']],
  ])('%i', (status, expected) => {
    expect(codes([request(status)])).toEqual(expected)
  })

  test('a wrong endpoint is named beside the right one', () => {
    const metadata = { authorization_endpoint: `${server}/oauth2/auth` }
    expect(adviseOn([request(404)], { metadata })).toEqual([
      ['not_found', `${server}/auth`, `${server}/oauth2/auth`],
    ])
    const same = { authorization_endpoint: `${server}/auth` }
    expect(adviseOn([request(404)], { metadata: same })).toEqual([['not_found', `${server}/auth`]])
  })

  test('a known cause is said all the same', () => {
    expect(codes([request(500)], { stored: { ...fresh, usedAt: 1 } })).toEqual([
      'request_uri_used',
      'server_fault',
    ])
  })
})

describe('pages after the request', () => {
  test('an error page with a code that has a meaning', () => {
    const page = hop(`${server}/error`, { errorCode: 'invalid_scope' })
    expect(adviseOn([request(302), page])).toEqual([
      ['error_code', 'invalid_scope'],
      ['own_error_page', `${server}/error`],
    ])
  })

  test.each([
    [undefined, ['own_error_page', 'redirect_uri_registered', 'client_id_registered']],
    ['redirect_uri_mismatch', ['own_error_page', 'redirect_uri_registered']],
    ['invalid_client', ['own_error_page', 'client_id_registered']],
    ['E4711', ['own_error_page', 'redirect_uri_registered', 'client_id_registered']],
  ])('an error page with %s', (errorCode, expected) => {
    const page = hop(`${server}/error`, errorCode === undefined ? {} : { errorCode })
    expect(codes([request(302), page])).toEqual(expected)
  })

  test('the login may go on', () => {
    expect(adviseOn([request(302), hop(`${server}/login`, { status: 401 })])).toEqual([
      ['page_may_go_on', `${server}/login`],
    ])
    expect(codes([request(302), hop(`${server}/login`, { status: 503 })])).toEqual(['page_fault'])
  })

  test.each([
    ['net::ERR_CONNECTION_REFUSED', 'network_refused'],
    ['NS_ERROR_UNKNOWN_HOST', 'network_unknown_host'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'network_tls'],
    ['net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'network_tls'],
    ['SEC_ERROR_UNKNOWN_ISSUER', 'network_tls'],
    ['Peer’s Certificate issuer is not recognized.', 'network_tls'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'network_proxy'],
    ['NS_ERROR_PROXY_CONNECTION_REFUSED', 'network_proxy'],
    ['NS_ERROR_REDIRECT_LOOP', 'network_redirects'],
    ['net::ERR_BLOCKED_BY_CLIENT', 'network_blocked'],
    ['net::ERR_BLOCKED_BY_RESPONSE', 'network_framing'],
    ['net::ERR_TOO_MANY_REDIRECTS', 'network_redirects'],
    ['net::ERR_CONNECTION_TIMED_OUT', 'network_timeout'],
    ['net::ERR_EMPTY_RESPONSE', 'network_reset'],
    ['net::ERR_INTERNET_DISCONNECTED', 'network_offline'],
    ['net::ERR_UNSAFE_PORT', 'network_port'],
    ['net::ERR_HTTP2_PROTOCOL_ERROR', 'network_failed'],
  ])('%s', (error, code) => {
    expect(adviseOn([request(null, pushed, error)])).toEqual([[code, `${server}/auth`]])
    expect(codes([request(302), hop('https://idp.example/', { failure: error })])).toEqual([code])
  })
})

test('each end has advice, once, and each advice has a text', () => {
  const stored = fc.option(
    fc.record({
      clientId: fc.constantFrom(null, 'tpp', 'other'),
      receivedAt: fc.nat(100_000),
      expiresAt: fc.option(fc.nat(200_000)),
      usedAt: fc.option(fc.nat(100_000)),
    }),
  )
  const uris = fc.constantFrom(
    redirectUri,
    'http://app.example/',
    'app:/cb',
    '/cb',
    'not a URI',
    '#',
  )
  const errors = fc.constantFrom('net::ERR_FAILED', 'NS_ERROR_NET_RESET', 'anything')
  const messages = fc.oneof(
    fc.integer({ min: 400, max: 599 }).map((status) => [request(status)]),
    errors.map((error) => [request(null, plain, error)]),
    errors.map((failure) => [request(302), hop(`${server}/x`, { failure })]),
    fc
      .tuple(fc.integer({ min: 200, max: 599 }), fc.string({ maxLength: 8 }))
      .map(([status, errorCode]) => [request(302), hop(`${server}/error`, { status, errorCode })])
      .filter(([, page]) => page?.kind === 'hop' && Math.floor((page.status ?? 0) / 100) !== 3),
  )
  fc.assert(
    fc.property(messages, stored, fc.option(uris), (steps, known, uri) => {
      const found = codes(steps, { stored: known, redirectUri: uri, registered: [redirectUri] })
      expect(found.length).toBeGreaterThan(0)
      expect(new Set(found).size).toBe(found.length)
      expect(found.filter((code) => !Object.hasOwn(texts, code))).toEqual([])
    }),
  )
})
