import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { ArtefactKind } from '@/lib/model/rule-result'
import { statusOf } from '@/lib/model/status'
import { actAtSandbox, type Acting } from './at-sandbox'

let acting: Acting
beforeAll(async () => {
  acting = await actAtSandbox()
  await acting.profile({ bindTokens: 'dpop' })
})
afterAll(() => acting.sandbox.close())

const created: ReadonlySet<ArtefactKind> = new Set([
  'request-object',
  'client-assertion',
  'dpop-proof',
])

const sent: ReadonlySet<ArtefactKind> = new Set([
  'par-request',
  'token-request',
  'revocation-request',
])

const judged = ({ kind, results }: OAuthMessage) =>
  results
    .filter(({ on }) => created.has(on))
    .map((result) => ({ kind, on: result.on, id: result.id, status: statusOf(result) }))

test('every JWT that Parley creates in a flow is judged, and none has a fault', async () => {
  const { handlers } = acting.app()
  const pushed = await handlers.requestPush({ profileId: null, overrides: null, open: 'tab' })
  if (!pushed.ok || pushed.flowId === null) throw new Error(JSON.stringify(pushed))
  await acting.approve()
  await handlers.codeExchange({ flowId: pushed.flowId, responseId: null })
  const results = acting.flow(pushed.flowId).messages.flatMap(judged)
  const places = new Set(results.map(({ kind, on }) => `${kind} ${on}`))
  expect([...places].toSorted()).toEqual([
    'par-request client-assertion',
    'par-request dpop-proof',
    'par-request request-object',
    'token-request client-assertion',
    'token-request dpop-proof',
  ])
  const others = results.filter(({ status }) => status !== 'pass')
  const argued = new Set(others.map(({ id, status }) => `${status} ${id}`))
  // The metadata of the sandbox does not list algorithms for DPoP proofs.
  expect([...argued]).toEqual(['neutral dpop-alg'])
})

test('every request that Parley sends to an endpoint is judged, and none has a fault', async () => {
  const { handlers } = acting.app()
  const pushed = await handlers.requestPush({ profileId: null, overrides: null, open: 'tab' })
  if (!pushed.ok || pushed.flowId === null) throw new Error(JSON.stringify(pushed))
  const { flowId } = pushed
  await acting.approve()
  await handlers.codeExchange({ flowId, responseId: null })
  const token = acting.flow(flowId).tokens.find(({ kind }) => kind === 'access_token')
  await handlers.tokenRevoke({ flowId, tokenId: token?.id ?? '' })
  const results = acting
    .flow(flowId)
    .messages.flatMap((message) => message.results.filter(({ on }) => sent.has(on)))
  expect(new Set(results.map(({ on }) => on))).toEqual(sent)
  const others = results.filter((result) => !['pass', 'info'].includes(statusOf(result)))
  expect(others.map(({ id, findings }) => [id, findings])).toEqual([])
})
