import { beforeEach, expect, test } from 'vitest'
import { createStore, type Store } from '@/lib/background/store'
import type { Flow } from '@/lib/flow/model/flow'
import { flowWith, held } from '../../samples/held'
import { fakeBrowser } from './fake-ports'

let browser = fakeBrowser()
let store: Store
beforeEach(() => {
  browser = fakeBrowser()
  store = createStore(browser.ports)
})

const view = () => browser.session.values.get('latestView') as Flow | null
const request = { id: 'r', kind: 'hop', at: 1, source: 'browser', results: [] } as const
const flow = (id: string, code: string): Flow => ({
  ...flowWith([held({ id: `m-${id}`, params: [['code', code]] })]),
  id,
})
const withHop = (code: string): Flow => {
  const whole = flow('f1', code)
  return {
    ...whole,
    messages: [
      { ...request, method: 'GET', url: 'https://as.example/', status: 200 },
      ...whole.messages,
    ],
  }
}
const save = (changes: Parameters<Parameters<Parameters<Store['run']>[0]>[1]>[0]) =>
  store.run((_, write) => write(changes))

test('has what the popup shows of the latest response, with each change of its flow', async () => {
  await save({ putFlows: [withHop('c1')], latest: 'f1' })
  expect(view()?.id).toBe('f1')
  expect(view()?.messages.map(({ kind }) => kind)).toEqual(['authorization-response'])
  await save({ putFlows: [flow('f2', 'c2')] })
  expect(view()?.id).toBe('f1')
  await save({ putFlows: [withHop('c3')] })
  expect(view()?.messages).toMatchObject([{ params: [['code', 'c3']] }])
})

test('is of no other flow: it is empty until the new latest flow is written', async () => {
  await save({ putFlows: [flow('f1', 'c1'), flow('f2', 'c2')], latest: 'f1' })
  await save({ latest: 'f2' })
  expect(view()).toBeNull()
  await save({ putFlows: [flow('f2', 'c2')] })
  expect(view()?.id).toBe('f2')
  await save({ dropFlows: ['f2'], latest: null })
  expect(view()).toBeNull()
})

test('leaves a large flow to be read', async () => {
  await save({ putFlows: [flow('f1', 'c'.repeat(200_000))], latest: 'f1' })
  expect(view()).toBeNull()
})
