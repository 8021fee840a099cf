import { describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import { emptyFlow } from '@/lib/flow/reduce/start'
import type { Params } from '@/lib/model/params'
import { client, issuer, navigation, nothing, page, redirectUri, run } from './browser'

const world = { ...nothing, clients: [client], watchThirdParty: true }
const foreign = 'https://sandbox.example'

/** A server of which Parley knows the app's redirect_uri, and one of which it does not. */
const servers = {
  known: { origin: issuer, requested: `${issuer}/auth?client_id=tpp&response_type=code&state=s1` },
  unknown: {
    origin: foreign,
    requested: `${foreign}/auth?client_id=app&response_type=code&state=s1`,
  },
} as const
type Server = keyof typeof servers

/** What arrives at the flow of a request when a URL is reached after it. */
const reached = (server: Server, ...events: readonly Observation[]) =>
  run(world, [...navigation('1', 1, [servers[server].requested]), ...events]).flatMap(responsesOf)

const redirected = (server: Server, target: string) =>
  reached(
    server,
    ...navigation('2', 1, [`${servers[server].origin}/done`, target], { status: 200 }, 50),
  )
const posted = (server: Server, url: string, form: Params, initiator: string | null) =>
  reached(server, {
    kind: 'request',
    ...page,
    webRequestId: '2',
    tabId: 1,
    at: 60,
    method: 'POST',
    url,
    form,
    initiator,
  })

const code: Params = [
  ['code', '123456'],
  ['state', 's1'],
]

describe('a code with the flow’s state at the server’s own origin', () => {
  test('is a response where the server redirects to it and no redirect_uri is known', () => {
    const url = `${foreign}/callback?code=c1&state=s1`
    expect(redirected('unknown', url)).toMatchObject([{ url, matchedBy: 'state' }])
  })

  test.each([
    ['a redirect_uri is known', 'known', `${issuer}/callback?code=c1&state=s1`],
    [
      'the URL also has parameters of a request',
      'unknown',
      `${foreign}/auth/2?code=c1&state=s1&client_id=app&response_type=code`,
    ],
    ['it is an error page', 'unknown', `${foreign}/error?error=login_failed&state=s1`],
  ] as const)('is not a response where %s', (_, server, url) => {
    expect(redirected(server, url)).toEqual([])
  })

  test.each([
    ['itself', foreign],
    ['a page that the browser does not name', null],
  ])('is not a response in a form that %s posts', (_, initiator) => {
    expect(posted('unknown', `${foreign}/otp`, code, initiator)).toEqual([])
  })

  test('is a response in a form that another site posts, such as an identity provider', () => {
    const found = posted('unknown', `${foreign}/callback`, code, 'https://idp.example')
    expect(found).toMatchObject([{ responseMode: 'form', matchedBy: 'state' }])
  })
})

test('an error page of the server is not the response to a pushed request that was not opened', () => {
  const start = { id: 'f', createdAt: 1, tabId: 1, incognito: false, cookieStoreId: null } as const
  const pushed: Flow = {
    ...emptyFlow({ ...start, matchedBy: 'sent' }, client),
    expected: { state: 's1', nonce: null },
  }
  const failed = (origin: string) =>
    run(world, navigation('2', 1, [`${origin}/error?error=invalid_scope&state=s1`]), [pushed])
  expect(failed(issuer).flatMap(responsesOf)).toEqual([])
  expect(failed('https://their.example').flatMap(responsesOf)).toHaveLength(1)
})

test('a request that repeats the code of an earlier flow begins a new flow', () => {
  const answered = navigation('1', 1, [servers.known.requested, `${redirectUri}?code=c1&state=s1`])
  const again = `${issuer}/auth?client_id=tpp&response_type=code&state=s1&code=c1`
  const flows = run(world, [...answered, ...navigation('2', 2, [again], { status: 200 }, 50)])
  expect(flows.map(({ tabId }) => tabId)).toEqual([2, 1])
  expect(flows.flatMap(responsesOf)).toMatchObject([{ passedOn: [] }])
})

describe('a code without a state', () => {
  const pushed = 'request_uri=urn:ietf:params:oauth:request_uri:x'
  const stateless = (server: Server, client_id: string, ...events: readonly Observation[]) =>
    run(world, [
      ...navigation('1', 1, [`${servers[server].origin}/auth?client_id=${client_id}&${pushed}`]),
      ...events,
    ]).flatMap(responsesOf)
  const from = (origin: string, target: string) =>
    navigation('2', 1, [`${origin}/done`, target], { status: 200 }, 50)
  const url = 'https://their.example/callback?code=c1'

  test('is ignored at the origin of the server, even after a redirect', () => {
    const events = from(foreign, `${foreign}/callback?code=c1`)
    expect(stateless('unknown', 'app', ...events)).toEqual([])
  })

  test('is a response where the server redirects to another origin', () => {
    expect(stateless('unknown', 'app', ...from(foreign, url))).toMatchObject([{ url }])
    expect(stateless('known', 'tpp', ...from(issuer, url))).toMatchObject([{ url }])
  })

  test('is not a response where a login page redirects to it and a redirect_uri is known', () => {
    expect(stateless('known', 'tpp', ...from('https://login.example', url))).toEqual([])
  })

  test('is a response where its page redirects again and only that redirect is reported', () => {
    const [, redirect] = navigation('2', 1, [url, 'https://their.example/home'], undefined, 50)
    const reported = { ...(redirect as Observation), initiator: foreign }
    expect(stateless('unknown', 'app', reported)).toMatchObject([{ url, via: 'navigation' }])
  })

  test('an error that the app passes on to another site is the same response', () => {
    const passed = ['https://shop.example/home?error=access_denied']
    const answered = [`${issuer}/done`, `${redirectUri}?error=access_denied`, ...passed]
    expect(
      stateless('known', 'tpp', ...navigation('2', 1, answered, { status: 200 }, 50)),
    ).toMatchObject([{ target: redirectUri, passedOn: ['https://shop.example/home'] }])
  })

  const led = (initiator: string, target = url) => {
    const [event] = navigation('2', 1, [target], undefined, 50)
    return { ...(event as Observation), initiator }
  }

  test.each([
    ['the server', foreign, 1],
    ['a login page on a different site', 'https://login.example', 1],
    ['a site outside the login', 'https://mail.example', 0],
  ])('that a page leads to counts by its site: %s', (_, initiator, count) => {
    const login = navigation('3', 1, ['https://login.example/password'], undefined, 20)
    expect(stateless('unknown', 'app', ...login, led(initiator))).toHaveLength(count)
  })

  test('a page of the server that leads elsewhere than to the known redirect_uri delivers no response', () => {
    expect(stateless('known', 'tpp', led(issuer))).toEqual([])
    expect(stateless('known', 'tpp', led(issuer, `${redirectUri}?code=c1`))).toMatchObject([
      { target: redirectUri },
    ])
  })
})
