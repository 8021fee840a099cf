import { describe, expect, test } from 'vitest'
import type { NetworkEntry } from '@/lib/capture/network-entry'
import { requestMessage } from '@/lib/flow/reduce/call-messages'
import { isCodeUsed } from '@/lib/flow/read/code-use'
import { jwtOf } from '../capture/har'
import { issuer, run, stored } from './browser'
import {
  challenge,
  claimsOf,
  codeOf,
  exchange,
  kinds,
  loginOf,
  networkWorld as world,
  only,
  plain,
  posted,
  pushOf,
  refreshOf,
  tell,
  tokensOf,
  verifier,
  refreshedFlow,
} from './network'

describe('a token request', () => {
  const seen = run(world, loginOf('a', 1), tell(world, [pushOf('a')]))

  test('joins the flow that received its code, and uses it', () => {
    const flow = only(tell({ ...world, flows: seen }, [codeOf('a')], { tabId: 9 }))
    expect(kinds(flow)).toEqual(refreshedFlow.slice(0, 6))
    expect(isCodeUsed(flow, 'c-a')).toBe(true)
    expect(flow.tokens.map(({ kind, value, tokenType }) => [kind, value, tokenType])).toEqual([
      ['access_token', 'at-a', 'DPoP'],
      ['refresh_token', 'rt-a', null],
    ])
  })

  test('as JSON uses the code, too', () => {
    const call = exchange(
      {
        method: 'POST',
        url: `${issuer}/token`,
        headers: { 'content-type': 'application/json' },
        body: '{"grant_type":"authorization_code","code":"c-a"}',
        at: 500,
      },
      tokensOf('a'),
    )
    expect(isCodeUsed(only(tell({ ...world, flows: seen }, [call])), 'c-a')).toBe(true)
  })

  test('goes where its code_challenge was sent, though the code was not seen', () => {
    const pushed = run(world, loginOf('a', 1).slice(0, 3), tell(world, [pushOf('a')]))
    const call = posted(
      'token',
      { grant_type: 'authorization_code', code: 'unseen', code_verifier: verifier },
      tokensOf('a'),
      { at: 500 },
    )
    const by = (value: string | null) =>
      tell({ ...world, flows: pushed }, [call], { challenge: value, tabId: 9 })
    expect(kinds(only(by(challenge)))).toContain('token-response')
    expect(by('another')).toHaveLength(2)
  })

  test('of a client that waits in its tab for a response that was not seen', () => {
    const waiting = run(world, loginOf('a', 1).slice(0, 3), tell(world, [pushOf('a')]))
    const call = posted(
      'token',
      { grant_type: 'authorization_code', code: 'unseen', client_id: 'tpp' },
      tokensOf('a'),
      { at: 500 },
    )
    expect(tell({ ...world, flows: waiting }, [call])).toHaveLength(1)
    expect(tell({ ...world, flows: waiting }, [call], { tabId: 2 })).toHaveLength(2)
    expect(tell({ ...world, flows: seen }, [call])).toHaveLength(2)
  })

  test('with a refresh token goes to the flow that holds it', () => {
    const flow = only(tell({ ...world, flows: seen }, [codeOf('a'), refreshOf('a')]))
    expect(flow.tokens.map(({ value, state }) => [value, state])).toEqual([
      ['at-a2', 'live'],
      ['rt-a2', 'live'],
      ['at-a', 'replaced'],
      ['rt-a', 'spent'],
    ])
  })

  test('of another grant begins a flow, in which its second try is, too', () => {
    const grant = (at: number, answer: object, status: number, assertion: string) =>
      posted(
        'token',
        {
          grant_type: 'client_credentials',
          scope: 'x',
          client_assertion: jwtOf({ sub: 'tpp', jti: assertion }),
        },
        answer,
        { at, status },
      )
    const flow = only(
      tell(world, [
        grant(10, { error: 'use_dpop_nonce' }, 400, '1'),
        grant(30, tokensOf('g'), 200, '2'),
      ]),
    )
    expect(flow).toMatchObject({ clientId: 'tpp', profileId: 'p', tabId: null })
    expect(kinds(flow)).toHaveLength(4)
    const apart = [grant(10, tokensOf('g'), 200, '1'), grant(30, tokensOf('h'), 200, '2')]
    expect(tell(world, apart)).toHaveLength(2)
  })

  test('of a device that is asked again and again is one flow', () => {
    const poll = (at: number, answer: object, status: number) =>
      posted(
        'token',
        {
          grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
          device_code: 'd',
          client_id: 'tpp',
        },
        answer,
        { at, status },
      )
    const pending = { error: 'authorization_pending' }
    const polls = [
      poll(0, pending, 400),
      poll(60_000, pending, 400),
      poll(120_000, tokensOf('d'), 200),
    ]
    expect(kinds(only(tell(world, polls)))).toHaveLength(6)
  })

  test('of another client at a known server knows the issuer, and not the profile', () => {
    const call = posted('token', { grant_type: 'x', client_id: 'other' }, {})
    expect(only(tell(world, [call]))).toMatchObject({
      profileId: null,
      issuer,
      clientId: 'other',
      ruleProfile: 'ofm',
    })
  })

  test('of a client that says who it is by Basic', () => {
    const headers = { authorization: `Basic ${btoa('tp%70:secret')}` }
    const call = posted('token', { grant_type: 'x' }, {}, { headers })
    expect(only(tell(world, [call])).profileId).toBe('p')
  })
})

describe('calls with a token', () => {
  const held = tell({ ...world, flows: run(world, loginOf('a', 1), tell(world, [pushOf('a')])) }, [
    codeOf('a'),
  ])
  const about = (path: string, answer: object | string) =>
    posted(path, { token: 'at-a', token_type_hint: 'access_token' }, answer, { at: 650 })

  test.each<[string, NetworkEntry]>([
    ['userinfo', claimsOf('a')],
    ['introspection', about('introspect', { active: true })],
    ['revocation', about('revoke', '')],
    [
      'resource',
      exchange(
        { url: 'https://api.elsewhere.example/accounts', headers: { Authorization: 'DPoP at-a' } },
        [],
      ),
    ],
  ])('%s', (endpoint, call) => {
    const flow = only(tell({ ...world, flows: held }, [call], { tabId: 9 }))
    expect(kinds(flow)).toContain(`${endpoint}-response`)
    expect(flow.tokens[0]?.state).toBe(endpoint === 'revocation' ? 'revoked' : 'live')
  })

  test('with a token that no flow holds are forgotten', () => {
    expect(tell({ ...world, flows: held }, [claimsOf('b')])).toBe(held)
  })
})

describe('not OAuth', () => {
  const elsewhere = exchange(
    {
      method: 'POST',
      url: 'https://other.example/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    },
    tokensOf('x'),
  )

  test('a server that no profile knows, unless the browser gave access to it', () => {
    expect(tell(world, [elsewhere])).toEqual([])
  })

  test('third-party flows are left out where they are not watched; known flows go on', () => {
    const off = { ...world, watchThirdParty: false }
    expect(tell(off, [pushOf('a'), codeOf('a')])).toEqual([])
    const flows = run({ ...plain, requests: [stored('a')] }, loginOf('a', 1))
    expect(kinds(only(tell({ ...off, flows }, [codeOf('a')])))).toContain('token-response')
  })

  test('what Parley sent itself', () => {
    const flows = run({ ...plain, requests: [stored('a')] }, loginOf('a', 1))
    const flow = only(flows)
    const call = codeOf('a', 500)
    const own = requestMessage('token', { ...call.request, certificate: false }, 'own', 480)
    const known = [{ ...flow, messages: [...flow.messages, own] }]
    expect(tell({ ...world, flows: known }, [call])).toBe(known)
    expect(tell({ ...world, flows: known }, [codeOf('a', 60_000)])).not.toBe(known)
  })

  test('a missing response is recorded in the flow', () => {
    const lost = posted('token', { grant_type: 'x', client_id: 'tpp' }, null, {
      status: 0,
      error: 'net::ERR_FAILED',
    })
    expect(only(tell(world, [lost])).messages[1]).toMatchObject({
      status: null,
      issues: [{ code: 'network_no_response', seen: 'net::ERR_FAILED' }],
    })
  })
})

test('two simultaneous calls of a page are two, however often each is reported', () => {
  const [a, b] = [codeOf('a'), { ...codeOf('a'), nth: 1 }]
  const flow = only(tell(world, [a, b, a, b]))
  expect(kinds(flow).filter((kind) => kind === 'token-request')).toHaveLength(2)
})
