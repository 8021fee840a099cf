import { beforeEach, expect, test } from 'vitest'
import { responsesOf } from '@/lib/flow/read/find-response'
import { answered, app, exchange, flowOf, opened, profile, reset } from './answering'

beforeEach(reset)

const holdOf = (id: string) => {
  const response = responsesOf(flowOf(id))[0]
  if (!response?.hold) throw new Error('Nothing is held')
  return { responseId: response.id, state: response.hold.state }
}

test('a held response whose code was exchanged is discarded, and restored as exchanged', async () => {
  await profile({ hold: true })
  const flow = await opened()
  for (const event of answered(flow)) if (event.kind !== 'completed') await app.observe(event)
  const { responseId, state } = holdOf(flow.id)
  const named = { flowId: flow.id, responseId }
  expect(state).toBe('held')
  await exchange(flow.id)
  expect(holdOf(flow.id).state).toBe('exchanged')
  expect(await app.handlers.holdDiscard(named)).toEqual({ ok: true })
  expect(holdOf(flow.id).state).toBe('discarded')
  expect(await app.handlers.holdRestore(named)).toEqual({ ok: true })
  expect(holdOf(flow.id).state).toBe('exchanged')
})
