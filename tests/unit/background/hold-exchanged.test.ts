import { beforeEach, expect, test } from 'vitest'
import { responsesOf } from '@/lib/flow/read/find-response'
import { answered, app, exchange, flowOf, opened, profile, reset } from './answering'

beforeEach(reset)

test('a held response whose code was exchanged is discarded, and restored as exchanged', async () => {
  await profile({ hold: true })
  const { id, ...flow } = await opened()
  for (const event of answered({ id, ...flow }))
    if (event.kind !== 'completed') await app.observe(event)
  const held = () => responsesOf(flowOf(id))[0]
  const named = { flowId: id, responseId: held()?.id ?? '' }
  expect(held()?.hold?.state).toBe('held')
  await exchange(id)
  expect(held()?.hold?.state).toBe('exchanged')
  expect(await app.handlers.holdDiscard(named)).toEqual({ ok: true })
  expect(held()?.hold?.state).toBe('discarded')
  expect(await app.handlers.holdRestore(named)).toEqual({ ok: true })
  expect(held()?.hold?.state).toBe('exchanged')
})
