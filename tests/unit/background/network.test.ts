import { beforeEach, describe, expect, test } from 'vitest'
import type { NetworkEntry } from '@/lib/capture/network-entry'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import { clientDefaults } from '@/lib/oauth/profile-defaults'
import { wholeFlow } from '../../samples/message-kinds'
import { jwtOf } from '../capture/har'
import { issuer, navigation, redirectUri } from '../flow/browser'
import { exchange, posted } from '../flow/network'
import { app, browser, draft, metadata, reset, restart, stored } from './harness'

const requestUri = 'urn:ietf:params:oauth:request_uri:spa'
const authorize = `${issuer}/auth?client_id=tpp&request_uri=${encodeURIComponent(requestUri)}`
const answered = `${redirectUri}?code=c1&state=s1&iss=${encodeURIComponent(issuer)}`
const idToken = jwtOf({ iss: issuer, aud: 'tpp', nonce: 'n1', sub: '1' })
const tabId = 7
const at = 1_000_000

const push = posted(
  'par',
  { client_id: 'tpp', response_type: 'code', redirect_uri: redirectUri, state: 's1', nonce: 'n1' },
  { request_uri: requestUri, expires_in: 60 },
  { at, status: 201, answerHeaders: { 'content-type': 'application/json' } },
)
const tokens = posted(
  'token',
  { grant_type: 'authorization_code', client_id: 'tpp', code: 'c1' },
  { access_token: 'at1', token_type: 'Bearer', expires_in: 300, id_token: idToken },
  { at: at + 500, answerHeaders: { 'content-type': 'application/json' } },
)
const claims = exchange(
  {
    url: `${issuer}/me`,
    at: at + 600,
    headers: { authorization: 'Bearer at1' },
    answerHeaders: { 'content-type': 'application/json' },
  },
  { sub: '1', nonce: 'x' },
)
const login = navigation('1', tabId, [authorize, `${issuer}/login`], undefined, at + 100)
const approval = navigation('2', tabId, [`${issuer}/done`, answered], undefined, at + 300)

const see = (...entries: readonly NetworkEntry[]) => app.handlers.networkSeen({ tabId, entries })
const flows = () => (stored('flows') ?? []).map(({ id }) => browser.flow(id) as Flow)
const kinds = (flow: Flow | undefined) =>
  flow?.messages.filter(({ kind }) => kind !== 'hop').map(({ kind }) => kind)
const outcomes = (flow: Flow | undefined, kind: string) =>
  Object.fromEntries(
    flow?.messages
      .filter((message) => message.kind === kind)
      .flatMap(({ results }) => results.map(({ id, outcome }) => [id, outcome])) ?? [],
  )

beforeEach(async () => {
  reset()
  browser.state.answers.set(`${issuer}/.well-known/openid-configuration`, () =>
    Response.json({
      ...metadata,
      pushed_authorization_request_endpoint: `${issuer}/par`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/me`,
    }),
  )
  await app.handlers.profileSave({ ...draft, ...clientDefaults.oauth2, ruleProfile: 'oauth2' })
  await app.onAccessChanged()
})

describe('a browser-based app', () => {
  test('is one flow, judged as Parley’s own, with the worker killed between any two tellings', async () => {
    const tellings = [
      () => see(push),
      ...[...login, ...approval].map((event) => () => app.observe(event)),
      () => see(tokens),
      () => see(claims),
      // The developer tools are opened again: they tell of everything once more.
      () => see(claims, tokens, push),
    ]
    for (const tell of tellings) {
      restart()
      await tell()
    }
    const [flow, ...others] = flows()
    expect(others).toEqual([])
    expect(kinds(flow)).toEqual(wholeFlow)
    expect(outcomes(flow, 'authorization-response')).toMatchObject({ 'ar-state-match': 'passed' })
    expect(outcomes(flow, 'token-response')).toMatchObject({
      'tr-access-token-present': 'passed',
      'idt-nonce': 'passed',
      'jose-alg-none': 'failed',
    })
    expect(outcomes(flow, 'userinfo-response')).toMatchObject({ 'ui-claims': 'failed' })
    expect(flow?.messages.find(({ kind }) => kind === 'token-response')).toMatchObject({
      jwts: [{ name: 'id_token', verification: { status: expect.any(String) as string } }],
    })
    expect(stored('flows')).toMatchObject([{ outcome: 'tokens', clientId: 'tpp' }])
  })

  test('whose push is reported after the browser used it knows state and nonce', async () => {
    for (const event of login) await app.observe(event)
    await see(push)
    for (const event of approval) await app.observe(event)
    const [flow, ...others] = flows()
    expect(others).toEqual([])
    expect(flow?.expected).toEqual({ state: 's1', nonce: 'n1' })
    expect(outcomes(flow, 'authorization-response')).toMatchObject({ 'ar-state-match': 'passed' })
  })

  test('a response that could not be read is not judged', async () => {
    const { response } = push
    await see({ ...push, response: { ...response, body: '', truncated: true } })
    expect(stored('flows')).toMatchObject([{ outcome: 'pushed', failed: 0 }])
    expect(flows()[0]?.messages[1]).toMatchObject({ kind: 'par-response', results: [] })
  })
})

describe('navigations that the developer tools saw', () => {
  const navigate = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  const requested = exchange({ url: authorize, headers: navigate, at: at + 100 }, '')
  const came = exchange(
    {
      url: `${issuer}/done`,
      headers: navigate,
      status: 303,
      answerHeaders: { location: answered },
      at: at + 300,
    },
    '',
  )
  const arrived = exchange({ url: answered, headers: navigate, at: at + 301 }, '')

  test('replace webRequest where it reports nothing', async () => {
    await see(push, requested, came, arrived, requested, came, arrived)
    const [flow, ...others] = flows()
    expect(others).toEqual([])
    expect(kinds(flow)).toEqual(wholeFlow.slice(0, 4))
    expect(flow?.messages.every(({ source }) => source === 'devtools')).toBe(true)
    expect(stored('latest')).toBe(flow?.id)
  })

  test('add nothing to what webRequest reported', async () => {
    await see(push)
    for (const event of [...login, ...approval]) await app.observe(event)
    const before = structuredClone(flows())
    await see(requested, came, arrived)
    expect(flows()).toEqual(before)
    expect(responsesOf(before[0] as Flow)).toMatchObject([{ source: 'browser', replays: [] }])
  })
})

describe('how the authorization endpoint responded, by the developer tools', () => {
  const navigate = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  const requested = (status: number, more = 0) =>
    exchange({ url: authorize, headers: navigate, at: at + 100 + more, status }, '')
  const results = () =>
    flows().flatMap(({ messages }) =>
      messages.flatMap((message) =>
        message.kind === 'authorization-request' ? [message.httpResult?.status] : [],
      ),
    )

  test('is known if webRequest reports nothing, however often it is reported', async () => {
    await see(push, requested(403))
    await see(requested(403), push)
    expect(stored('flows')).toMatchObject([{ outcome: 'refused-at-server', error: '403' }])
    expect(results()).toEqual([403])
  })

  test('is not recorded twice if webRequest reported it', async () => {
    await see(push)
    for (const event of navigation('1', tabId, [authorize], { status: 400 }, at + 100))
      await app.observe(event)
    const before = structuredClone(flows())
    await see(requested(400))
    expect(flows()).toEqual(before)
    expect(results()).toEqual([400])
  })

  test('of an earlier request says nothing of a newer one', async () => {
    const [first] = navigation('1', tabId, [authorize], { status: 400 }, at + 100)
    if (!first) throw new Error('No request')
    await app.observe(first)
    await see(requested(400, 5000))
    expect(results()).toEqual([undefined])
  })
})

describe('an authorization request of a script', () => {
  const fetched = (url: string) => exchange({ url, at: at + 100 }, '<title>Log in</title>')

  test('is a flow whose request was not a navigation', async () => {
    await see(push, fetched(authorize))
    const [flow, ...others] = flows()
    expect(others).toEqual([])
    expect(kinds(flow)).toEqual(wholeFlow.slice(0, 3))
    expect(outcomes(flow, 'authorization-request')['az-fetch-xhr']).toBe('failed')
  })

  test('is not recognised at an endpoint that is not known', async () => {
    browser.granted.add('https://bff.example/*')
    await see(fetched('https://bff.example/login?client_id=x&response_type=code'))
    expect(flows()).toEqual([])
  })

  test('of the browser is a navigation', async () => {
    await see(push)
    for (const event of login) await app.observe(event)
    expect(outcomes(flows()[0], 'authorization-request')['az-fetch-xhr']).toBe('passed')
  })
})

describe('hosts', () => {
  const elsewhere = (url: string) =>
    exchange(
      {
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=client_credentials&client_id=x',
      },
      { access_token: 'x', token_type: 'Bearer' },
    )
  const authorizeElsewhere = exchange(
    {
      url: 'https://other.example/auth?client_id=x&response_type=code',
      headers: { 'sec-fetch-mode': 'navigate' },
    },
    '',
  )

  test('without access are not watched', async () => {
    await see(elsewhere('https://other.example/token'), authorizeElsewhere)
    expect(flows()).toEqual([])
  })

  test('with access are watched, unless third-party flows are off', async () => {
    browser.granted.add('https://other.example/*')
    await app.handlers.settingsChange({ name: 'watchThirdParty', on: false })
    await see(elsewhere('https://other.example/token'), authorizeElsewhere)
    expect(flows()).toEqual([])
    await app.handlers.settingsChange({ name: 'watchThirdParty', on: true })
    await see(elsewhere('https://other.example/token'), authorizeElsewhere)
    expect(flows()).toHaveLength(2)
  })
})

describe('what a page repeats is bounded', () => {
  test('its calls of one endpoint, and a token response still comes', async () => {
    await see(push)
    for (const event of [...login, ...approval]) await app.observe(event)
    await see(tokens)
    const calls = Array.from({ length: 150 }, (_, index) =>
      exchange(
        {
          url: `${issuer}/accounts`,
          at: at + 1000 + index,
          headers: { authorization: 'Bearer at1' },
        },
        { n: index },
      ),
    )
    await see(...calls)
    const [flow] = flows()
    expect(kinds(flow)?.filter((kind) => kind === 'resource-request')).toHaveLength(100)
    await see({ ...tokens, at: at + 5000 })
    expect(kinds(flows()[0])?.at(-1)).toBe('token-response')
  })

  test('the flows that it starts, and those that were refused are counted', async () => {
    const pushes = Array.from({ length: 60 }, (_, index) =>
      posted(
        'par',
        { client_id: 'tpp', response_type: 'code', state: `s${index}` },
        { request_uri: `${requestUri}${index}`, expires_in: 60 },
        { at: at + index, status: 201 },
      ),
    )
    await see(...pushes)
    expect(flows()).toHaveLength(20)
    expect(stored('dropped')).toEqual({ own: 0, thirdParty: 40 })
  })
})
