import { describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { compareFlows } from '@/lib/share/compare-flows'
import { consentFlows } from '../../samples/consents'
import { flowWith } from '../../samples/held'
import { flowWithSecrets, planted, signed } from '../../samples/shared-flow'

const [userinfo] = flowWithSecrets().messages.slice(-1) as [OAuthMessage]
const withBody = (body: object, more: object = {}): Flow =>
  flowWith([{ ...userinfo, body: JSON.stringify(body), ...more } as OAuthMessage])

const differences = (a: Flow, b: Flow) =>
  compareFlows(a, b).messages.flatMap(({ rows }) =>
    rows
      .filter(({ differs }) => differs)
      .map(({ group, path, a: one, b: other }) => [group, path, one, other]),
  )

test('a flow has no difference from itself', () => {
  for (const flow of [flowWithSecrets(), ...Object.values(consentFlows), flowWith([])]) {
    const { counts, messages } = compareFlows(flow, structuredClone(flow))
    expect(counts).toMatchObject({ differing: 0, missing: 0, folded: 0 })
    expect(messages).toHaveLength(flow.messages.length)
  }
})

describe('a difference', () => {
  test('of a member, a header, the status and a verdict is a row', () => {
    const result = {
      id: 'ui-sub',
      on: 'userinfo-response',
      of: 'message',
      about: 'sub',
      severity: 'fail',
      refs: [],
    }
    const a = withBody(
      { sub: 'x', locale: 'en' },
      { status: 200, results: [{ ...result, outcome: 'passed', findings: [] }] },
    )
    const b = withBody(
      { sub: 'x', locale: 'ms', zoneinfo: 'z' },
      {
        status: 403,
        headers: [['Content-Type', 'text/plain']],
        results: [{ ...result, outcome: 'failed', findings: [{ code: 'differs' }] }],
      },
    )
    expect(differences(a, b)).toEqual([
      ['message', 'status', '200', '403'],
      ['header', 'content-type', 'application/json', 'text/plain'],
      ['parameter', 'locale', 'en', 'ms'],
      ['check', 'ui-sub', 'passed', 'failed differs'],
      ['parameter', 'zoneinfo', null, 'z'],
    ])
  })

  test('of a claim is a row, and the distance of times is one', () => {
    const token = (claims: object) => withBody({ id_token: signed(claims, 'c2ln') })
    expect(
      differences(
        token({ iat: 100, exp: 400, jti: 'a', acr: '1' }),
        token({ iat: 900, exp: 1500, jti: 'b', acr: '2' }),
      ),
    ).toEqual([
      ['claim', 'id_token.acr', '1', '2'],
      ['claim', 'id_token.exp − iat', '300', '600'],
    ])
  })

  test('of the order of names is none, and of objects in a list is one', () => {
    const lists = (scopes: readonly string[], first: number) =>
      withBody({ scopes, details: [{ n: first }] })
    expect(differences(lists(['a', 'b'], 1), lists(['b', 'a'], 2))).toEqual([
      ['parameter', 'details.0.n', '1', '2'],
    ])
  })
})

test('random values and times are folded, and a missing one is not', () => {
  const again = flowWithSecrets({
    ...planted,
    code: 'other-code-1234',
    state: 'other-state-12',
    accessToken: 'other-token-12345',
  })
  const { messages } = compareFlows(flowWithSecrets(), again)
  const rows = messages.flatMap((message) => message.rows)
  expect(rows.find(({ path }) => path === 'code')).toMatchObject({ as: 'random', differs: false })
  expect(rows.find(({ path }) => path === 'state')).toMatchObject({ as: 'random', differs: false })
  const [request] = flowWithSecrets().messages as [OAuthMessage]
  const without = { ...request, params: [['client_id', 'tpp-7f3a91']] } as OAuthMessage
  expect(differences(flowWith([request]), flowWith([without]))).toContainEqual([
    'parameter',
    'state',
    planted.state,
    null,
  ])
})

test('messages are paired by kind and order, and others keep their place', () => {
  const { messages } = flowWithSecrets()
  const [request, response, tokenRequest] = messages as [OAuthMessage, OAuthMessage, OAuthMessage]
  const a = flowWith([request, tokenRequest])
  const b = flowWith([request, response, tokenRequest, { ...response, id: 'r2' }])
  const pairs = compareFlows(a, b).messages.map(({ kind, a: one, b: other }) => [
    kind,
    one?.id,
    other?.id,
  ])
  expect(pairs).toEqual([
    ['authorization-request', 'm1', 'm1'],
    ['authorization-response', undefined, 'm2'],
    ['token-request', 'm3', 'm3'],
    ['authorization-response', undefined, 'r2'],
  ])
  expect(compareFlows(a, b).counts.missing).toBe(2)
  expect(compareFlows(b, a).counts.missing).toBe(2)
})
