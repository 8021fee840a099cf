import { describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import { client, issuer, navigation, nothing, page, redirectUri, run } from './browser'

const world = { ...nothing, clients: [client], watchThirdParty: true }
const elsewhere = 'https://other-bank.example'
const pushed = 'urn:ietf:params:oauth:request_uri:theirs'

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const unsigned = (claims: object) => `${encode({ alg: 'none' })}.${encode(claims)}.`

const url = (endpoint: string, params: Record<string, string>) =>
  `${endpoint}?${new URLSearchParams(params)}`
const plain = {
  client_id: 'app',
  response_type: 'code',
  redirect_uri: 'https://their.example/cb',
  state: 'x1',
}

const only = (flows: readonly Flow[]) => {
  expect(flows).toHaveLength(1)
  return flows[0] as Flow
}

describe('an authorization request that Parley did not start begins a flow', () => {
  test.each<[string, string, object]>([
    [
      'of a known client at its endpoint',
      url(`${issuer}/auth`, { client_id: 'tpp', request_uri: pushed }),
      { matchedBy: 'endpoint', profileId: 'p', clientId: 'tpp', requestUri: pushed, issuer },
    ],
    [
      'of another client at a known endpoint: it has neither the profile nor its redirect_uris',
      url(`${issuer}/auth`, { client_id: 'app', request_uri: pushed }),
      { matchedBy: 'endpoint', profileId: null, clientId: 'app', issuer, redirectUris: [] },
    ],
    [
      'by its shape, with a response_type',
      url(`${elsewhere}/a`, plain),
      {
        matchedBy: 'shape',
        profileId: null,
        issuer: null,
        clientId: 'app',
        redirectUris: ['https://their.example/cb'],
        expected: { state: 'x1', nonce: null },
      },
    ],
    [
      'by its shape, with a request_uri that is an address',
      url(`${elsewhere}/a`, { client_id: 'app', request_uri: 'https://their.example/ro' }),
      { matchedBy: 'shape', clientId: 'app' },
    ],
    [
      'by its shape, with a request object that says what it requests',
      url(`${elsewhere}/a`, {
        client_id: 'app',
        request: unsigned({ state: 'in', nonce: 'n', redirect_uri: 'https://r' }),
      }),
      { expected: { state: 'in', nonce: 'n' }, redirectUris: ['https://r'] },
    ],
    [
      'whatever its response_type is made of',
      url(`${elsewhere}/a`, { ...plain, response_type: 'code id_token' }),
      { matchedBy: 'shape' },
    ],
  ])('%s', (_, requested, expected) => {
    const flow = only(run(world, navigation('n', 7, [requested])))
    expect(flow).toMatchObject({ tabId: 7, storedRequestId: null, ...expected })
    expect(flow.messages.map(({ kind }) => kind)).toEqual(['authorization-request'])
  })

  test.each(['code', 'response', 'id_token', 'access_token', 'error'])(
    'at a known endpoint with %s, which a server ignores in a request',
    (name) => {
      for (const params of [{ ...plain }, { client_id: 'app', request_uri: pushed }]) {
        const requested = url(`${issuer}/auth`, { ...params, [name]: 'x' })
        const answer = `${elsewhere}/cb?code=own&state=x1`
        const flow = only(run(world, navigation('n', 7, [requested, answer])))
        expect(flow).toMatchObject({ matchedBy: 'endpoint', clientId: 'app' })
        expect(responsesOf(flow)).toMatchObject([{ url: answer, status: 303 }])
      }
    },
  )

  test('a login step that passes the endpoint with its own code is not another request', () => {
    const requested = url(`${issuer}/auth`, plain)
    for (const params of [{ code: '123456' }, { code: '123456', error: 'expired' }]) {
      const step = url(`${issuer}/auth`, { ...plain, ...params })
      const flow = only(
        run(world, [
          ...navigation('n', 7, [requested]),
          ...navigation('m', 7, [step], { status: 200 }, 50),
        ]),
      )
      expect(flow.messages.map(({ kind }) => kind)).toEqual(['authorization-request', 'hop'])
    }
  })

  test('sent as a form', () => {
    const form = Object.entries(plain)
    const request: Observation = {
      kind: 'request',
      ...page,
      webRequestId: 'n',
      tabId: 7,
      at: 1,
      method: 'POST',
      url: `${elsewhere}/a`,
      form,
    }
    expect(only(run(world, [request]))).toMatchObject({ matchedBy: 'shape', clientId: 'app' })
  })

  test.each([
    ['a search', url(`${elsewhere}/search`, { q: 'client_id', code: '1' })],
    ['a login page with a client_id alone', url(`${elsewhere}/login`, { client_id: 'app' })],
    ['an unknown response_type', url(`${elsewhere}/a`, { ...plain, response_type: 'pdf' })],
    ['an empty client_id', url(`${elsewhere}/a`, { ...plain, client_id: '' })],
    ['a token request', url(`${elsewhere}/a`, { ...plain, grant_type: 'authorization_code' })],
    ['a response', url(`${elsewhere}/a`, { client_id: 'app', code: 'c', request_uri: pushed })],
    [
      'a request_uri of plain http',
      url(`${elsewhere}/a`, { client_id: 'a', request_uri: 'http://x' }),
    ],
    ['a request that is not a JWT', url(`${elsewhere}/a`, { client_id: 'a', request: 'x' })],
    ['the endpoint without parameters', `${issuer}/auth`],
  ])('but not %s', (_, requested) => {
    expect(run(world, navigation('n', 7, [requested]))).toEqual([])
  })

  test('and none if third-party flows are not watched', () => {
    const off = { ...world, watchThirdParty: false }
    expect(run(off, navigation('n', 7, [url(`${elsewhere}/a`, plain)]))).toEqual([])
  })
})

describe('it stays one flow', () => {
  const requested = url(`${elsewhere}/a`, plain)
  const requests = (flow: Flow) =>
    flow.messages.filter(({ kind }) => kind === 'authorization-request')

  test('when its page is loaded again', () => {
    const flow = only(
      run(world, [
        ...navigation('1', 7, [requested]),
        ...navigation('2', 7, [requested], { status: 200 }, 50),
      ]),
    )
    expect(requests(flow)).toHaveLength(2)
  })

  test('when the server carries its parameters along', () => {
    const flow = only(
      run(world, navigation('1', 7, [requested, url(`${elsewhere}/resume`, plain)])),
    )
    expect(requests(flow)).toHaveLength(1)
    expect(flow.messages.at(-1)).toMatchObject({ kind: 'hop', url: `${elsewhere}/resume` })
  })

  test('but another tab is another flow', () => {
    const flows = run(world, [
      ...navigation('1', 7, [requested]),
      ...navigation('2', 8, [requested], { status: 200 }, 50),
    ])
    expect(flows).toHaveLength(2)
  })
})

describe('its response', () => {
  const back = (target: string, params: Record<string, string>) => url(target, params)

  test('comes home by the state that it was seen with', () => {
    const flow = only(
      run(world, [
        ...navigation('1', 7, [url(`${elsewhere}/a`, plain)]),
        ...navigation('2', 7, [back('https://their.example/cb', { code: 'c', state: 'x1' })]),
      ]),
    )
    expect(responsesOf(flow)).toMatchObject([{ matchedBy: 'state' }])
  })

  test('comes home by its redirects where nothing is known of the redirect_uri', () => {
    const requested = url(`${elsewhere}/a`, { client_id: 'app', request_uri: pushed })
    const target = 'https://their.example/anywhere'
    const flow = only(
      run(world, [
        ...navigation('1', 7, [requested, `${elsewhere}/login`]),
        ...navigation(
          '2',
          7,
          ['https://bank.example/sca', `${elsewhere}/finish`],
          { status: 200 },
          9,
        ),
        ...navigation(
          '3',
          7,
          [`${elsewhere}/go`, back(target, { code: 'c', state: 's' })],
          undefined,
          20,
        ),
      ]),
    )
    expect(responsesOf(flow)).toMatchObject([{ target, via: 'redirect' }])
  })

  test('comes home by a page of the server, posted to a redirect_uri that is not known', () => {
    const requested = url(`${elsewhere}/a`, { client_id: 'app', request_uri: pushed })
    const post: Observation = {
      kind: 'request',
      ...page,
      initiator: elsewhere,
      webRequestId: '2',
      tabId: 7,
      at: 20,
      method: 'POST',
      url: 'https://their.example/cb',
      form: [['code', 'c']],
    }
    const flow = only(run(world, [...navigation('1', 7, [requested]), post]))
    expect(responsesOf(flow)).toMatchObject([{ responseMode: 'form', matchedBy: 'tab' }])
  })

  test('of a bank behind the server is of the flow between the two, the last one of the flow around it', () => {
    const outer = url(`${elsewhere}/a`, plain)
    const inner = url('https://bank.example/a', {
      client_id: 'hub',
      response_type: 'code',
      redirect_uri: `${elsewhere}/cb`,
      state: 'i1',
    })
    const flows = run(world, [
      ...navigation('1', 7, [outer, inner, 'https://bank.example/login']),
      ...navigation(
        '2',
        7,
        [
          'https://bank.example/done',
          back(`${elsewhere}/cb`, { code: 'inner', state: 'i1' }),
          back('https://their.example/cb', { code: 'outer', state: 'x1' }),
        ],
        { status: 200 },
        50,
      ),
    ])
    const codes = flows.map((flow) => [
      flow.clientId,
      responsesOf(flow).map(({ params }) => params[0]?.[1]),
    ])
    expect(Object.fromEntries(codes)).toEqual({ app: ['outer'], hub: ['inner'] })
  })
})

test('a response reported before its request does not start a second flow', () => {
  const requested = url(`${issuer}/auth`, { client_id: 'tpp', response_type: 'code', state: 's' })
  const events = navigation('1', 7, [requested, `${redirectUri}?code=c&state=s`])
  const late = [...events.slice(3), ...events.slice(0, 3)]
  const flow = only(run(world, late))
  expect(flow).toMatchObject({ matchedBy: 'endpoint', chains: ['1'] })
  expect(responsesOf(flow)).toMatchObject([{ matchedBy: 'redirect-chain' }])
})
