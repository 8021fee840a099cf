import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import type { Params } from '@/lib/model/params'
import { mayMatter } from '@/lib/flow/reduce/reduce'
import type { KnownClient } from '@/lib/flow/model/world'
import { client, issuer, navigation, nothing, page, redirectUri, run } from './browser'

const world = { ...nothing, clients: [client], watchThirdParty: true }
const url = (base: string, params: Record<string, string>) =>
  `${base}?${new URLSearchParams(params)}`
const requested = (params: Record<string, string> = {}) =>
  url(`${issuer}/auth`, { client_id: 'tpp', response_type: 'code', ...params })
const answered = (params: Record<string, string>) => url(redirectUri, params)
const pushed = (id: string) => ({ request_uri: `urn:ietf:params:oauth:request_uri:${id}` })
const done = { status: 200 }

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jarm = (claims: object) => `${encode({ alg: 'PS256' })}.${encode(claims)}.AA`

const only = (flows: readonly Flow[]) => {
  expect(flows).toHaveLength(1)
  return flows[0] as Flow
}
const responsesIn = (flows: readonly Flow[], tabId: number) =>
  flows.filter((flow) => flow.tabId === tabId).flatMap(responsesOf)

describe('why a response is where it is', () => {
  test('its state, though it comes in another tab', () => {
    const flows = run(world, [
      ...navigation('1', 1, [requested({ state: 'a' })]),
      ...navigation('2', 2, [requested({ state: 'b' })]),
      ...navigation('3', 2, [answered({ code: 'c', state: 'a' })], done, 50),
    ])
    expect(responsesIn(flows, 1)).toMatchObject([{ matchedBy: 'state' }])
    expect(responsesIn(flows, 2)).toEqual([])
  })

  test('the state inside of a JARM', () => {
    const response = jarm({ iss: issuer, aud: 'tpp', code: 'c', state: 'a' })
    const flows = run(world, [
      ...navigation('1', 1, [requested({ state: 'a' })]),
      ...navigation('2', 2, [requested({ state: 'b' })]),
      ...navigation('3', 2, [answered({ response })], done, 50),
    ])
    expect(responsesIn(flows, 1)).toMatchObject([{ matchedBy: 'state' }])
  })

  test('its navigation, where two flows have the same state', () => {
    const flows = run(world, [
      ...navigation('1', 1, [requested({ state: 'a' })]),
      ...navigation('2', 2, [requested({ state: 'a', nonce: 'other' })]),
      ...navigation('1', 1, [`${issuer}/x`, answered({ code: 'c', state: 'a' })], done, 50),
    ])
    expect(responsesIn(flows, 1)).toHaveLength(1)
    expect(responsesIn(flows, 2)).toEqual([])
  })

  test('client and redirect_uri, where only one flow waits there', () => {
    const flow = only(
      run(world, [
        ...navigation('1', 1, [requested(pushed('a'))]),
        ...navigation('9', 9, [answered({ code: 'c', iss: issuer })], done, 50),
      ]),
    )
    expect(responsesOf(flow)).toMatchObject([{ matchedBy: 'client' }])
  })

  test.each([
    ['two flows wait there', [requested(pushed('a')), requested(pushed('b'))], { code: 'c' }],
    [
      'it names another issuer',
      [requested(pushed('a'))],
      { code: 'c', iss: 'https://other.example' },
    ],
    ['it has another state', [requested({ state: 'a' })], { code: 'c', state: 'b' }],
    [
      'it is for another client',
      [requested(pushed('a'))],
      { response: jarm({ aud: 'x', code: 'c' }) },
    ],
  ])('but not where %s: then it is unsolicited', (_, requests, params) => {
    const flows = run(world, [
      ...requests.flatMap((each, index) => navigation(`r${index}`, index + 1, [each])),
      ...navigation('9', 9, [answered(params)], done, 50),
    ])
    expect(flows).toHaveLength(requests.length + 1)
    expect(responsesIn(flows, 9)).toMatchObject([{ matchedBy: 'unsolicited' }])
  })

  test('its tab, with a state that differs from the one in the request', () => {
    const flow = only(
      run(world, [
        ...navigation('1', 1, [requested({ state: 'a' })]),
        ...navigation('2', 1, [answered({ code: 'c', state: 'b' })], done, 50),
      ]),
    )
    expect(responsesOf(flow)).toMatchObject([{ matchedBy: 'tab' }])
  })

  test('of two requests in one tab, the one that the tab continued with', () => {
    const flows = run(world, [
      ...navigation('1', 1, [requested(pushed('left'))]),
      ...navigation('2', 1, [requested(pushed('taken'))], done, 50),
      ...navigation('3', 1, [answered({ code: 'c' })], done, 90),
    ])
    const codes = flows.map((flow) => [
      flow.requestUri?.split(':').at(-1),
      responsesOf(flow).length,
    ])
    expect(Object.fromEntries(codes)).toEqual({ left: 0, taken: 1 })
  })

  test('the tab that it was opened from', () => {
    const flows = run({ ...world, openers: { 12: 11, 11: 1 } }, [
      ...navigation('1', 1, [requested(pushed('a'))]),
      ...navigation('2', 2, [requested(pushed('b'))]),
      ...navigation('3', 12, [answered({ code: 'c' })], done, 50),
    ])
    expect(responsesIn(flows, 1)).toMatchObject([{ matchedBy: 'opener' }])
    expect(responsesIn(flows, 2)).toEqual([])
  })

  test('openers that go round in a circle lead nowhere', () => {
    const flows = run({ ...world, openers: { 12: 11, 11: 12 } }, [
      ...navigation('1', 1, [requested(pushed('a'))]),
      ...navigation('2', 2, [requested(pushed('b'))]),
      ...navigation('3', 12, [answered({ code: 'c' })], done, 50),
    ])
    expect(flows).toHaveLength(3)
  })

  test('an error without state does not go to another flow that got the same error', () => {
    const error = answered({ error: 'access_denied' })
    const flows = run(world, [
      ...navigation('1', 1, [requested(pushed('a'))]),
      ...navigation('2', 1, [`${issuer}/x`, error], done, 20),
      ...navigation('3', 2, [requested(pushed('b'))], done, 40),
      ...navigation('4', 2, [`${issuer}/x`, error], done, 60),
    ])
    expect(flows.map((flow) => responsesOf(flow).length)).toEqual([1, 1])
  })
})

describe('private windows and containers are worlds of their own', () => {
  const inside = (events: readonly Observation[], changes: Partial<Observation>) =>
    events.map((event) => ({ ...event, ...changes }) as Observation)

  test.each([
    ['a private window', { incognito: true }],
    ['a container', { cookieStoreId: 'firefox-container-2' }],
  ])('a response in %s is not of a flow outside of it, whatever its state', (_, place) => {
    const flows = run(world, [
      ...inside(navigation('1', 1, [requested({ state: 'a' })]), {
        cookieStoreId: 'firefox-default',
      }),
      ...inside(navigation('2', 2, [answered({ code: 'c', state: 'a' })], done, 50), place),
    ])
    expect(responsesIn(flows, 1)).toEqual([])
    expect(responsesIn(flows, 2)).toMatchObject([{ matchedBy: 'unsolicited' }])
  })
})

describe('the same response again', () => {
  const first = [
    ...navigation('1', 1, [requested({ state: 'a' })]),
    ...navigation('2', 1, [`${issuer}/x`, answered({ code: 'c', state: 'a' })], done, 20),
  ]
  const again = (id: string, tabId: number, target = answered({ code: 'c', state: 'a' })) =>
    navigation(id, tabId, [target], done, 100)

  test.each([
    ['a reload', 1],
    ['in another tab', 5],
  ])('%s is a replay, not a response', (_, tabId) => {
    const flow = only(run(world, [...first, ...again('3', tabId)]))
    expect(responsesOf(flow)).toMatchObject([{ replays: [{ at: 101, tabId }] }])
    expect(only(run(world, again('4', tabId), [flow])).messages).toMatchObject([
      {},
      {},
      { replays: [{}, {}] },
    ])
  })

  test('an app that passes it on to another page does not replay it', () => {
    const home = 'https://app.example/home?code=c&state=a'
    const flow = only(run(world, [...first, ...again('3', 1, home)]))
    expect(responsesOf(flow)).toMatchObject([
      { target: redirectUri, replays: [], passedOn: ['https://app.example/home'] },
    ])
  })

  test('another code for the same state is another response of the flow', () => {
    const flow = only(run(world, [...first, ...again('3', 1, answered({ code: 'd', state: 'a' }))]))
    expect(responsesOf(flow).map(({ params }) => params[0])).toEqual([
      ['code', 'c'],
      ['code', 'd'],
    ])
  })
})

test('a login that lasts an hour, and a request_uri that has died, keep their response', () => {
  const flow = only(
    run(world, [
      ...navigation('1', 1, [requested(pushed('a'))]),
      ...navigation('2', 1, [`${issuer}/x`, answered({ code: 'c' })], done, 3_600_000),
    ]),
  )
  expect(responsesOf(flow)).toHaveLength(1)
})

const other: KnownClient = {
  ...client,
  profileId: 'q',
  issuer: 'https://second.example',
  authorizationEndpoint: 'https://second.example/auth',
  clientId: 'tpp2',
}

describe('two issuers that share a redirect_uri', () => {
  const two = { ...world, clients: [client, other] }

  test('a response of one in the tab of the other stays there and is distinguished by its iss', () => {
    const flows = run(two, [
      ...navigation('1', 1, [requested({ state: 'a' })]),
      ...navigation('2', 2, [
        url(`${other.issuer}/auth`, { client_id: 'tpp2', response_type: 'code', state: 'b' }),
      ]),
      ...navigation('3', 1, [answered({ code: 'c', state: 'a', iss: other.issuer })], done, 50),
    ])
    expect(responsesIn(flows, 1)).toMatchObject([{ matchedBy: 'state' }])
    expect(responsesIn(flows, 2)).toEqual([])
  })

  test('an unsolicited one belongs to the issuer that it names, or to none', () => {
    const named = answered({ code: 'c', iss: other.issuer })
    expect(only(run(two, navigation('1', 1, [named])))).toMatchObject({ profileId: 'q' })
    const unnamed = answered({ code: 'c' })
    expect(only(run(two, navigation('1', 1, [unnamed])))).toMatchObject({ profileId: null })
  })
})

test('any number of flows, with responses in any order and events in any interleaving: none lost, doubled or in the wrong flow', () => {
  const kinds = fc.constantFrom('state', 'chain', 'script')
  const flowsOf = fc.array(fc.record({ kind: kinds, mode: fc.constantFrom('?', '#') }), {
    minLength: 1,
    maxLength: 8,
  })
  const events = (id: number, { kind, mode }: { kind: string; mode: string }) => {
    const state: Record<string, string> = kind === 'state' ? { state: `s${id}` } : {}
    const response = `${redirectUri}${mode}${new URLSearchParams({ code: `c${id}`, ...state })}`
    const begin = navigation(`${id}a`, id, [
      requested({ ...pushed(`${id}`), ...state }),
      `${issuer}/login`,
    ])
    const end =
      kind === 'script'
        ? navigation(`${id}c`, id, [response], done, 50)
        : navigation(`${id}b`, id, [`${issuer}/done`, response], done, 50)
    return [...begin, ...end]
  }
  fc.assert(
    fc.property(flowsOf, fc.infiniteStream(fc.nat()), (flows, picks) => {
      const queues = flows.map((flow, index) => [...events(index + 1, flow)])
      const mixed: Observation[] = []
      for (let left = queues.filter((queue) => queue.length > 0); left.length > 0;) {
        const next = left[picks.next().value % left.length]?.shift()
        if (next) mixed.push(next)
        left = queues.filter((queue) => queue.length > 0)
      }
      const found = run(world, mixed)
      expect(found).toHaveLength(flows.length)
      for (const flow of found)
        expect(responsesOf(flow).map(({ params }) => params[0]?.[1])).toEqual([`c${flow.tabId}`])
    }),
  )
})

test('a login form with its password is not a possible response', () => {
  const posted = (form: Params): Observation => ({
    kind: 'request',
    ...page,
    webRequestId: '1',
    tabId: 1,
    at: 1,
    method: 'POST',
    url: `${issuer}/login`,
    form,
  })
  expect(
    mayMatter(
      posted([
        ['user', 'a'],
        ['password', 'secret'],
      ]),
    ),
  ).toBe(false)
  expect(mayMatter(posted([['code', 'c1']]))).toBe(true)
  expect(mayMatter(posted([['client_id', 'tpp']]))).toBe(true)
})
