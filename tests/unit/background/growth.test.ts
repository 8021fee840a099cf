import { expect, test } from 'vitest'
import { createStore } from '@/lib/background/store'
import type { Flow } from '@/lib/flow/model/flow'
import { emptyFlow } from '@/lib/flow/reduce/start'
import { navigation } from '../flow/browser'
import {
  app,
  browser,
  details,
  par,
  reset,
  response,
  restart,
  stored,
  withProfile,
} from './harness'

/** A waiting flow of 20 kB in its own tab. */
const flowOf = (number: number): Flow => ({
  ...emptyFlow(
    {
      id: `f${number}`,
      createdAt: number,
      tabId: 1000 + number,
      incognito: false,
      cookieStoreId: null,
      matchedBy: 'sent',
    },
    null,
  ),
  requestUri: 'x'.repeat(20_000),
})

/** What a login costs where so many flows are stored: octets written, and flows read. */
async function costAmong(count: number) {
  reset()
  const flows = Array.from({ length: count }, (_, number) => flowOf(number))
  await createStore(browser.ports).run((_, save) => save({ putFlows: flows }))
  restart()
  restart()
  await withProfile()
  await app.handlers.requestAdd({ text: par, details: { ...details, state: 's1' }, open: 'tab' })
  const [{ url, tabId } = { url: '', tabId: 0 }] = browser.opened
  const written = () => browser.session.work.octets + browser.records.work.octets
  const { get } = browser.ports.records
  let read = 0
  browser.ports.records.get = (keys) => {
    read += keys.length
    return get(keys)
  }
  const before = written()
  for (const event of navigation('n', tabId, [url, response])) await app.observe(event)
  expect(browser.flow(stored('latest') ?? '')?.expected.state).toBe('s1')
  expect(browser.rows()).toHaveLength(count + 1)
  return { written: written() - before, read }
}

test('what a login writes and reads does not grow with the number of flows', async () => {
  const few = await costAmong(10)
  const many = await costAmong(480)
  expect(many.read).toBe(few.read)
  expect(many.written).toBeLessThan(1.5 * few.written)
})

test('the redirects of a login that are reported at once are written together', async () => {
  reset()
  await withProfile()
  await app.handlers.requestAdd({ text: par, details: { ...details, state: 's1' }, open: 'tab' })
  const [{ url, tabId } = { url: '', tabId: 0 }] = browser.opened
  const hops = Array.from({ length: 8 }, (_, hop) => `https://bank.example/step/${hop}`)
  const { writes } = browser.records.work
  await Promise.all(navigation('n', tabId, [url, ...hops, response]).map(app.observe))
  expect(browser.flow(stored('latest') ?? '')?.expected.state).toBe('s1')
  // The first event is written by itself, and the rest with the response; its JWTs may follow.
  expect(browser.records.work.writes - writes).toBeLessThanOrEqual(3)
})
