import { expect, test } from 'vitest'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { withoutContents } from '@/lib/share/contents'
import { flowWith } from '../../samples/held'
import { flowWithSecrets } from '../../samples/shared-flow'

const hop = (id: string, outcome: 'passed' | 'failed') =>
  ({
    id,
    kind: 'hop',
    at: 0,
    results: [{ id: 'x', outcome, findings: [] }],
  }) as unknown as OAuthMessage

test('bodies are left out, and parameters of URLs and verdicts stay', () => {
  const flow = flowWithSecrets()
  const { messages } = withoutContents(flow, new Set(['bodies']))
  expect(messages).toHaveLength(flow.messages.length)
  for (const [at, message] of messages.entries()) {
    const before = flow.messages[at]!
    if ('body' in message) expect(message.body).toBe('')
    else expect(message).toEqual(before)
    expect(message.results).toEqual(before.results)
  }
  const form = messages.find(({ kind }) => kind === 'token-request')
  expect(form && 'params' in form && form.params).toEqual([])
  const request = messages.find(({ kind }) => kind === 'authorization-request')
  expect(request && 'params' in request && request.params.length).toBeGreaterThan(0)
})

test('login redirects are left out, apart from those with a failed check', () => {
  const flow = flowWith([hop('a', 'passed'), hop('b', 'failed')])
  expect(withoutContents(flow, new Set(['redirects'])).messages.map(({ id }) => id)).toEqual(['b'])
  expect(withoutContents(flow, new Set()).messages).toHaveLength(2)
})

test('the note is left out', () => {
  const flow = { ...flowWith([]), note: { text: 'x', at: 1 } }
  expect(withoutContents(flow, new Set(['notes'])).note).toBeUndefined()
  expect(withoutContents(flow, new Set())).toEqual(flow)
})
