import { expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { seenPageOf } from '@/lib/flow/read/probe-page'
import { sentAuthorization } from '@/lib/flow/read/sent-authorization'
import { codeFlow } from '../../ui/panel/own-flow'

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

test('each resource of a request object is a parameter, and its claims replace those beside it', () => {
  const claims = { scope: 'openid', resource: ['https://a.example', 'https://b.example'] }
  const request = `${base64url({ alg: 'none' })}.${base64url(claims)}.`
  const push = codeFlow.messages.find((message) => message.kind === 'par-request')
  const params = [
    ['scope', 'other'],
    ['client_id', 'c1'],
    ['request', request],
  ] as const
  const flow = { messages: push ? [{ ...push, params }] : [] }
  const sent = sentAuthorization(flow)
  expect(sent?.filter(([name]) => name !== 'request')).toEqual([
    ['client_id', 'c1'],
    ['scope', 'openid'],
    ['resource', 'https://a.example'],
    ['resource', 'https://b.example'],
  ])
})

test('an error at a redirect_uri that is not registered shows that the server accepted it, but not in a baseline', () => {
  const response = codeFlow.messages.find((each) => each.kind === 'authorization-response')
  const target = 'https://app.example/cb/parley-probe'
  const refused = response && {
    ...response,
    target,
    params: [['error', 'access_denied']] as const,
    jwts: [],
  }
  const flow = (isBaseline: boolean): Flow => ({
    ...codeFlow,
    messages: refused ? [refused] : [],
    expected: { state: null, nonce: null },
    requested: { ...codeFlow.requested, redirectUri: target },
    negativeTest: { step: 'S20-path', isBaseline },
  })
  expect(seenPageOf(flow(false), null)).toMatchObject({ kind: 'accepted' })
  expect(seenPageOf(flow(true), null)).toMatchObject({ kind: 'refused', error: 'access_denied' })
})
