import { describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import { emptyFlow } from '@/lib/flow/reduce/start'
import { client, issuer, navigation, nothing, redirectUri, run } from './browser'

const world = { ...nothing, clients: [client], watchThirdParty: true }

/** A request with the state that all requests here have; its nonce is unique. */
const request = (nonce: string) =>
  `${issuer}/auth?client_id=tpp&response_type=code&state=same&nonce=${nonce}`
const response = (code: string) => `${redirectUri}?code=${code}&state=same`

/** The flow of a request, and the response to it in the same navigation, if it has one. */
const asked = (nonce: string, tabId: number, start: number, code?: string) =>
  navigation(
    nonce,
    tabId,
    [request(nonce), ...(code === undefined ? [] : [response(code)])],
    { status: 200 },
    start,
  )
/** A response that a page leads to, so that neither its navigation nor its origin identifies the flow. */
const brought = (tabId: number, code: string) =>
  navigation(`of ${code}`, tabId, [response(code)], { status: 200 }, 500)

/** The codes of each flow, by its nonce; those that belong to no request have none. */
const codesOf = (flows: readonly Flow[]) =>
  Object.fromEntries(
    flows.map((flow) => [
      flow.expected.nonce ?? 'unsolicited',
      responsesOf(flow).map(({ params }) => params[0]?.[1]),
    ]),
  )

describe('several flows with one state', () => {
  test('a response in a different tab belongs to the only waiting flow with its state', () => {
    const stateless = request('d').replace('&state=same', '')
    const flows = run(world, [
      ...asked('a', 1, 10, 'c1'),
      ...asked('b', 2, 20),
      ...asked('c', 3, 30, 'c3'),
      ...navigation('d', 4, [stateless], { status: 200 }, 40),
      ...brought(9, 'new'),
    ])
    expect(codesOf(flows)).toEqual({ a: ['c1'], b: ['new'], c: ['c3'], d: [] })
  })

  test('a response in another tab belongs to neither of two waiting flows', () => {
    const flows = run(world, [...asked('a', 1, 10), ...asked('b', 2, 20), ...brought(9, 'new')])
    expect(codesOf(flows)).toEqual({ a: [], b: [], unsolicited: ['new'] })
  })

  test('a response in another tab belongs to no flow if none is waiting', () => {
    const flows = run(world, [
      ...asked('a', 1, 10, 'c1'),
      ...asked('b', 2, 20, 'c2'),
      ...brought(9, 'new'),
    ])
    expect(codesOf(flows)).toEqual({ a: ['c1'], b: ['c2'], unsolicited: ['new'] })
  })

  test('in the same tab, a waiting flow takes precedence over a newer one', () => {
    const flows = run(world, [
      ...asked('a', 1, 10),
      ...asked('b', 1, 20, 'c2'),
      ...brought(1, 'new'),
    ])
    expect(codesOf(flows)).toEqual({ a: ['new'], b: ['c2'] })
  })

  test('in the same tab, the newest flow takes precedence if all or none are waiting', () => {
    const waiting = [...asked('a', 1, 10), ...asked('b', 1, 20)]
    expect(codesOf(run(world, [...waiting, ...brought(1, 'new')]))).toEqual({ a: [], b: ['new'] })
    const answered = [...asked('a', 1, 10, 'c1'), ...asked('b', 1, 20, 'c2')]
    expect(codesOf(run(world, [...answered, ...brought(1, 'new')]))).toEqual({
      a: ['c1'],
      b: ['c2', 'new'],
    })
  })

  test('the flow in the tab of the response takes precedence over one waiting in another tab', () => {
    const flows = run(world, [
      ...asked('a', 1, 10, 'c1'),
      ...asked('b', 2, 20),
      ...brought(1, 'new'),
    ])
    expect(codesOf(flows)).toEqual({ a: ['c1', 'new'], b: [] })
  })
})

test('a second code with the state of one flow belongs to it in any tab', () => {
  const flows = run(world, [...asked('a', 1, 10, 'c1'), ...brought(9, 'new')])
  expect(codesOf(flows)).toEqual({ a: ['c1', 'new'] })
})

describe('a response without a state', () => {
  const pushed = (id: string) =>
    `${issuer}/auth?client_id=tpp&request_uri=urn:ietf:params:oauth:request_uri:${id}`
  const stateless = `${redirectUri}?code=new`
  const inFrame = (events: readonly Observation[]) =>
    events.map((event) => ({ ...event, frame: 'sub' }) as const)
  const answeredOf = (flows: readonly Flow[]) =>
    flows.filter((flow) => responsesOf(flow).length > 0).map(({ requestUri }) => requestUri?.at(-1))

  test('is of the request in the same frame of the tab', () => {
    const requests = [
      ...navigation('1', 1, [pushed('p')]),
      ...inFrame(navigation('2', 1, [pushed('f')], { status: 200 }, 20)),
      ...navigation('3', 2, [pushed('o')], { status: 200 }, 30),
    ]
    const answer = navigation('4', 1, [stateless], { status: 200 }, 50)
    expect(answeredOf(run(world, [...requests, ...answer]))).toEqual(['p'])
    expect(answeredOf(run(world, [...requests, ...inFrame(answer)]))).toEqual(['f'])
  })

  test.each([
    ['in another tab', 9, {}],
    ['in its tab', 1, {}],
    ['in a window that its tab opened', 9, { 9: 1 }],
  ])('is of no flow that has a response: %s', (_, tabId, openers) => {
    const answered = navigation('1', 1, [pushed('p'), `${redirectUri}?code=c1`])
    const flows = run({ ...world, openers }, [
      ...answered,
      ...navigation('2', tabId, [stateless], { status: 200 }, 50),
    ])
    expect(flows.map(({ matchedBy }) => matchedBy)).toEqual(['unsolicited', 'endpoint'])
  })

  test('is found by its tab, not by its client, where another request of the client waits', () => {
    const flows = run(world, [
      ...navigation('1', 1, [pushed('p')]),
      ...navigation('2', 2, [pushed('o')], { status: 200 }, 20),
      ...navigation('3', 1, [stateless], { status: 200 }, 50),
    ])
    expect(answeredOf(flows)).toEqual(['p'])
    expect(flows.flatMap(responsesOf)).toMatchObject([{ matchedBy: 'tab' }])
  })

  test.each([
    [4, { 12: 1, 13: 12, 14: 13, 15: 14 }, ['p']],
    [5, { 11: 1, 12: 11, 13: 12, 14: 13, 15: 14 }, [undefined]],
  ])('is found through %i windows that opened one another, or not', (_, openers, found) => {
    const flows = run({ ...world, openers }, [
      ...navigation('1', 1, [pushed('p')]),
      ...navigation('2', 2, [pushed('o')], { status: 200 }, 20),
      ...navigation('3', 15, [stateless], { status: 200 }, 50),
    ])
    expect(answeredOf(flows)).toEqual(found)
  })
})

test('navigations after a push are not a login until the pushed request is used', () => {
  const start = { id: 'f', createdAt: 1, tabId: 1, incognito: false, cookieStoreId: null } as const
  const pushed = emptyFlow({ ...start, matchedBy: 'devtools' }, client)
  const events = navigation('1', 1, ['https://app.example/wait', 'https://app.example/next'])
  expect(run(world, events, [pushed])).toEqual([pushed])
})
