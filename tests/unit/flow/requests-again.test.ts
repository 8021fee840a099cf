import { describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationRequest } from '@/lib/flow/model/message'
import { responsesOf } from '@/lib/flow/read/find-response'
import { startFlow } from '@/lib/flow/reduce/start'
import { maxRequests } from '@/lib/model/bounds'
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

const world = { ...nothing, clients: [client], watchThirdParty: true }
const requested = `${issuer}/auth?client_id=tpp&response_type=code&state=s1`
const response = `${redirectUri}?code=c1&state=s1`

const load = (id: string, start: number, url = requested, status = 200) =>
  navigation(id, 1, [url], { status }, start)
const post = (id: string, at: number, status = 200): readonly Observation[] => {
  const base = { ...page, webRequestId: id, tabId: 1, at, method: 'POST', url: requested }
  return [
    { kind: 'request', ...base, form: [] },
    { kind: 'completed', ...base, at: at + 1, status },
  ]
}
const inFrame = (events: readonly Observation[]) =>
  events.map((event) => ({ ...event, frame: 'sub' }) as const)
const requestsOf = ({ messages }: Flow) =>
  messages.filter(({ kind }) => kind === 'authorization-request').length
/** The requests of each flow, the newest flow first. */
const counted = (observations: readonly Observation[]) => run(world, observations).map(requestsOf)

describe('the same request again in its tab', () => {
  test('is another request of the waiting flow, which follows its navigation', () => {
    const flows = run(world, [
      ...load('1', 10),
      ...navigation('2', 1, [requested, `${redirectUri}?code=c1`], { status: 200 }, 20),
    ])
    expect(flows.map(requestsOf)).toEqual([2])
    expect(flows.flatMap(responsesOf)).toMatchObject([{ matchedBy: 'redirect-chain' }])
    expect(flows[0]).toMatchObject({ chains: ['1', '2'], createdAt: 11 })
  })

  test('begins a flow once there is a response', () => {
    const answered = navigation('1', 1, [requested, response], { status: 200 }, 10)
    expect(counted([...answered, ...load('2', 20)])).toEqual([1, 1])
  })

  test('begins a flow in another frame', () => {
    expect(counted([...load('1', 10), ...inFrame(load('2', 20))])).toEqual([1, 1])
    expect(counted([...inFrame(load('1', 10)), ...inFrame(load('2', 20))])).toEqual([2])
  })

  test('begins a flow if any of its parameters differs', () => {
    expect(counted([...load('1', 10), ...load('2', 20, `${requested}&nonce=n`)])).toEqual([1, 1])
  })

  test('is stored up to a limit, and the flow continues after it', () => {
    const loads = Array.from({ length: maxRequests + 5 }, (_, at) => load(`r${at}`, 10 * at))
    expect(counted(loads.slice(0, maxRequests).flat())).toEqual([maxRequests])
    const last = navigation('last', 1, [requested, response], { status: 200 }, 5000)
    const flows = run(world, [...loads.flat(), ...last])
    expect(flows.map(requestsOf)).toEqual([maxRequests])
    expect(flows[0]?.chains).toContain('last')
    expect(flows.flatMap(responsesOf)).toHaveLength(1)
  })

  test('of which only the result is reported, and that late, does not set the flow back', () => {
    const late = load('2', 10).slice(1)
    expect(run(world, [...load('1', 500), ...late])[0]).toMatchObject({ updatedAt: 502 })
  })
})

describe('a form with the parameters of the request', () => {
  test('is a step of the login', () => {
    expect(counted([...load('1', 10), ...post('2', 20)])).toEqual([1])
  })

  test('is also a login step after the same request was refused by GET', () => {
    expect(counted([...load('1', 10, requested, 400), ...post('2', 20)])).toEqual([1])
  })

  test('is the request again if it was sent as this form and refused', () => {
    expect(counted([...post('1', 10, 400), ...post('2', 20)])).toEqual([2])
  })

  test('is a step of the login if the same form was accepted before', () => {
    expect(counted([...post('1', 10), ...post('2', 20)])).toEqual([1])
  })

  test('begins no flow by its result, which does not have its parameters', () => {
    expect(counted(post('1', 10).slice(1))).toEqual([])
    expect(counted(load('1', 10).slice(1))).toEqual([1])
  })
})

describe('a request that Parley opened', () => {
  const request = stored('a')
  const url = authorizeUrl(request)
  const opened = (id: string, createdAt: number, tabId: number | null): Flow => {
    const message: AuthorizationRequest = {
      kind: 'authorization-request',
      id: `m-${id}`,
      at: createdAt,
      source: 'parley',
      results: [],
      method: 'GET',
      url,
      params: [],
      frame: 'top',
    }
    const place = { tabId, incognito: false, cookieStoreId: null, initiator: null }
    return startFlow({
      id,
      parId: 'p',
      client,
      stored: request,
      request: message,
      matchedBy: 'opened',
      ...place,
    })
  }
  const begun = (flows: readonly Flow[], called = url) =>
    run({ ...nothing, clients: [client] }, navigation('1', 5, [called]), flows)
      .filter(({ chains }) => chains.includes('1'))
      .map(({ id, tabId }) => [id, tabId])

  test.each([
    ['the oldest that waits for a tab', [opened('new', 2, null), opened('old', 1, null)], 'old'],
    ['the one of this tab first', [opened('old', 1, null), opened('own', 2, 5)], 'own'],
    ['not the flow in a different tab', [opened('other', 1, 6), opened('new', 2, null)], 'new'],
    [
      'not one whose tab has sent it already',
      [{ ...opened('sent', 1, null), chains: ['0'] }, opened('new', 2, null)],
      'new',
    ],
  ])('begins in a tab, %s', (_, flows, id) => {
    expect(begun(flows)).toEqual([[id, 5]])
  })

  test('is not another URL', () => {
    expect(begun([opened('a', 1, null)], `${url}&more=1`)).toEqual([])
  })
})

describe('a stored request_uri', () => {
  const request = stored('a', { profileId: 'q' })
  const used = (url: string, clients = [client]) =>
    run({ ...nothing, clients, requests: [request] }, navigation('1', 1, [url]))

  test('is used only together with a client_id', () => {
    const query = new URLSearchParams({ request_uri: request.requestUri })
    expect(used(`${issuer}/auth?${query}`)).toEqual([])
    expect(used(`${issuer}/auth?client_id=tpp&${query}`)).toHaveLength(1)
  })

  test('is used for its own profile if two profiles have the same client', () => {
    const clients = [client, { ...client, profileId: 'q' }]
    expect(used(authorizeUrl(request), clients)).toMatchObject([{ profileId: 'q' }])
  })
})

describe('a request that is reported late', () => {
  test('does not absorb the flow of a request that its navigation led to', () => {
    const upstream = 'https://up.example/auth?client_id=broker&response_type=code&state=up'
    const events = navigation('1', 1, [requested, upstream])
    const flows = run(world, [...events.slice(3), ...events.slice(0, 3)])
    expect(new Set(flows.map(({ clientId }) => clientId))).toEqual(new Set(['broker', 'tpp']))
  })

  test('does not absorb an unsolicited response from a different navigation', () => {
    const injected = navigation('9', 9, [`${redirectUri}?code=x&state=y`], undefined, 50)
    const flows = run(world, [...injected, ...load('1', 10)])
    expect(flows.map(({ matchedBy }) => matchedBy)).toEqual(['endpoint', 'unsolicited'])
  })
})
