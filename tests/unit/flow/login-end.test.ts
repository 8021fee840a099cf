import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Observation } from '@/lib/capture/observation'
import { type Flow, noRequestedParams } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import { standingOf, summarise } from '@/lib/flow/read/summary'
import type { World } from '@/lib/flow/model/world'
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

const a = stored('a')
const world = { ...nothing, clients: [client], requests: [a] }
const url = authorizeUrl(a)
const response = `${redirectUri}?code=c1&state=s1&iss=${encodeURIComponent(issuer)}`

type End = Parameters<typeof navigation>[3]

const opened = (end: End, ...more: readonly string[]) => navigation('1', 1, [url, ...more], end)

function only(flows: readonly Flow[]): Flow {
  expect(flows).toHaveLength(1)
  return flows[0] as Flow
}

const outcomeOf = (observations: readonly Observation[], known: Omit<World, 'flows'> = world) => {
  const { outcome, error } = standingOf(only(run(known, observations)))
  return error === null ? outcome : `${outcome} ${error}`
}

const requestsOf = ({ messages }: Flow) =>
  messages.filter((message) => message.kind === 'authorization-request')

describe('the authorization endpoint responds itself', () => {
  test.each([400, 401, 403, 404, 405, 410, 414, 429, 431, 500, 502, 503, 504])('%i', (status) => {
    const flow = only(run(world, opened({ status })))
    expect(requestsOf(flow)).toMatchObject([{ httpResult: { status, error: null } }])
    expect(summarise(flow)).toMatchObject({
      outcome: 'refused-at-server',
      error: String(status),
      status: 'warn',
      failed: 0,
      storedRequestId: 'a',
    })
  })

  test.each([200, 204, 304])('%i ends nothing', (status) => {
    expect(outcomeOf(opened({ status }))).toBe('waiting')
  })

  test.each([
    'net::ERR_CONNECTION_REFUSED',
    'net::ERR_NAME_NOT_RESOLVED',
    'net::ERR_CERT_AUTHORITY_INVALID',
    'net::ERR_BLOCKED_BY_CLIENT',
    'net::ERR_CONNECTION_ABORTED',
    'NS_ERROR_UNKNOWN_HOST',
    'SEC_ERROR_UNKNOWN_ISSUER',
  ])('%s', (error) => {
    const flow = only(run(world, opened({ error })))
    expect(requestsOf(flow)).toMatchObject([{ httpResult: { status: null, error } }])
    expect(summarise(flow)).toMatchObject({ outcome: 'unreachable', error, status: 'warn' })
  })

  test.each(['net::ERR_ABORTED', 'NS_BINDING_ABORTED'])(
    '%s says nothing of the server',
    (error) => {
      const flow = only(run(world, opened({ error })))
      expect(requestsOf(flow)).toMatchObject([{ httpResult: { error } }])
      expect(standingOf(flow).outcome).toBe('waiting')
    },
  )

  test('a redirect is kept with its status', () => {
    expect(requestsOf(only(run(world, opened({ status: 200 }, `${issuer}/login`))))).toMatchObject([
      { httpResult: { status: 303, error: null } },
    ])
    const direct = only(run(world, opened({ status: 200 }, response)))
    expect(requestsOf(direct)).toMatchObject([{ httpResult: { status: 303 } }])
    expect(responsesOf(direct)).toHaveLength(1)
  })

  test('a redirect that the browser does not follow', () => {
    const error = 'net::ERR_TOO_MANY_REDIRECTS'
    const events = opened({ error }, `${issuer}/login`)
    const failed = events.map((event) => (event.kind === 'failed' ? { ...event, url } : event))
    const flow = only(
      run(
        world,
        failed.filter((event) => event.url === url),
      ),
    )
    expect(requestsOf(flow)).toMatchObject([{ httpResult: { status: 303, error } }])
    expect(standingOf(flow).outcome).toBe('unreachable')
  })

  test('an upgrade to https is the endpoint still', () => {
    const plain = url.replace('https:', 'http:')
    expect(outcomeOf(navigation('1', 1, [plain, url], { status: 403 }))).toBe(
      'refused-at-server 403',
    )
  })

  test('the server leads back to its endpoint, which refuses then', () => {
    const back = navigation('2', 1, [`${issuer}/login`, url], { status: 400 }, 100)
    expect(outcomeOf([...opened({ status: 200 }, `${issuer}/login`), ...back])).toBe(
      'refused-at-server 400',
    )
  })
})

const posted = (webRequestId: string, status: number, at = 0): readonly Observation[] => {
  const base = { ...page, webRequestId, tabId: 1, method: 'POST', url: `${issuer}/auth` }
  const form = [
    ['client_id', 'tpp'],
    ['request_uri', a.requestUri],
  ] as const
  return [
    { kind: 'request', ...base, at: at + 1, form },
    { kind: 'completed', ...base, at: at + 2, status },
  ]
}

describe('a request that is sent by a form', () => {
  test('is refused, and sent once more', () => {
    const refused = posted('1', 403)
    expect(outcomeOf(refused)).toBe('refused-at-server 403')
    const flow = only(run(world, [...refused, ...posted('2', 200, 100)]))
    expect(requestsOf(flow)).toMatchObject([
      { method: 'POST', httpResult: { status: 403 } },
      { method: 'POST', httpResult: { status: 200 } },
    ])
    expect(standingOf(flow).outcome).toBe('waiting')
  })

  test('the form of a login page that carries the parameters is a step', () => {
    const flow = only(run(world, [...opened({ status: 401 }), ...posted('2', 403, 100)]))
    expect(requestsOf(flow)).toHaveLength(1)
    expect(standingOf(flow)).toMatchObject({ outcome: 'page-failed', error: '403' })
  })
})

describe('the flow goes on', () => {
  const login = (status: number, at: number, webRequestId = `l${at}`) =>
    navigation(webRequestId, 1, [`${issuer}/login`], { status }, at)
  const approved = navigation('9', 1, [`${issuer}/approve`, response], { status: 200 }, 500)

  test('a login page with 401 at the endpoint', () => {
    const first = opened({ status: 401 })
    expect(outcomeOf(first)).toBe('refused-at-server 401')
    expect(outcomeOf([...first, ...login(200, 100)])).toBe('waiting')
    expect(outcomeOf([...first, ...login(200, 100), ...approved])).toBe('code')
  })

  test('a wrong password does not end the flow', () => {
    const first = opened({ status: 200 }, `${issuer}/login`)
    expect(outcomeOf([...first, ...login(401, 100)])).toBe('page-failed 401')
    expect(outcomeOf([...first, ...login(401, 100), ...login(200, 200)])).toBe('waiting')
    expect(outcomeOf([...first, ...login(401, 100), ...approved])).toBe('code')
  })

  test('a page that is being loaded takes the error back', () => {
    const [request] = login(200, 100)
    if (!request) throw new Error('No request')
    expect(outcomeOf([...opened({ status: 403 }), request])).toBe('waiting')
  })

  test('a reload', () => {
    const refused = opened({ status: 503 })
    const again = navigation('2', 1, [url, `${issuer}/login`], { status: 200 }, 100)
    const flow = only(run(world, [...refused, ...again]))
    expect(requestsOf(flow)).toMatchObject([
      { httpResult: { status: 503 } },
      { httpResult: { status: 303 } },
    ])
    expect(standingOf(flow).outcome).toBe('waiting')
  })

  test('a network failure, then a retry', () => {
    const failed = opened({ error: 'net::ERR_CONNECTION_REFUSED' })
    const again = navigation('2', 1, [url], { status: 200 }, 100)
    expect(outcomeOf([...failed, ...again])).toBe('waiting')
    expect(outcomeOf([...failed, ...navigation('2', 1, [url], { status: 400 }, 100)])).toBe(
      'refused-at-server 400',
    )
  })

  test('another request in the same tab begins another flow', () => {
    const b = stored('b')
    const known = { ...world, requests: [a, b] }
    const second = navigation('2', 1, [authorizeUrl(b), `${issuer}/login`], { status: 200 }, 100)
    const flows = run(known, [...opened({ status: 403 }), ...second, ...login(200, 200)])
    expect(flows.map((flow) => [flow.storedRequestId, standingOf(flow).outcome])).toEqual([
      ['b', 'waiting'],
      ['a', 'refused-at-server'],
    ])
  })

  test('the user leaves for another site after an error', () => {
    const elsewhere = navigation('2', 1, ['https://news.example/'], { status: 200 }, 100)
    const flow = only(run(world, [...opened({ status: 403 }), ...elsewhere]))
    expect(standingOf(flow)).toMatchObject({ outcome: 'refused-at-server', error: '403' })
  })

  test('a login at another host fails', () => {
    const federated = opened({ status: 502 }, 'https://idp.example/sso')
    const flow = only(run(world, federated))
    expect(standingOf(flow)).toMatchObject({
      outcome: 'page-failed',
      error: '502',
      end: { step: { url: 'https://idp.example/sso' } },
    })
  })

  test('a page of the login that cannot be reached', () => {
    const error = 'NS_ERROR_CONNECTION_REFUSED'
    const flow = only(run(world, opened({ error }, 'https://idp.example/sso')))
    expect(standingOf(flow)).toMatchObject({ outcome: 'page-failed', error })
  })
})

describe('other requests', () => {
  const others = { ...nothing, clients: [client], watchThirdParty: true }
  const otherUrl = `${issuer}/auth?client_id=x&response_type=code&redirect_uri=${encodeURIComponent(redirectUri)}`

  test('a third-party flow', () => {
    expect(outcomeOf(navigation('1', 1, [otherUrl], { status: 400 }), others)).toBe(
      'refused-at-server 400',
    )
  })

  test('in a frame, beside frames that have nothing to do with it', () => {
    const inFrame = (events: readonly Observation[]) =>
      events.map((event): Observation => ({ ...event, frame: 'sub' }))
    const silent = inFrame(navigation('1', 1, [otherUrl], { status: 403 }))
    expect(outcomeOf(silent, others)).toBe('refused-at-server 403')
    const ads = inFrame(navigation('2', 1, ['https://ads.example/'], { status: 404 }, 100))
    const fine = inFrame(navigation('1', 1, [otherUrl], { status: 200 }))
    expect(outcomeOf([...fine, ...ads], others)).toBe('waiting')
    const top = navigation('3', 1, [`${issuer}/gone`], { status: 404 }, 200)
    expect(outcomeOf([...fine, ...top], others)).toBe('waiting')
    const error = 'net::ERR_BLOCKED_BY_RESPONSE'
    expect(outcomeOf(inFrame(navigation('1', 1, [otherUrl], { error })), others)).toBe(
      `unreachable ${error}`,
    )
  })

  test.each([
    ['web_message', redirectUri, 'web_message'],
    ['okta_post_message', redirectUri, 'okta_post_message'],
    [null, 'storagerelay://https/app.example?id=1', 'storagerelay://https/app.example?id=1'],
    [null, 'postmessage', 'postmessage'],
  ])('response_mode %s, redirect_uri %s: delivered by a message', (mode, uri, error) => {
    const params = new URLSearchParams({ client_id: 'x', response_type: 'code', redirect_uri: uri })
    if (mode !== null) params.set('response_mode', mode)
    const asking = navigation('1', 1, [`${issuer}/auth?${params}`], { status: 200 })
    const flow = only(run(others, asking))
    expect(summarise(flow)).toMatchObject({ outcome: 'not-observable', error, status: 'neutral' })
    const refused = navigation('1', 1, [`${issuer}/auth?${params}`], { status: 400 })
    expect(outcomeOf(refused, others)).toBe('refused-at-server 400')
  })

  test('a tab that was closed', () => {
    const flow = only(run(world, opened({ status: 200 })))
    expect(summarise({ ...flow, tabClosed: true })).toMatchObject({
      outcome: 'tab-closed',
      status: 'neutral',
    })
    const refused = only(run(world, opened({ status: 403 })))
    expect(standingOf({ ...refused, tabClosed: true }).outcome).toBe('refused-at-server')
  })

  test('a flow that an earlier version stored', () => {
    const { messages, ...flow } = only(run(world, opened({ status: 403 })))
    const old = messages.map(({ ...message }) => {
      if (message.kind === 'authorization-request') delete message.httpResult
      return message
    })
    expect(standingOf({ ...flow, requested: noRequestedParams, messages: old }).outcome).toBe(
      'waiting',
    )
  })
})

test.each([
  ['a refusal', [400], 'refused-at-server 400'],
  ['a failure', ['net::ERR_CONNECTION_RESET'], 'unreachable net::ERR_CONNECTION_RESET'],
] as const)('%s that is reported before its request', (_, [end], expected) => {
  const [request, result] = opened(typeof end === 'number' ? { status: end } : { error: end })
  if (!request || !result) throw new Error('No events')
  const flow = only(run(world, [result, request]))
  expect(flow.messages.map(({ kind }) => kind)).toEqual(['authorization-request'])
  const { outcome, error } = standingOf(flow)
  expect(`${outcome} ${error}`).toBe(expected)
})

test('in whatever order the events of one navigation come, the request has one result', () => {
  const events = [...opened({ status: 400 }, `${issuer}/error?error=invalid_request`)]
  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (order) => {
      const flow = only(run(world, order))
      expect(requestsOf(flow)).toMatchObject([{ httpResult: { status: 303 } }])
      expect(responsesOf(flow)).toEqual([])
    }),
    { numRuns: 200 },
  )
})
