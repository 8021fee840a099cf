import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EndpointResponse } from '@/lib/flow/model/message'
import type { RuleResult } from '@/lib/model/rule-result'
import { statusOf } from '@/lib/model/status'
import type { FaultName } from '../../sandbox/faults.ts'
import { actAtSandbox, messages, type Acting } from './at-sandbox'

let acting: Acting
beforeAll(async () => {
  acting = await actAtSandbox({ rotateRefreshTokens: true })
})
afterAll(() => acting.sandbox.close())

const compared: ReadonlySet<string> = new Set([
  'tr-scope',
  'tr-authorization-details',
  'rf-scope-not-wider',
  'at-scope-claim',
  'ti-members',
])

/** What the rules that compare grants say. */
function verdicts(answer: Pick<EndpointResponse, 'results'> | undefined) {
  const results = answer?.results.filter(({ id }) => compared.has(id)) ?? []
  return Object.fromEntries(results.map((result) => [result.id, statusOf(result)]))
}

function resultOf(answer: Pick<EndpointResponse, 'results'> | undefined, id: string) {
  return answer?.results.find((result) => result.id === id) as RuleResult | undefined
}

/** A flow with its tokens, which the sandbox granted with this fault. */
async function exchanged(fault?: FaultName): Promise<string> {
  const { handlers } = acting.app()
  const pushed = await handlers.requestPush({ profileId: null, overrides: null, open: 'tab' })
  if (!pushed.ok || pushed.flowId === null) throw new Error(JSON.stringify(pushed))
  const { requestUri } = acting.flow(pushed.flowId)
  if (fault) await acting.sandbox.assign(requestUri ?? '', { fault })
  await acting.approve()
  const sent = await handlers.codeExchange({ flowId: pushed.flowId, responseId: null })
  expect(sent).toMatchObject({ ok: true, accepted: true })
  return pushed.flowId
}

const token = (flowId: string, kind: string) =>
  acting.flow(flowId).tokens.find((each) => each.kind === kind && each.state === 'live')?.id ?? ''

async function refreshed(flowId: string) {
  const sent = await acting
    .app()
    .handlers.tokenRefresh({ flowId, tokenId: token(flowId, 'refresh_token') })
  expect(sent).toMatchObject({ ok: true, accepted: true })
  return messages(acting.flow(flowId), 'token-response').at(-1)
}

describe('a grant', () => {
  test('as requested gives nothing but a note of what the server added, refresh after refresh', async () => {
    const flowId = await exchanged()
    const [answer] = messages(acting.flow(flowId), 'token-response')
    expect(verdicts(answer)).toEqual({ 'tr-scope': 'pass', 'tr-authorization-details': 'info' })
    expect(resultOf(answer, 'tr-authorization-details')?.findings).toEqual([
      {
        code: 'enriched',
        seen: 'consent.dp_id, consent.consent_id, consent.status, consent.created_at, consent.updated_at, consent.accounts',
        severity: 'info',
      },
    ])
    const unchanged = {
      'tr-scope': 'pass',
      'tr-authorization-details': 'pass',
      'rf-scope-not-wider': 'pass',
    }
    expect(verdicts(await refreshed(flowId))).toEqual(unchanged)
    expect(verdicts(await refreshed(flowId))).toEqual(unchanged)
  })

  test('of fewer permissions is a warning once, not at each refresh', async () => {
    const flowId = await exchanged('authorization-details-other')
    const [answer] = messages(acting.flow(flowId), 'token-response')
    expect(verdicts(answer)).toMatchObject({ 'tr-authorization-details': 'warn' })
    expect(resultOf(answer, 'tr-authorization-details')?.findings[0]).toEqual({
      code: 'narrower',
      seen: 'consent.permissions: ["read_balances"]',
      expected: 'consent.permissions: read_accounts, read_transactions',
      severity: 'warn',
    })
    expect(verdicts(await refreshed(flowId))).toMatchObject({ 'tr-authorization-details': 'pass' })
  })

  test('of fewer scopes is a warning once, with their names', async () => {
    const flowId = await exchanged('scope-narrower')
    const [answer] = messages(acting.flow(flowId), 'token-response')
    expect(resultOf(answer, 'tr-scope')).toMatchObject({
      severity: 'warn',
      findings: [{ code: 'narrower', seen: 'openid', expected: 'accounts profile' }],
    })
    expect(verdicts(await refreshed(flowId))).toMatchObject({
      'tr-scope': 'pass',
      'rf-scope-not-wider': 'pass',
    })
  })

  test('is compared with what introspection says of its token', async () => {
    const flowId = await exchanged()
    for (const kind of ['access_token', 'refresh_token'])
      await acting.app().handlers.tokenIntrospect({ flowId, tokenId: token(flowId, kind) })
    const answers = messages(acting.flow(flowId), 'introspection-response')
    expect(answers.map(verdicts)).toEqual([{ 'ti-members': 'pass' }, { 'ti-members': 'pass' }])
  })
})

test('a JWT access token has the scope of its response, which is not all that was requested', async () => {
  const other = acting
  acting = await actAtSandbox({ accessTokenFormat: 'jwt' })
  const [answer] = messages(acting.flow(await exchanged()), 'token-response')
  await acting.sandbox.close()
  acting = other
  // It is for the protected resource alone: UserInfo refuses it.
  expect(verdicts(answer)).toEqual({
    'tr-scope': 'warn',
    'tr-authorization-details': 'info',
    'at-scope-claim': 'pass',
  })
  expect(resultOf(answer, 'tr-scope')?.findings).toMatchObject([
    { code: 'narrower', seen: 'accounts', expected: 'openid profile' },
  ])
})
