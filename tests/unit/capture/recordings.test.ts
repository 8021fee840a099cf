import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { startFlow } from '@/lib/flow/reduce/start'
import type { KnownClient } from '@/lib/flow/model/world'
import { nothing, run, stored } from '../flow/browser'
import { app, browsers, observations, recorded, server, type Recorded } from './recorded'

const logs = browsers.flatMap((browser) =>
  [...recorded(browser)].map(([mode, events]) => [browser, mode, events] as const),
)
type Expected = Pick<AuthorizationResponse, 'responseMode' | 'target' | 'via' | 'params'>

const code = ['code', 'C1'] as const
const iss = ['iss', server] as const
const params = [code, ['state', 'S1'], iss] as const
const redirect = { responseMode: 'query', target: `${app}/cb`, via: 'redirect', params } as const
const script = { ...redirect, via: 'navigation' } as const
const fragment = { ...redirect, responseMode: 'fragment' } as const
const form = { ...script, responseMode: 'form', params: [code, ['state', 'S 1&é'], iss] } as const
const dead = { chromium: 'http://127.0.0.1:9/cb', firefox: 'http://127.0.0.1:8899/cb' }

/** The response in each response mode, the same in every browser. */
const handedOver: Readonly<Record<string, Expected>> = {
  query: redirect,
  fragment: { ...fragment, params: [...params, ['id_token', 'eyJ.a.b']] },
  'query#frag0': redirect,
  form_post: form,
  'form_post idle': { ...form, target: 'http://localhost:8802/cb' },
  form_post_unreach: { ...form, params: [code] },
  js: { ...script, responseMode: 'fragment' },
  meta: script,
  custom: { ...redirect, target: 'com.example.app:/cb' },
  unreach: redirect,
  unreachfrag: fragment,
  nxfrag: { ...fragment, target: 'https://rp.nonexistent.invalid/cb' },
  self204: { ...redirect, target: `${app}/cb204` },
  chain: redirect,
  chainpost: redirect,
  rp302: { ...redirect, target: 'http://localhost:8802/cb302' },
  rp302frag: { ...fragment, target: 'http://localhost:8802/cb302' },
}

function expectedOf(browser: (typeof browsers)[number], mode: string): Expected {
  const expected = handedOver[mode]
  if (!expected) throw new Error(`Nothing is known of ${mode}`)
  return mode.includes('unreach') && !expected.target.includes('nonexistent')
    ? { ...expected, target: dead[browser] }
    : expected
}

/** Runs events as those of a request that Parley opened in tab 1; gives its flow. */
function flowOf(events: readonly Recorded[], redirectUri: string, url: string): Flow {
  const client: KnownClient = {
    profileId: 'p',
    issuer: server,
    clientId: 'x',
    redirectUris: [redirectUri],
    ruleProfile: 'oauth2',
    authorizationEndpoint: `${server}/authorize`,
  }
  const opened = startFlow({
    id: 'f',
    parId: 'par',
    client,
    stored: stored('a'),
    request: {
      kind: 'authorization-request',
      frame: 'top',
      id: 'r',
      at: 0,
      source: 'parley',
      results: [],
      method: 'GET',
      url,
      params: [],
    },
    matchedBy: 'opened',
    tabId: 1,
    incognito: false,
    cookieStoreId: null,
    initiator: null,
  })
  const flows = run({ ...nothing, clients: [client] }, observations(events), [opened])
  expect(flows).toHaveLength(1)
  return flows[0] as Flow
}

/** By the order of their names: Chromium sorts the members of a form. */
const sorted = (list: AuthorizationResponse['params']) =>
  list.toSorted(([a], [b]) => (a < b ? -1 : 1))

describe('whole recordings become one response', () => {
  test.each(logs)('%s, %s', (browser, mode, events) => {
    const expected = expectedOf(browser, mode)
    const flow = flowOf(events, expected.target, events[0]?.details.url ?? '')
    const [response, ...others] = responsesOf(flow)
    expect(others).toEqual([])
    expect(response).toMatchObject({
      ...expected,
      params:
        browser === 'chromium' && expected.responseMode === 'form'
          ? sorted(expected.params)
          : expected.params,
      status: expected.via === 'redirect' ? (mode === 'chainpost' ? 307 : 302) : null,
    })
    expect(JSON.stringify(flow)).not.toContain('hunter2')
  })

  test.each([
    ['chromium', 'query', { status: 200 }],
    ['chromium', 'form_post', { status: 200 }],
    ['chromium', 'form_post_unreach', { error: 'net::ERR_UNSAFE_PORT' }],
    ['chromium', 'custom', {}],
    ['chromium', 'unreach', { error: 'net::ERR_UNSAFE_PORT' }],
    ['chromium', 'nxfrag', { error: 'net::ERR_NAME_NOT_RESOLVED' }],
    ['chromium', 'self204', { status: 204 }],
    ['chromium', 'rp302frag', { status: 302 }],
    ['firefox', 'query', { status: 200 }],
    ['firefox', 'form_post_unreach', { error: 'NS_ERROR_CONNECTION_REFUSED' }],
    ['firefox', 'custom', {}],
    ['firefox', 'unreach', { error: 'NS_ERROR_CONNECTION_REFUSED' }],
    ['firefox', 'nxfrag', { error: 'NS_ERROR_UNKNOWN_HOST' }],
    ['firefox', 'rp302frag', { status: 302 }],
  ] as const)('%s, %s: what became of the callback is %j', (browser, mode, callback) => {
    const events = recorded(browser).get(mode) ?? []
    const { target } = expectedOf(browser, mode)
    const flow = flowOf(events, target, events[0]?.details.url ?? '')
    const { headers: _, ...result } = responsesOf(flow)[0]?.callback ?? {}
    expect(result).toEqual(callback)
  })

  test('a later visit of the redirect_uri says nothing of a form that was posted there', () => {
    const events = recorded('chromium').get('form_post') ?? []
    const visit = ['onBeforeRequest', 'onCompleted'].map((name) => ({
      name,
      details: {
        requestId: '13',
        tabId: 1,
        timeStamp: 2e12,
        method: 'GET',
        url: `${app}/cb`,
        statusCode: 405,
      },
    }))
    const flow = flowOf([...events, ...visit], `${app}/cb`, events[0]?.details.url ?? '')
    expect(responsesOf(flow)).toMatchObject([{ responseMode: 'form', callback: { status: 200 } }])
  })

  test('every mode was recorded in both browsers', () => {
    for (const browser of browsers)
      expect([...recorded(browser).keys()].toSorted()).toEqual(Object.keys(handedOver).toSorted())
  })
})

test('any events of a recording in any order, also reported twice, give at most one response, and never a wrong one', () => {
  const told = fc.constantFrom(...logs).chain(([browser, mode, events]) =>
    fc.record({
      browser: fc.constant(browser),
      mode: fc.constant(mode),
      url: fc.constant(events[0]?.details.url ?? ''),
      events: fc.shuffledSubarray([...events, ...events], { minLength: 1 }),
    }),
  )
  fc.assert(
    fc.property(told, ({ browser, mode, url, events }) => {
      const expected = expectedOf(browser, mode)
      const responses = responsesOf(flowOf(events, expected.target, url))
      const isTold = events.some(({ name, details }) => carries(name, details, expected))
      expect(responses).toHaveLength(isTold ? 1 : 0)
      for (const response of responses) {
        expect(sorted(response.params)).toEqual(sorted(expected.params))
        expect(response).toMatchObject({
          target: expected.target,
          responseMode: expected.responseMode,
        })
      }
    }),
    { numRuns: 1000 },
  )
})

/** Whether an event shows the response at its redirect_uri. */
function carries(name: string, details: Recorded['details'], { responseMode, target }: Expected) {
  if (responseMode === 'form') return name === 'onBeforeRequest' && details.url === target
  if (name === 'onHeadersReceived' && !isRedirect(details)) return false
  const headers = (details['responseHeaders'] ?? []) as readonly { name: string; value: string }[]
  const location = headers.find((header) => header.name === 'Location')?.value
  return [details.url, details['redirectUrl'], location].some(
    (url) => typeof url === 'string' && url.startsWith(target) && url.includes('code=C1'),
  )
}

const isRedirect = (details: Recorded['details']) => String(details['statusCode']).startsWith('3')
