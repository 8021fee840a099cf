import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { putMessage, requestMessage, responseMessage } from '@/lib/flow/reduce/call-messages'
import type { Flow } from '@/lib/flow/model/flow'
import type { Endpoint } from '@/lib/model/endpoint'
import { emptyFlow } from '@/lib/flow/reduce/start'
import { summarise } from '@/lib/flow/read/summary'
import { isCodeUsed } from '@/lib/flow/read/code-use'

let serial = 0
const newId = () => `id${++serial}`
const start = emptyFlow(
  { id: 'f', createdAt: 0, tabId: null, incognito: false, cookieStoreId: null, matchedBy: 'sent' },
  null,
)

/** A flow after one call of an endpoint. */
function after(
  flow: Flow,
  endpoint: Endpoint,
  form: Record<string, string>,
  answer: { readonly status?: number | null; readonly body?: unknown },
  at = 1000,
): Flow {
  const headers = [['content-type', 'application/x-www-form-urlencoded']] as const
  const body = String(new URLSearchParams(form))
  const sent = { method: 'POST', url: 'https://as.example/x', headers, body, certificate: false }
  const request = requestMessage(endpoint, sent, newId(), at)
  const { status = 200, body: came = '' } = answer
  const text = typeof came === 'string' ? came : JSON.stringify(came)
  const response = responseMessage(
    request,
    endpoint,
    { status, headers: [], body: text, truncated: false },
    newId(),
    at + 200,
  )
  return putMessage(putMessage(flow, request, newId), response, newId)
}

const code = { grant_type: 'authorization_code', code: 'c1' }
const tokens = (n: number) => ({
  access_token: `at${n}`,
  refresh_token: `rt${n}`,
  token_type: 'Bearer',
  expires_in: 300,
  scope: 'openid',
})
const exchanged = after(start, 'token', code, { body: tokens(1) })
const refresh = (token: string) => ({ grant_type: 'refresh_token', refresh_token: token })
const states = (flow: Flow) =>
  Object.fromEntries(flow.tokens.map(({ value, state }) => [value, state]))

describe('the tokens of a flow', () => {
  test('come with their life and their type', () => {
    expect(exchanged.tokens).toMatchObject([
      {
        kind: 'access_token',
        value: 'at1',
        expiresAt: 301_200,
        tokenType: 'Bearer',
        scope: 'openid',
      },
      { kind: 'refresh_token', value: 'rt1', expiresAt: null, tokenType: null, scope: null },
    ])
    expect(exchanged.tokens[0]?.messageId).toBe(exchanged.messages.at(-1)?.id)
  })

  test.each([
    ['300', 301_200],
    [1e300, 8.64e15 - 86_400_000],
    [-1e300, -(8.64e15 - 86_400_000)],
    ['soon', null],
    [null, null],
    [[300], null],
  ])('with expires_in %j live as long as a Date can hold', (expires_in, expiresAt) => {
    const body = { ...tokens(1), expires_in }
    expect(after(start, 'token', code, { body }).tokens[0]?.expiresAt).toBe(expiresAt)
  })

  test('a refresh token that was rotated is spent, and the access token before it replaced', () => {
    const flow = after(exchanged, 'token', refresh('rt1'), { body: tokens(2) })
    expect(states(flow)).toEqual({ at1: 'replaced', rt1: 'spent', at2: 'live', rt2: 'live' })
  })

  test('a refresh token that was not rotated remains', () => {
    const { refresh_token: _, ...body } = tokens(2)
    const flow = after(exchanged, 'token', refresh('rt1'), { body })
    expect(states(flow)).toEqual({ at1: 'replaced', rt1: 'live', at2: 'live' })
    const same = { ...tokens(2), refresh_token: 'rt1' }
    const again = after(exchanged, 'token', refresh('rt1'), { body: same })
    expect(again.tokens.map(({ value, state }) => `${value} ${state}`)).toEqual([
      'at2 live',
      'at1 replaced',
      'rt1 live',
    ])
  })

  test.each([
    ['a refusal', { status: 400, body: { error: 'invalid_grant', access_token: 'x' } }],
    ['nothing', { status: 403, body: '' }],
    ['HTML', { body: '<html>' }],
    ['a list', { body: [] }],
    ['no answer', { status: null }],
    ['members of other types', { body: { access_token: 7, refresh_token: null } }],
  ])('%s brings none and takes none', (_, answer) => {
    expect(after(exchanged, 'token', refresh('rt1'), answer).tokens).toEqual(exchanged.tokens)
  })

  test('those of another grant stand beside', () => {
    const flow = after(
      exchanged,
      'token',
      { grant_type: 'client_credentials' },
      { body: tokens(2) },
    )
    expect(states(flow)).toEqual({ at1: 'live', rt1: 'live', at2: 'live', rt2: 'live' })
  })

  test('a revoked one says so, but only where the server agreed', () => {
    const form = { token: 'at1' }
    expect(states(after(exchanged, 'revocation', form, {}))['at1']).toBe('revoked')
    expect(states(after(exchanged, 'revocation', form, {}))['rt1']).toBe('live')
    expect(states(after(exchanged, 'revocation', form, { status: 503 }))['at1']).toBe('live')
  })

  test('no answer makes it throw, and none is lost', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.integer({ min: 100, max: 599 })), (body, status) => {
        const flow = after(exchanged, 'token', refresh('rt1'), { body, status })
        expect(flow.tokens.length).toBeGreaterThanOrEqual(2)
        expect(flow.messages).toHaveLength(4)
      }),
    )
  })
})

test('a code counts as used once it was sent, whatever the result', () => {
  expect(isCodeUsed(start, 'c1')).toBe(false)
  expect(isCodeUsed(after(start, 'token', code, { status: null }), 'c1')).toBe(true)
  expect(isCodeUsed(exchanged, 'c2')).toBe(false)
})

describe('the state of a flow', () => {
  const par = (answer: Parameters<typeof after>[3]) => after(start, 'par', {}, answer)
  const answered = (body: string | object) => after(start, 'token', code, { status: 200, body })
  test.each([
    [
      'a push',
      par({ status: 201, body: { request_uri: 'urn:x', expires_in: 90 } }),
      'pushed',
      null,
    ],
    [
      'a refused push',
      par({ status: 400, body: { error: 'invalid_client' } }),
      'refused',
      'invalid_client',
    ],
    ['a push without a word', par({ status: 403 }), 'refused', '403'],
    ['a push without an answer', par({ status: null }), 'refused', null],
    ['a push that is answered by a page', par({ status: 200, body: '<html>' }), 'refused', null],
    ['tokens', exchanged, 'tokens', null],
    ['tokens that are cut off', answered('{"access_token":"at'), 'token-error', null],
    ['an object without tokens', answered({ token_type: 'Bearer' }), 'token-error', null],
    [
      'a refused exchange',
      after(start, 'token', code, { status: 400, body: { error: 'invalid_grant' } }),
      'token-error',
      'invalid_grant',
    ],
    [
      'tokens at the second attempt',
      after(
        after(start, 'token', code, { status: 400, body: { error: 'use_dpop_nonce' } }),
        'token',
        code,
        {
          body: tokens(1),
        },
      ),
      'tokens',
      null,
    ],
  ])('%s', (_, flow, outcome, error) => {
    expect(summarise(flow)).toMatchObject({ outcome, error })
  })

  test('tokens that are live, and a refresh that was refused', () => {
    const refused = { status: 400, body: { error: 'invalid_grant' } }
    const flow = after(exchanged, 'token', refresh('rt0'), refused)
    const messages = flow.messages.map((message) =>
      'issues' in message && message.status === 400
        ? { ...message, issues: [{ code: 'response_oauth_error' }] }
        : message,
    )
    expect(summarise({ ...flow, messages })).toMatchObject({
      outcome: 'tokens',
      error: null,
      status: 'fail',
      failed: 1,
    })
  })

  test('a PAR response keeps its request_uri and its life', () => {
    const flow = par({ status: 201, body: { request_uri: 'urn:x', expires_in: 90 } })
    expect(flow.messages.at(-1)).toMatchObject({ requestUri: 'urn:x', expiresIn: 90, took: 200 })
    expect(par({ body: 'oops' }).messages.at(-1)).toMatchObject({ requestUri: '', expiresIn: null })
  })
})
