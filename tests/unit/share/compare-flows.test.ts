import { describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { compareFlows } from '@/lib/share/compare-flows'
import { defaultRedaction, redactFlows } from '@/lib/share/redact'
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

  test('of the order of names does not count, that of objects in a list does', () => {
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

describe('pseudonyms', () => {
  const safe = (flow: Flow, id: string): Flow => ({
    ...(redactFlows([flow], defaultRedaction).flows[0] ?? flow),
    id,
    imported: { at: 1, mode: 'safe', by: { tool: 'x' } },
  })
  const rowsOf = (a: Flow, b: Flow) => compareFlows(a, b).messages.flatMap(({ rows }) => rows)

  test('of different flows are never called equal, and never a difference', () => {
    const other = flowWithSecrets({ ...planted, code: 'other-code-1234' })
    const [a, b] = [safe(flowWithSecrets(), 'a'), safe(other, 'b')]
    const rows = rowsOf(a, b)
    const replaced = rows.filter((row) => /^(?:code|sub|state|access-token)-\d+$/.test(row.a ?? ''))
    expect(replaced.length).toBeGreaterThan(3)
    for (const row of replaced) expect(row).toMatchObject({ isSame: false, differs: false })
    expect(rows.find(({ path }) => path === 'grant_type')).toMatchObject({ isSame: true })
  })

  test('are compared with the value of a live flow as random', () => {
    const live = { ...flowWithSecrets(), id: 'live' }
    const rows = rowsOf(safe(flowWithSecrets(), 'a'), live)
    const paths = (found: typeof rows) =>
      found.filter(({ differs }) => differs).map(({ path }) => path)
    // A pseudonym inside Base64 is not found.
    expect(paths(rows)).toEqual(['blob', 'body'])
    expect(paths(rowsOf(live, safe(flowWithSecrets(), 'a')))).toEqual(['blob', 'body'])
  })

  test('do not hide what differs around them', () => {
    const at = (host: string) =>
      withBody({}, { headers: [['location', `https://${host}/cb?code=${planted.code}`]] })
    const [a, b] = [safe(at('a.test'), 'a'), safe(at('b.test'), 'b')]
    expect(differences(a, b)).toHaveLength(1)
    expect(differences(a, safe(at('a.test'), 'c'))).toEqual([])
  })

  test('of one flow are equal in it', () => {
    const flow = safe(flowWithSecrets(), 'a')
    expect(compareFlows(flow, structuredClone(flow)).counts).toMatchObject({
      differing: 0,
      folded: 0,
    })
  })

  test('do not make names of the same form random', () => {
    const bodyOf = (locale: string) => withBody({ locale })
    expect(differences(safe(bodyOf('region-1'), 'a'), safe(bodyOf('region-2'), 'b'))).toEqual([
      ['parameter', 'locale', 'region-1', 'region-2'],
    ])
  })
})
