import { beforeEach, describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { responsesOf } from '@/lib/flow/read/find-response'
import { maxStarts } from '@/lib/flow/reduce/flow-budget'
import { issuer, navigation } from '../flow/browser'
import { app, browser, reset, response, restart, stored, withProfile } from './harness'

const requested = `${issuer}/auth?client_id=tpp&response_type=code&state=s1`
const events = navigation('1', 1, [requested, response])
/** Firefox may report the response before its request after its event page slept. */
const [early, late] = [events.slice(3), events.slice(0, 3)]

const flows = () => browser.flows()
const keptFlows = () => browser.rows().map(({ id }) => id)

async function tell(told: ReturnType<typeof navigation>): Promise<void> {
  for (const event of told) {
    restart()
    await app.observe(event)
  }
}

beforeEach(async () => {
  reset()
  await withProfile()
  await app.handlers.settingsChange({ name: 'notices', on: true })
})

describe('a flow of a response that its request absorbs', () => {
  test('is gone, and the flow of the request is the latest in its place', async () => {
    await tell(early)
    const before = stored('latest')
    expect(flows()).toMatchObject([{ id: before, matchedBy: 'unsolicited' }])
    await tell(late)
    const [flow, ...others] = flows()
    expect(others).toEqual([])
    expect(flow).toMatchObject({ matchedBy: 'endpoint' })
    expect(responsesOf(flow as Flow)).toMatchObject([{ matchedBy: 'redirect-chain' }])
    expect(flow?.id).not.toBe(before)
    expect(stored('latest')).toBe(flow?.id)
    expect(keptFlows()).toEqual([flow?.id])
    expect(browser.records.values.size).toBe(1)
  })

  test('is not the latest again where a newer response is', async () => {
    await tell(early)
    const other = `${issuer}/auth?client_id=tpp&response_type=code&state=s2`
    const answer = response.replace('c1', 'c2').replace('s1', 's2')
    await tell(navigation('2', 2, [other, answer], { status: 200 }, 50))
    const newest = stored('latest')
    await tell(late)
    expect(flows()).toHaveLength(2)
    expect(stored('latest')).toBe(newest)
    expect(flows().find(({ id }) => id === newest)?.tabId).toBe(2)
  })

  test('is not reported a second time', async () => {
    await tell(early)
    await app.handlers.responsesSeen()
    await tell(late)
    expect(browser.state.badge).toEqual({ waiting: false, holding: false })
    expect(browser.state.notices).toHaveLength(1)
  })
})

test('a flow that may not start is counted once, however often its navigation is reported', async () => {
  const starts = Array.from({ length: maxStarts + 3 }, (_, at) =>
    navigation(`r${at}`, 1, [requested.replace('s1', `s${at}`), `${issuer}/login`], undefined, at),
  )
  for (const event of starts.flat()) await app.observe(event)
  expect(flows()).toHaveLength(maxStarts)
  expect(stored('dropped')).toEqual({ own: 0, thirdParty: 3 })
})

test('events that are reported at once give the same flows as one after another', async () => {
  const other = `${issuer}/auth?client_id=tpp&response_type=code&state=s2`
  const told = [
    ...events,
    ...navigation('2', 2, [other, response.replace('s1', 's2')], { status: 200 }, 50),
  ]
  const stateAfter = async (observe: () => Promise<unknown>) => {
    reset()
    await withProfile()
    await observe()
    return { flows: flows(), latest: stored('latest'), records: browser.records.values.size }
  }
  const inTurn = await stateAfter(async () => {
    for (const event of told) await app.observe(event)
  })
  const atOnce = await stateAfter(() => Promise.all(told.map(app.observe)))
  expect(inTurn.flows).toHaveLength(2)
  expect(atOnce).toEqual(inTurn)
})
