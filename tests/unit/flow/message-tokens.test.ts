import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sentMembers } from '@/lib/capture/oauth-signs'
import type { EndpointResponse, OAuthMessage } from '@/lib/flow/model/message'
import { paramsOf } from '@/lib/flow/read/message-params'
import { tokensOf } from '@/lib/flow/read/message-tokens'
import { requestMessage, responseMessage } from '@/lib/flow/reduce/call-messages'
import type { Endpoint } from '@/lib/model/endpoint'
import type { Params } from '@/lib/model/params'
import { response as authorizationResponse } from '../../rules/artefacts'

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (name: string) => `${encode({ alg: 'ES256' })}.${encode({ sub: name })}.c2ln`

const form: Params = [['content-type', 'application/x-www-form-urlencoded']]
const sent = (body: string, headers: Params = form, endpoint: Endpoint = 'token') =>
  requestMessage(
    endpoint,
    { method: 'POST', url: 'https://auth.example/x', headers, body, certificate: false },
    'm1',
    1,
  ) as OAuthMessage
const received = (body: string, endpoint: Endpoint = 'token') =>
  responseMessage(
    requestMessage(
      endpoint,
      { method: 'POST', url: 'https://auth.example/x', headers: [], body: '', certificate: false },
      'm1',
      1,
    ),
    endpoint,
    { status: 200, headers: [], body, truncated: false },
    'm2',
    2,
  )
const hop: OAuthMessage = {
  kind: 'hop',
  id: 'h',
  at: 1,
  source: 'browser',
  results: [],
  method: 'GET',
  url: 'https://auth.example/login?id_token=x',
  status: 200,
}
const redirected = (query: string, jwts: EndpointResponse['jwts'] = []) =>
  authorizationResponse(query, { jwts }).message
const opened = (name: string) =>
  ({ name, text: jwt(name), decryption: null }) as EndpointResponse['jwts'][number]

const named = (message: OAuthMessage) => tokensOf(message).map(({ name, text }) => [name, text])

describe('the parameters of a message', () => {
  test.each<[string, OAuthMessage, Params]>([
    [
      'a form',
      sent('a=1&b=%20&a=2'),
      [
        ['a', '1'],
        ['b', ' '],
        ['a', '2'],
      ],
    ],
    ['no form', sent('{"a":1}', [['content-type', 'application/json']]), []],
    [
      'the members of a JSON response, in their order',
      received('{"b":"text","a":1,"c":{"d":[true,null]},"e":""}'),
      [
        ['b', 'text'],
        ['a', '1'],
        ['c', '{"d":[true,null]}'],
        ['e', ''],
      ],
    ],
    ['a list', received('[1]'), []],
    ['a page', received('<p>'), []],
    [
      'a response in a URL',
      redirected('?code=c&state=s'),
      [
        ['code', 'c'],
        ['state', 's'],
      ],
    ],
    ['a login page', hop, []],
  ])('%s', (_, message, params) => {
    expect(paramsOf(message)).toEqual(params)
  })

  test('of a JSON object are its members; values other than strings become JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (members) => {
        const read = paramsOf(received(JSON.stringify(members)))
        const written = JSON.parse(JSON.stringify(members)) as Record<string, unknown>
        expect(read.map(([name]) => name)).toEqual(Object.keys(written))
        for (const [name, text] of read) {
          const value = Object.entries(written).find(([key]) => key === name)?.[1]
          expect(text).toBe(typeof value === 'string' ? value : JSON.stringify(value))
        }
      }),
    )
  })

  test.each([10, 1000, 5000, 100_000])('of JSON with %i levels can be read', (levels) => {
    const body = `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`
    expect(paramsOf(received(body)).length).toBeLessThan(2)
    expect(tokensOf(received(body))).toEqual([])
    expect(sentMembers({ headers: [], body }).length).toBeLessThan(2)
  })
})

describe('the tokens of a message', () => {
  test.each<[string, OAuthMessage, readonly string[]]>([
    ['a form', sent(`client_assertion=${jwt('client_assertion')}&code=c`), ['client_assertion']],
    [
      'a JSON response',
      received(
        JSON.stringify({
          access_token: jwt('access_token'),
          id_token: jwt('id_token'),
          refresh_token: 'opaque',
          expires_in: 60,
        }),
      ),
      ['access_token', 'id_token'],
    ],
    [
      'a response in a URL',
      redirected(`?code=${jwt('code')}&id_token=${jwt('id_token')}`),
      ['code', 'id_token'],
    ],
    ['a login page', hop, []],
    ['no response', received(''), []],
  ])('%s', (_, message, names) => {
    expect(named(message)).toEqual(names.map((name) => [name, jwt(name)]))
  })

  test.each(['id_token', 'request', 'response'])(
    'also a malformed one that is called %s, unless it is empty',
    (name) => {
      expect(named(redirected(`?code=c&${name}=broken`))).toEqual([[name, 'broken']])
      expect(named(redirected(`?code=c&${name}=`))).toEqual([])
      expect(named(received(JSON.stringify({ [name]: 'broken' })))).toEqual([[name, 'broken']])
    },
  )

  test('those inside a JARM follow it, each once', () => {
    const jwts = [{ ...opened('response'), text: 'jarm' }, opened('id_token')]
    expect(named(redirected('?response=jarm', jwts))).toEqual([
      ['response', 'jarm'],
      ['id_token', jwt('id_token')],
    ])
  })

  test('one is found next to an empty parameter of the same name', () => {
    const jwts = [opened('id_token')]
    expect(named(redirected('?code=c&id_token=', jwts))).toEqual([['id_token', jwt('id_token')]])
  })

  test.each(['userinfo', 'introspection', 'token'] as const)(
    'the whole body of a %s response, without the white space around it',
    (endpoint) => {
      expect(named(received(`\n${jwt('body')} `, endpoint))).toEqual([['body', jwt('body')]])
      expect(named(received(`${jwt('body')} more`, endpoint))).toEqual([])
    },
  )

  test.each<[string, Params, readonly (readonly [string, string])[]]>([
    ['a proof, whatever it is', [['dpop', 'broken']], [['DPoP', 'broken']]],
    ['a proof in any case', [['DPoP', jwt('DPoP')]], [['DPoP', jwt('DPoP')]]],
    [
      'a JWT access token',
      [['Authorization', `Bearer ${jwt('Authorization')}`]],
      [['Authorization', jwt('Authorization')]],
    ],
    ['an opaque access token', [['authorization', 'Bearer abc']], []],
    ['a client secret', [['authorization', 'Basic ZXlKOmE=']], []],
    ['a token without a scheme', [['authorization', jwt('Authorization')]], []],
  ])('in the headers of a request: %s', (_, headers, tokens) => {
    expect(named(sent('', headers, 'resource'))).toEqual(tokens)
  })

  test('the headers of a response have none', () => {
    const headers: Params = [['dpop', jwt('DPoP')]]
    const response = { ...received('{}'), headers } as OAuthMessage
    expect(named(response)).toEqual([])
  })
})
