import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import { responsesOf } from '@/lib/flow/read/find-response'
import type { Flow } from '@/lib/flow/model/flow'
import {
  authorizeUrl,
  client,
  issuer,
  navigation,
  nothing,
  redirectUri,
  run,
  stored,
  page,
} from './browser'

const a = stored('a')
const world = { ...nothing, clients: [client], requests: [a] }
const response = `${redirectUri}?code=c1&state=s1&iss=${encodeURIComponent(issuer)}`
const params = [
  ['code', 'c1'],
  ['state', 's1'],
  ['iss', issuer],
]

const login = (tab: number, request = a) =>
  navigation(`${tab}-login`, tab, [authorizeUrl(request), `${issuer}/login`])
const approved = (tab: number, urls: readonly string[], end?: Parameters<typeof navigation>[3]) =>
  navigation(`${tab}-approve`, tab, [`${issuer}/approve`, ...urls], end, 100)

const only = (flows: readonly Flow[]) => {
  expect(flows).toHaveLength(1)
  return flows[0] as Flow
}

describe('one response of a stored request', () => {
  test.each<[string, readonly string[], Parameters<typeof navigation>[3], object]>([
    ['live page', [response], { status: 200 }, { callback: { status: 200 } }],
    [
      'dead host',
      [response],
      { error: 'net::ERR_CONNECTION_REFUSED' },
      { callback: { error: 'net::ERR_CONNECTION_REFUSED' } },
    ],
    [
      'app that redirects on at once',
      [response, 'https://app.example/home'],
      { status: 200 },
      { callback: { status: 303 } },
    ],
    [
      'app that passes the code on',
      [response, 'https://app.example/home?code=c1&state=s1&page=1'],
      { status: 200 },
      { target: redirectUri, callback: { status: 303 } },
    ],
  ])('%s', (_, urls, end, expected) => {
    const flow = only(run(world, [...login(1), ...approved(1, urls, end)]))
    expect(responsesOf(flow)).toMatchObject([
      { params, target: redirectUri, via: 'redirect', status: 303, ...expected },
    ])
    expect(flow.storedRequestId).toBe('a')
    expect(flow.matchedBy).toBe('request_uri')
  })

  test('remembers whose request opened it', () => {
    const urls = [response, 'https://app.example/home?page=1'] as const
    const made = world.requests.map((request) => ({ ...request, source: 'parley' }) as const)
    const pasted = only(run(world, [...login(1), ...approved(1, urls, { status: 200 })]))
    const own = only(
      run({ ...world, requests: made }, [...login(1), ...approved(1, urls, { status: 200 })]),
    )
    expect([pasted.madeByParley, own.madeByParley]).toEqual([undefined, true])
  })

  test('custom scheme', () => {
    const scheme = 'com.example.app:/cb'
    const clients = [{ ...client, redirectUris: [scheme] }]
    const events = approved(1, [`${scheme}?code=c1&state=s1`], { error: 'net::ERR_ABORTED' })
    const flow = only(run({ ...world, clients }, [...login(1), ...events]))
    expect(responsesOf(flow)).toMatchObject([{ target: scheme, via: 'redirect' }])
  })

  test('a page that navigates by script', () => {
    const events = [
      ...approved(1, []),
      ...navigation('1-script', 1, [response], { status: 200 }, 200),
    ]
    const flow = only(run(world, [...login(1), ...events]))
    expect(responsesOf(flow)).toMatchObject([{ params, via: 'navigation', status: null }])
  })

  test('an inherited fragment does not belong to the response', () => {
    const events = approved(1, [response]).map((event) =>
      event.kind === 'request' ? { ...event, url: `${event.url}#top` } : event,
    )
    const flow = only(run(world, [...login(1), ...events]))
    expect(responsesOf(flow)).toMatchObject([
      { params, responseMode: 'query', target: redirectUri },
    ])
  })

  test('denied', () => {
    const flow = only(
      run(world, [...login(1), ...approved(1, [`${redirectUri}?error=access_denied&state=s1`])]),
    )
    expect(responsesOf(flow)).toMatchObject([
      {
        params: [
          ['error', 'access_denied'],
          ['state', 's1'],
        ],
      },
    ])
  })

  test('form post', () => {
    const events: readonly Observation[] = [
      {
        kind: 'request',
        ...page,
        webRequestId: 'f',
        tabId: 1,
        at: 200,
        method: 'POST',
        url: redirectUri,
        form: [['code', 'c1']],
      },
      {
        kind: 'failed',
        ...page,
        webRequestId: 'f',
        tabId: 1,
        at: 201,
        method: 'POST',
        url: redirectUri,
        error: 'x',
      },
    ]
    const flow = only(run(world, [...login(1), ...events]))
    expect(responsesOf(flow)).toMatchObject([
      { responseMode: 'form', method: 'POST', params: [['code', 'c1']], callback: { error: 'x' } },
    ])
  })
})

test('several events of one response make one response, in whatever order and however few', () => {
  const urls = fc.constantFrom<readonly string[]>(
    [response],
    [response, 'https://app.example/home'],
    [response, 'https://app.example/home?code=c1&state=s1&more=2'],
    [`${redirectUri}#code=c1&state=s1&iss=${encodeURIComponent(issuer)}`],
  )
  fc.assert(
    fc.property(
      urls.chain((list) => {
        const events = approved(1, list)
        return fc.record({
          events: fc.shuffledSubarray([...events], { minLength: 1 }),
          repeat: fc.boolean(),
        })
      }),
      ({ events, repeat }) => {
        const told = events.some((event) =>
          [event.url, 'location' in event ? event.location : ''].some(
            (url) => url.startsWith(redirectUri) && url.includes('code='),
          ),
        )
        const flow = only(run(world, [...login(1), ...events, ...(repeat ? events : [])]))
        expect(responsesOf(flow)).toHaveLength(told ? 1 : 0)
        if (told)
          for (const [name, value] of params)
            expect(responsesOf(flow)[0]?.params).toContainEqual([name, value])
      },
    ),
  )
})

test('two flows at once in two tabs, whatever the order between them', () => {
  const b = stored('b')
  const other = `${redirectUri}?code=c2&state=s2`
  const one = [...login(1), ...approved(1, [response])]
  const two = [...login(2, b), ...approved(2, [other])]
  fc.assert(
    fc.property(fc.infiniteStream(fc.boolean()), (coins) => {
      const queues = [[...one], [...two]]
      const mixed: Observation[] = []
      while (queues.some((queue) => queue.length > 0)) {
        const first = coins.next().value ? 0 : 1
        const next = queues[first]?.shift() ?? queues[1 - first]?.shift()
        if (next) mixed.push(next)
      }
      const flows = run({ ...nothing, clients: [client], requests: [a, b] }, mixed)
      const codes = flows.map((flow) => [
        flow.storedRequestId,
        responsesOf(flow).map(({ params: own }) => own[0]?.[1]),
      ])
      expect(Object.fromEntries(codes)).toEqual({ a: ['c1'], b: ['c2'] })
    }),
  )
})

describe('not part of the flow', () => {
  test('a code that comes back to the bank itself', () => {
    const upstream = `${issuer}/upstream?code=other&state=x`
    const flow = only(
      run(world, [...login(1), ...approved(1, ['https://idp.example/x', upstream, response])]),
    )
    expect(responsesOf(flow)).toMatchObject([{ params }])
  })

  test('a redirect_uri in a tab that has no flow', () => {
    const flow = only(run(world, navigation('n', 7, [response])))
    expect(flow).toMatchObject({ matchedBy: 'unsolicited', profileId: 'p', issuer, tabId: 7 })
    expect(responsesOf(flow)).toMatchObject([{ params, matchedBy: 'unsolicited' }])
  })

  test('an unknown authorization request, if third-party flows are not watched', () => {
    expect(run(world, navigation('n', 7, [authorizeUrl(stored('unknown'))]))).toEqual([])
  })

  test('what the tab does after the response', () => {
    const before = run(world, [...login(1), ...approved(1, [response])])
    const after = run(world, navigation('later', 1, ['https://app.example/about']), before)
    expect(only(after).messages).toEqual(only(before).messages)
  })
})

test('a known state finds its flow in another tab', () => {
  const b = stored('b', { expected: { state: 's1', nonce: null } })
  const known = { ...nothing, clients: [client], requests: [b] }
  const flow = only(
    run(known, [...login(1, b), ...navigation('x', 9, [response], { status: 200 }, 300)]),
  )
  expect(responsesOf(flow)).toMatchObject([{ params }])
})

test('login steps are kept without their queries, with their answers', () => {
  const flow = only(run(world, [...login(1), ...approved(1, [response])]))
  expect(flow.messages).toMatchObject([
    { kind: 'authorization-request' },
    { kind: 'hop', url: `${issuer}/login`, status: 200 },
    { kind: 'hop', url: `${issuer}/approve`, status: 303 },
    { kind: 'authorization-response' },
  ])
})

test('a reload of the authorize URL stays in its flow; a second tab is a second flow', () => {
  const reloaded = run(world, [
    ...login(1),
    ...navigation('again', 1, [authorizeUrl(a)], { status: 200 }, 50),
  ])
  expect(
    only(reloaded).messages.filter(({ kind }) => kind === 'authorization-request'),
  ).toHaveLength(2)
  expect(run(world, login(2), reloaded)).toHaveLength(2)
})
