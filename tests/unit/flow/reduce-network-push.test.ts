import { describe, expect, test } from 'vitest'
import { jwtOf } from '../capture/har'
import { issuer, redirectUri, run, stored } from './browser'
import {
  kinds,
  loginOf,
  networkWorld as world,
  only,
  plain,
  posted,
  pushOf,
  tell,
  uri,
  refreshedFlow,
} from './network'

describe('a push', () => {
  test('begins a flow that knows what was asked for', () => {
    const flow = only(tell(world, [pushOf('a')]))
    expect(flow).toMatchObject({
      profileId: 'p',
      issuer,
      clientId: 'tpp',
      requestUri: uri('a'),
      matchedBy: 'devtools',
      tabId: 1,
      redirectUris: [redirectUri],
      expected: { state: 's-a', nonce: 'n-a' },
      requested: { redirectUri, responseType: 'code', scope: 'openid accounts', maxAge: 300 },
    })
    expect(flow.messages).toMatchObject([
      { kind: 'par-request', source: 'devtools', method: 'POST', url: `${issuer}/par` },
      {
        kind: 'par-response',
        source: 'devtools',
        status: 201,
        requestUri: uri('a'),
        expiresIn: 60,
      },
    ])
    expect(flow.messages[1]).toHaveProperty('requestMessageId', flow.messages[0]?.id)
  })

  test('shows the claims of its request object', () => {
    const request = jwtOf({
      client_id: 'tpp',
      state: 'inside',
      authorization_details: [{ type: 'x' }],
    })
    const push = posted('par', { request, state: 'outside' }, { request_uri: uri('a') })
    expect(only(tell(world, [push]))).toMatchObject({
      clientId: 'tpp',
      expected: { state: 'inside' },
      requested: { authorizationDetails: '[{"type":"x"}]' },
    })
  })

  test('its request_uri brings the browser’s request to it', () => {
    const pushed = tell(world, [pushOf('a'), pushOf('b')])
    const flows = run(world, loginOf('a', 1), pushed)
    expect(flows).toHaveLength(2)
    const flow = flows.find(({ requestUri }) => requestUri === uri('a'))
    expect(flow && kinds(flow)).toEqual(refreshedFlow.slice(0, 4))
    expect(flow).toMatchObject({ tabId: 1, expected: { state: 's-a' } })
  })

  test('is reported late, and still shows what was requested', () => {
    const flows = run({ ...plain, requests: [stored('a')] }, loginOf('a', 1))
    expect(only(flows).expected.state).toBeNull()
    const flow = only(tell({ ...world, flows }, [pushOf('a')]))
    expect(kinds(flow)).toEqual(refreshedFlow.slice(0, 4))
    expect(flow).toMatchObject({
      expected: { state: 's-a' },
      requested: { scope: 'openid accounts' },
    })
  })

  test('replaces its pasted response', () => {
    const par = { status: 201, headers: [], body: '{}', expiresIn: 60 }
    const flows = run({ ...plain, requests: [stored('a', { par })] }, loginOf('a', 1))
    expect(kinds(only(flows))).toContain('par-response')
    expect(kinds(only(tell({ ...world, flows }, [pushOf('a')])))).toEqual(refreshedFlow.slice(0, 4))
  })

  test('that was refused and is made again is one flow', () => {
    const refused = posted(
      'par',
      { client_id: 'tpp', response_type: 'code', state: 's-a' },
      { error: 'use_dpop_nonce' },
      { at: 5, status: 400, time: 2 },
    )
    const flow = only(tell(world, [refused, pushOf('a')]))
    expect(kinds(flow)).toEqual(['par-request', 'par-response', 'par-request', 'par-response'])
  })

  test('whose answer could not be read is found by its client, if it is the only one', () => {
    const unread = pushOf('a', 10, null)
    const pushed = tell(world, [unread])
    expect(only(pushed).requestUri).toBeNull()
    const flow = only(run(world, loginOf('a', 1), pushed))
    expect(kinds(flow)).toEqual(refreshedFlow.slice(0, 4))
    expect(flow.requestUri).toBe(uri('a'))

    const inTabs = tell({ ...world, flows: pushed }, [pushOf('b', 11, null)], { tabId: 2 })
    const flows = run(world, [...loginOf('a', 1), ...loginOf('b', 2)], inTabs)
    expect(flows.map(kinds)).toEqual([refreshedFlow.slice(0, 4), refreshedFlow.slice(0, 4)])

    const two = tell(world, [unread, pushOf('b', 11, null)])
    const [login] = loginOf('a', 1)
    expect(run(world, login ? [login] : [], two).map(({ messages }) => messages.length)).toEqual([
      1, 2, 2,
    ])
  })

  test('whose answer could not be read, and that comes late, too', () => {
    const flows = run({ ...plain, requests: [stored('a')] }, loginOf('a', 1))
    expect(kinds(only(tell({ ...world, flows }, [pushOf('a', 10, null)])))).toEqual(
      refreshedFlow.slice(0, 4),
    )
    const elsewhere = tell({ ...world, flows }, [pushOf('a', 10, null)], { tabId: 2 })
    expect(elsewhere).toHaveLength(2)
  })
})
