import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import type { Params } from '@/lib/model/params'
import { client, issuer, navigation, nothing, page, redirectUri, run } from './browser'

const world = { ...nothing, clients: [client], watchThirdParty: true }
const requested = `${issuer}/auth?client_id=tpp&response_type=code&state=s1&redirect_uri=${encodeURIComponent(redirectUri)}`
const wanted: Params = [
  ['code', 'c1'],
  ['state', 's1'],
]
const encode = (params: Params) =>
  new URLSearchParams(params.map(([name, value]) => [name, value])).toString()

/** What servers are known to echo, and what they might. */
const echoes: readonly Params[] = [
  [['client_id', 'tpp']],
  [['client_id', 'other']],
  [['response_type', 'code']],
  [
    ['client_id', 'tpp'],
    ['response_type', 'code'],
    ['redirect_uri', redirectUri],
    ['scope', 'openid'],
  ],
  [
    ['client_id', 'tpp'],
    ['request_uri', 'urn:ietf:params:oauth:request_uri:x'],
  ],
  [
    ['grant_type', 'authorization_code'],
    ['client_id', 'tpp'],
  ],
]

const only = (flows: readonly Flow[]) => {
  expect(flows).toHaveLength(1)
  return responsesOf(flows[0] as Flow)
}

/** A form that is posted to the redirect_uri. */
const posted = (form: Params): readonly Observation[] => {
  const base = { ...page, webRequestId: '1', tabId: 1, at: 60, method: 'POST', url: redirectUri }
  return [
    { kind: 'request', ...base, form },
    { kind: 'completed', ...base, status: 200 },
  ]
}

const ways: Readonly<Record<string, (params: Params) => readonly Observation[]>> = {
  'by redirect, in the query': (params) =>
    navigation('1', 1, [requested, `${redirectUri}?${encode(params)}`]),
  'by redirect, in the fragment': (params) =>
    navigation('1', 1, [requested, `${redirectUri}#${encode(params)}`]),
  'by a script of the server, in the query': (params) => [
    ...navigation('1', 1, [requested]),
    ...navigation('2', 1, [`${redirectUri}?${encode(params)}`], { status: 200 }, 50),
  ],
  'to a host that is down': (params) =>
    navigation('1', 1, [requested, `${redirectUri}?${encode(params)}`], { error: 'refused' }),
  'as a form': (params) => [...navigation('1', 1, [requested]), ...posted(params)],
}

describe.each(Object.entries(ways))('a response that echoes the request, %s', (_, way) => {
  test.each(echoes.map((echo) => [encode(echo), echo] as const))('%s', (__, echo) => {
    for (const params of [
      [...wanted, ...echo],
      [...echo, ...wanted],
    ])
      expect(only(run(world, way(params)))).toMatchObject([{ params, target: redirectUri }])
  })

  test('an error', () => {
    const params: Params = [
      ['error_description', 'x'],
      ['state', 's1'],
      ['error', 'access_denied'],
      ['client_id', 'tpp'],
    ]
    expect(only(run(world, way(params)))).toMatchObject([{ params }])
  })

  test('a JARM', () => {
    const params: Params = [
      ['response', 'a.b.c'],
      ['client_id', 'tpp'],
    ]
    expect(only(run(world, way(params)))).toMatchObject([{ params }])
  })
})

test('a response that echoes the request to where it was not to go is found by its state', () => {
  const url = `https://elsewhere.example/cb?${encode([...wanted, ...(echoes[3] as Params)])}`
  expect(only(run(world, navigation('1', 1, [requested, url])))).toMatchObject([
    { target: 'https://elsewhere.example/cb' },
  ])
})

describe('a response of an app whose state and redirect_uri are not known, which echoes the request', () => {
  const pushed = `${issuer}/auth?client_id=other&request_uri=urn:ietf:params:oauth:request_uri:x`
  test.each([
    'https://other.example/cb?code=c1&state=q&client_id=other&response_type=code',
    'com.example.other:/cb?code=c1&state=q&response_type=code',
    'https://other.example/cb?response=a.b.c&response_type=code',
    'https://other.example/cb#id_token=a.b.c&response_type=id_token&client_id=other',
  ])('%s', (url) => {
    expect(only(run(world, navigation('1', 1, [pushed, url])))).toMatchObject([{ url }])
  })

  test('a request to another server is not an echo', () => {
    const upstream = 'https://up.example/auth?client_id=up&response_type=code&error=none&state=q'
    const flows = run(world, navigation('1', 1, [pushed, upstream]))
    expect(flows.flatMap(responsesOf)).toEqual([])
  })
})

test('an unsolicited response that echoes a request begins no third-party flow', () => {
  const url = `${redirectUri}?${encode([...wanted, ...(echoes[3] as Params)])}`
  const flows = run(world, navigation('1', 1, [url]))
  expect(flows).toMatchObject([{ matchedBy: 'unsolicited' }])
  expect(only(flows)).toHaveLength(1)
})

describe('not a response', () => {
  test.each([
    ['an error page of the server', `${issuer}/error?error=invalid_scope&state=s1&client_id=tpp`],
    ['a login page after a wrong password', `${issuer}/login?error=1&state=s1`],
    [
      'a second look at the authorization endpoint',
      `${issuer}/auth?client_id=tpp&response_type=code&state=s1&error=login_required`,
    ],
    ['a page of the app with parameters of a request', 'https://app.example/start?client_id=tpp'],
    [
      'a token request by GET',
      `${issuer}/token?grant_type=authorization_code&code=x&client_id=tpp`,
    ],
  ])('%s', (_, url) => {
    const flows = run(world, [
      ...navigation('1', 1, [requested]),
      ...navigation('2', 1, [url], { status: 200 }, 50),
    ])
    expect(flows.flatMap(responsesOf)).toEqual([])
  })

  test('a one-time code that is posted within the server, with the flow’s state', () => {
    const base = { ...page, webRequestId: '2', tabId: 1, at: 60, method: 'POST' }
    const form: Params = [
      ['code', '123456'],
      ['state', 's1'],
      ['client_id', 'tpp'],
    ]
    const flows = run(world, [
      ...navigation('1', 1, [requested]),
      { kind: 'request', ...base, url: `${issuer}/otp`, form },
    ])
    expect(flows.flatMap(responsesOf)).toEqual([])
  })
})

test('whatever else it carries, a code at the redirect_uri is the response of its flow', () => {
  const name = fc.oneof(
    fc.constantFrom('client_id', 'response_type', 'grant_type', 'request_uri', 'request', 'nonce'),
    fc.string({ minLength: 1 }).filter((text) => !['code', 'state', 'error'].includes(text)),
  )
  const extra = fc.array(fc.tuple(name, fc.string()))
  fc.assert(
    fc.property(extra, extra, (before, after) => {
      const params: Params = [...before, ...wanted, ...after]
      const flows = run(world, navigation('1', 1, [requested, `${redirectUri}?${encode(params)}`]))
      expect(only(flows)).toHaveLength(1)
    }),
  )
})
