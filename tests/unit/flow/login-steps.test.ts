import { describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import type { Flow } from '@/lib/flow/model/flow'
import {
  authorizeUrl,
  client,
  issuer,
  navigation,
  nothing,
  page,
  redirectUri,
  run,
  stored,
} from './browser'

const request = stored('a')
const url = authorizeUrl(request)
const byUrl = `${issuer}/auth?client_id=tpp&response_type=code&state=s1&redirect_uri=${encodeURIComponent(redirectUri)}`
const world = { ...nothing, clients: [client], requests: [request], watchThirdParty: true }

interface Start {
  readonly initiator: string | null
  readonly tabId?: number
  readonly method?: string
  readonly id?: string
}

/** One page load that starts somewhere. */
const load = (
  to: string,
  { initiator, tabId = 1, method = 'GET', id = '2' }: Start,
): readonly Observation[] => {
  const base = { ...page, webRequestId: id, tabId, at: 100, method, url: to, initiator }
  return [
    { kind: 'request', ...base, form: null },
    { kind: 'completed', ...base, status: 200 },
  ]
}

const kindsOf = ({ messages }: Flow) => messages.map(({ kind }) => kind)
const once = ['authorization-request', 'hop']

describe.each([
  ['the same URL', url, url],
  ['an added parameter', url, `${url}&g_continue`],
  ['added parameters that a request may have', url, `${url}&scope=openid&state=server&nonce=n`],
  ['a request in the URL', byUrl, `${byUrl}&g_continue=1`],
  ['a request in the URL, with another scope', byUrl, `${byUrl}&scope=openid+x`],
  [
    'another order and encoding',
    url,
    `${issuer}/auth?x=1&${(url.split('?')[1] ?? '').split('&').toReversed().join('&')}`,
  ],
])('the server returns to its endpoint: %s', (_, first, again) => {
  test('from its own page is a step of the login', () => {
    const flows = run(world, [
      ...navigation('1', 1, [first]),
      ...load(again, { initiator: issuer }),
    ])
    expect(flows.map(kindsOf)).toEqual([once])
    expect(flows[0]?.reusesRequest).toBeUndefined()
  })

  test('from a login page on another host of its site is one', () => {
    const login = 'https://login.auth.example'
    const flows = run(world, [
      ...navigation('1', 1, [first, `${login}/page`]),
      ...load(again, { initiator: login }),
    ])
    expect(flows.map(kindsOf)).toEqual([[...once, 'hop']])
  })

  test('by a redirect after a form is one', () => {
    const flows = run(world, [
      ...navigation('1', 1, [first]),
      ...navigation('2', 1, [`${issuer}/password`, again], { status: 200 }, 50),
    ])
    expect(flows.map(kindsOf)).toEqual([[...once, 'hop']])
  })

  test('in the response that follows it stays one flow', () => {
    const flows = run(world, [
      ...navigation('1', 1, [first]),
      ...navigation('2', 1, [again, `${redirectUri}?code=c&state=s1`], { status: 200 }, 50).map(
        (one) => ({ ...one, initiator: issuer }),
      ),
    ])
    expect(flows.map(kindsOf)).toEqual([[...once, 'authorization-response']])
  })
})

describe('a second use of a request by the client still counts', () => {
  const used = { ...world, requests: [{ ...request, usedAt: 1 }] }
  const second = (start: Start, before: readonly Observation[] = []) =>
    run(used, before).length === 0
      ? run(used, [...navigation('1', 1, [url]), ...load(url, start)])
      : run(used, [...before, ...load(url, start)])

  test.each([
    ['a page of the app', { initiator: 'https://app.example' }],
    ['a page on a different host', { initiator: 'https://start.example' }],
    ['no page', { initiator: null }],
    ['an opaque page', { initiator: 'null' }],
  ])('from %s', (_, start) => {
    expect(second(start).map(kindsOf)).toEqual([['authorization-request', 'authorization-request']])
  })

  test('in another tab, even from a page of the server', () => {
    const flows = second({ initiator: issuer, tabId: 2 })
    expect(flows.map(kindsOf)).toEqual([['authorization-request'], ['authorization-request']])
    expect(flows[0]).toMatchObject({ tabId: 2, reusesRequest: true })
  })

  test('after the response', () => {
    const before = navigation('1', 1, [url, `${redirectUri}?code=c`])
    const flows = second({ initiator: issuer }, before)
    expect(flows[0]).toMatchObject({ reusesRequest: true })
    expect(flows).toHaveLength(2)
  })

  test('from an app on another port of the host of the server', () => {
    const own = 'http://127.0.0.1:8080'
    const local = {
      ...world,
      clients: [{ ...client, authorizationEndpoint: `${own}/auth`, redirectUris: [] }],
    }
    const to = url.replace(issuer, own)
    const flows = run(local, [
      ...navigation('1', 1, [to]),
      ...load('http://127.0.0.1:3000/start', { initiator: null, id: '3' }),
      ...load(to, { initiator: 'http://127.0.0.1:3000' }),
    ])
    expect(flows.map(kindsOf)).toEqual([['authorization-request', 'hop', 'authorization-request']])
  })
})
