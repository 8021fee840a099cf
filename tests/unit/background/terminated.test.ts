import { beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '@/lib/background/app'
import { responsesOf } from '@/lib/flow/read/find-response'
import {
  answered,
  app,
  browser,
  exchange,
  flowOf,
  opened,
  profile,
  reset,
  server,
} from './answering'

beforeEach(reset)

const kinds = (id: string) => flowOf(id).messages.map(({ kind }) => kind)
const patient = { timeout: 15_000 }
const never = () => new Promise<never>(() => {})

/** The worker dies: the next one has only what the browser stores. */
async function restarted(): Promise<void> {
  await createApp(browser.ports).start()
}

/** The browser writes no flow with this text any more. */
function stopWriting(text: string): () => void {
  const { put } = browser.ports.records
  browser.ports.records.put = (values) =>
    values.some(([, value]) => value.includes(text)) ? never() : put(values)
  return () => {
    browser.ports.records.put = put
  }
}

describe('a worker that is terminated', () => {
  test('before it exchanges a code leaves that to the next one, and says so', async () => {
    await profile({ autoExchange: true })
    const flow = await opened()
    const writeAgain = stopWriting('"token-request"')
    for (const event of answered(flow)) void app.observe(event)
    await expect.poll(() => flowOf(flow.id).exchangeDue, patient).toBeTypeOf('string')
    expect(server.sent).toEqual([])
    writeAgain()
    await restarted()
    expect(kinds(flow.id).slice(-2)).toEqual(['token-request', 'token-response'])
    expect(flowOf(flow.id).exchangeDue).toBeUndefined()
    expect(server.sent).toHaveLength(1)
    await restarted()
    expect(server.sent).toHaveLength(1)
  })

  test('leaves the newest of two codes to the next one', async () => {
    await profile({ autoExchange: true })
    const flow = await opened()
    for (const event of answered(flow, { code: 'c0', state: 'wrong' })) await app.observe(event)
    const writeAgain = stopWriting('"token-request"')
    for (const event of answered(flow)) void app.observe(event)
    await expect.poll(() => responsesOf(flowOf(flow.id)), patient).toHaveLength(2)
    await expect
      .poll(() => flowOf(flow.id).exchangeDue, patient)
      .toBe(responsesOf(flowOf(flow.id))[1]?.id)
    writeAgain()
    await restarted()
    expect(server.sent).toMatchObject([{ body: expect.stringContaining('code=c1') }])
  })

  test('after it sent a code says that the response was lost, and sends it no second time', async () => {
    await profile({ autoExchange: true })
    const flow = await opened()
    server.answer = never
    for (const event of answered(flow)) void app.observe(event)
    await expect.poll(() => server.sent, patient).toHaveLength(1)
    await restarted()
    expect(flowOf(flow.id).messages.at(-1)).toMatchObject({
      kind: 'token-response',
      status: null,
      issues: [{ code: 'response_lost' }],
    })
    expect(browser.rows()[0]).toMatchObject({ outcome: 'token-error', status: 'fail' })
    expect(server.sent).toHaveLength(1)
    await restarted()
    expect(kinds(flow.id).filter((kind) => kind === 'token-response')).toHaveLength(1)
  })

  test('between writing the flow and its index leaves the previous flow only', async () => {
    const flow = await opened()
    const { set } = browser.ports.session
    browser.ports.session.set = (values) =>
      Object.keys(values).some((key) => key.startsWith('flows:')) ? never() : set(values)
    void exchange(flow.id)
    for (const event of answered(flow)) void app.observe(event)
    await expect.poll(() => browser.records.values.size, patient).toBe(2)
    expect(flowOf(flow.id)).toEqual(flow)
    browser.ports.session.set = set
    const next = createApp(browser.ports)
    await next.start()
    await next.handlers.observationsSettled(undefined, null)
    expect(kinds(flow.id)).toContain('authorization-response')
    expect(browser.records.values.size).toBe(1)
  })

  test('whose database lost a flow drops it from the list and counts it', async () => {
    const flow = await opened()
    browser.records.values.clear()
    await restarted()
    expect(browser.rows()).toEqual([])
    expect(flowOf(flow.id)).toBeUndefined()
    expect(browser.session.values.get('dropped')).toEqual({ own: 1, thirdParty: 0 })
  })
})
