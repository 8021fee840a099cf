import { describe, expect, test } from 'vitest'
import { authorizationContextOf } from '@/lib/facts/authorization-context'
import { effectiveRequestOf } from '@/lib/facts/effective-request'
import type { Flow } from '@/lib/flow/model/flow'
import type { AuthorizationRequest, OAuthMessage } from '@/lib/flow/model/message'
import { summarise } from '@/lib/flow/read/summary'
import { factsOf } from '@/lib/flow/reduce/flow-facts'
import { emptyFlow } from '@/lib/flow/reduce/start'
import { judgeMessage } from '@/lib/judge/judge-message'
import { emptyTokenContext } from '@/lib/facts/token-context'
import type { JsonObject } from '@/lib/model/json'
import type { Params } from '@/lib/model/params'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Data } from '@/lib/storage/data'
import { tokenRequest } from '../../rules/answers'
import { clientId, issuer, par, pushed, redirectUri, request } from '../../rules/artefacts'
import { compact, encrypted } from '../../rules/tokens'

const push = (params: Params, id = 'push'): OAuthMessage => ({
  ...tokenRequest(params),
  id,
  kind: 'par-request',
})
const answer = (overrides = {}, requestMessageId = 'push'): OAuthMessage =>
  par({}, { requestMessageId, ...overrides }).message

function effective(
  query: string,
  messages: readonly OAuthMessage[] = [],
  profile: RuleProfile = 'oidc',
) {
  const found = effectiveRequestOf(request(query).message, { messages }, profile)
  return found && found.params.map((each) => [...each, found.origins.get(each[0])].join(' '))
}

const object = compact({ alg: 'PS256' }, { state: 'b', max_age: 60, resource: ['https://a/'] })
const unread = { requestUri: '', body: '', truncated: true }

describe('the effective parameters of an authorization request', () => {
  test('are those of its URL', () => {
    expect(effective('?client_id=a&scope=openid')).toEqual(['client_id a url', 'scope openid url'])
  })

  test('are the claims of its request object, then what is only outside', () => {
    const query = `?client_id=a&state=x&scope=openid&request=${object}`
    const inside = ['state b request', 'max_age 60 request', 'resource https://a/ request']
    expect(effective(query)).toEqual([...inside, 'client_id a url', 'scope openid url'])
    expect(effective(query, [], 'fapi1')).toEqual([...inside, 'client_id a url'])
  })

  test('are those of the push that returned the request_uri', () => {
    const messages = [push([['nonce', 'n']]), answer(), push([['nonce', 'm']], 'p2')]
    expect(effective(pushed, messages, 'fapi2')).toEqual([
      'nonce n pushed',
      `client_id ${clientId} url`,
    ])
    const withObject = [push([['request', object]]), answer()]
    expect(effective(`${pushed}&state=x`, withObject)?.[0]).toBe('state b pushed')
  })

  test('are those of the only push, if its response could not be read', () => {
    const messages = [push([['nonce', 'n']]), answer(unread)]
    expect(effective(pushed, messages)?.[0]).toBe('nonce n pushed')
    expect(effective(pushed, [...messages, push([], 'p2')])).toBeNull()
  })

  test.each([
    ['a push that was not observed', effective(pushed, [answer({}, 'other')])],
    ['a different push', effective(pushed, [push([['a', 'b']]), answer({ requestUri: 'urn:x' })])],
    ['an endpoint without parameters', effective('https://as.example/auth')],
    ['a text that is not a JWT', effective('?client_id=a&request=abc')],
    [
      'an encrypted request object',
      effective(`?request=${encrypted({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })}`),
    ],
  ])('are not known of %s', (_, found) => {
    expect(found).toBeNull()
  })
})

const query = (nonce: string, more = '') =>
  `?client_id=${clientId}&response_type=code&scope=openid&nonce=${nonce}&state=s${more}` +
  `&redirect_uri=${encodeURIComponent(redirectUri)}`

function flowWith(id: string, message: AuthorizationRequest, overrides: Partial<Flow> = {}): Flow {
  const start = {
    id,
    createdAt: Number(id),
    tabId: 1,
    incognito: false,
    cookieStoreId: null,
    initiator: null,
    matchedBy: 'endpoint',
  } as const
  const params = new Map(message.params)
  const flow = emptyFlow(start, null)
  return {
    ...flow,
    clientId,
    issuer,
    requested: { ...flow.requested, redirectUri: params.get('redirect_uri') ?? null },
    expected: { state: params.get('state') ?? null, nonce: params.get('nonce') ?? null },
    messages: [message],
    ...overrides,
  }
}

function contextIn(flows: readonly Flow[], flow: Flow) {
  const facts = flows.map((each) => factsOf(each, { rev: 1, octets: 1, more: [] }))
  const data = {
    profiles: [],
    flows: flows.map((each) => summarise(each)),
    facts: new Map(facts.map((each) => [each.id, each])),
  } as unknown as Data
  const [message] = flow.messages as [AuthorizationRequest]
  const { reused, otherIssuers } = authorizationContextOf(message, flow, data)
  return { reused: [...reused], otherIssuers }
}

/** The failures of a request with a request object that lacks some claims, under FAPI 1.0. */
function failuresWith(claims: JsonObject, outside = '') {
  const text = compact({ alg: 'PS256' }, { client_id: clientId, ...claims })
  const { message } = request(`?client_id=${clientId}&request=${text}${outside}`)
  const flow = flowWith('1', message, { ruleProfile: 'fapi1' })
  const data = { profiles: [], flows: [], facts: new Map(), requests: [], metadata: {} }
  const results = judgeMessage(message, flow, data as unknown as Data, emptyTokenContext)
  return results
    .filter(({ id, outcome }) => outcome === 'failed' && /^(?:az|ro-(?:p|v|c))/.test(id))
    .filter(({ severity }) => severity === 'fail')
    .map(
      ({ id, findings }) =>
        `${id} ${findings.map(({ expected, seen }) => expected ?? seen).join(' ')}`,
    )
}

describe('a request object in the URL has one failure per cause', () => {
  const claims = {
    response_type: 'code id_token',
    redirect_uri: redirectUri,
    scope: 'openid accounts',
    nonce: 'n-0S6_WzA2Mj9f8Jd7Kq3T',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  }
  const outside = `&response_type=code+id_token&scope=openid+accounts`

  test.each([
    ['nothing', {}, outside, []],
    [
      'a missing parameter',
      { redirect_uri: undefined },
      outside,
      ['ro-params-complete redirect_uri'],
    ],
    ['a missing nonce', { nonce: undefined }, outside, ['ro-params-complete nonce']],
    ['a different value outside', { scope: 'openid' }, outside, ['az-jar-dup-params-fapi1 openid']],
    ['a wrong JSON type', { max_age: '5m' }, outside, ['ro-value-types number']],
    [
      'parameters that are not repeated',
      {},
      '&response_type=code+id_token',
      ['az-jar-dup-params-fapi1 scope'],
    ],
  ])('%s', (_, changes, more, expected) => {
    expect(failuresWith({ ...claims, ...changes }, more)).toEqual(expected)
  })
})

describe('what earlier flows show about an authorization request', () => {
  const first = flowWith('1', request(query('n')).message)
  const nothing = { reused: [], otherIssuers: [] }

  test('values that a different request of the same client had', () => {
    const again = flowWith('2', request(query('n', '&prompt=login')).message)
    expect(contextIn([first, again], again)).toEqual({ ...nothing, reused: ['state', 'nonce'] })
    expect(contextIn([first, again], first)).toEqual(nothing)
  })

  test('nothing, if the user sent the same request again', () => {
    const reloaded = flowWith('2', request(query('n')).message)
    expect(contextIn([first, reloaded], reloaded)).toEqual(nothing)
  })

  test('nothing about the requests of a different client, or about a push', () => {
    const again = flowWith('2', request(query('n', '&prompt=login')).message)
    const other = { ...first, clientId: 'other' }
    const onlyPushed = { ...first, messages: [push([['nonce', 'n']])] }
    expect(contextIn([other, again], again)).toEqual(nothing)
    expect(contextIn([onlyPushed, again], again)).toEqual(nothing)
  })

  test('a different issuer with the same redirect_uri', () => {
    const there = { ...first, issuer: 'https://bank-b.example', clientId: 'other' }
    const here = flowWith('2', request(query('m')).message)
    expect(contextIn([there, here], here)).toEqual({ ...nothing, otherIssuers: [there.issuer] })
    const unknown = { ...there, issuer: null }
    expect(contextIn([unknown, here], here)).toEqual(nothing)
  })
})
