import { beforeEach, describe, expect, test } from 'vitest'
import type { Flow } from '@/lib/flow/model/flow'
import { writeFlowFile } from '@/lib/share/flow-file'
import { summarise } from '@/lib/flow/read/summary'
import { flowWithSecrets } from '../../samples/shared-flow'
import {
  app,
  browser,
  draft,
  latestFlow,
  reset,
  response,
  restart,
  stored,
  withProfile,
} from './harness'

let fetched: string[] = []

beforeEach(async () => {
  fetched = []
  reset({
    fetch: async (input) => {
      fetched.push(String(input))
      const answer = browser.state.answers.get(String(input))
      if (!answer) throw new TypeError('Failed to fetch')
      return answer()
    },
  })
  await withProfile()
})

const resultsOf = (id: string) => browser.flow(id)?.messages.map(({ results }) => results)
const idsOf = (id: string) => resultsOf(id)?.flatMap((results) => results.map((each) => each.id))
const countsOf = (flow: Flow) => {
  const { failed, warned } = summarise(flow)
  return { failed, warned }
}
const row = (id: string) => stored('flows').find((each) => each.id === id)

async function importFlow(mode: 'safe' | 'complete'): Promise<string> {
  const made = { at: 5, parley: '1.0.0', browser: 'Chromium 141', rules: '2026.11' }
  const text = writeFlowFile([flowWithSecrets()], { mode, made, redaction: [] })
  const result = await app.handlers.flowsImport({ text, file: null })
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.flowIds[0] ?? ''
}

describe('a flow of the tester', () => {
  async function received(): Promise<string> {
    await app.handlers.responseAdd({ text: response.replace(/&iss=.*$/, '') })
    return latestFlow().id
  }

  test('is judged by the chosen rules, and the list follows', async () => {
    const id = await received()
    const before = idsOf(id)
    expect(draft.ruleProfile).toBe('ofm')
    expect(await app.handlers.flowJudge({ id, ruleProfile: 'bg' })).toEqual({ ok: true })
    const flow = browser.flow(id)!
    expect(flow).toMatchObject({ ruleProfile: 'bg', ownRuleProfile: 'ofm' })
    expect(idsOf(id)).not.toEqual(before)
    expect(row(id)).toMatchObject(countsOf(flow))
  })

  test('is judged as before once its own rules are chosen again', async () => {
    const id = await received()
    const before = browser.flow(id)
    await app.handlers.flowJudge({ id, ruleProfile: 'oauth2' })
    expect(resultsOf(id)).not.toEqual(before?.messages.map(({ results }) => results))
    restart()
    await app.handlers.flowJudge({ id, ruleProfile: 'cdr' })
    await app.handlers.flowJudge({ id, ruleProfile: 'ofm' })
    expect(browser.flow(id)).toEqual(before)
  })

  test('keeps the chosen rules when it changes', async () => {
    const id = await received()
    await app.handlers.flowJudge({ id, ruleProfile: 'oauth2' })
    const judged = resultsOf(id)
    await app.handlers.flowPin({ id, on: true })
    expect(browser.flow(id)).toMatchObject({ ruleProfile: 'oauth2', pinned: true })
    expect(resultsOf(id)).toEqual(judged)
  })

  test('causes no request', async () => {
    const id = await received()
    fetched = []
    for (const ruleProfile of ['oauth2', 'br', 'ofm'] as const)
      await app.handlers.flowJudge({ id, ruleProfile })
    expect(fetched).toEqual([])
  })
})

describe('an imported flow', () => {
  test('of a complete file is judged by the chosen rules, and gets its verdicts back', async () => {
    const id = await importFlow('complete')
    const before = browser.flow(id)!
    const counts = countsOf(before)
    expect(row(id)).toMatchObject(counts)
    fetched = []
    const ruleProfile = before.ruleProfile === 'fapi2ms' ? 'oauth2' : 'fapi2ms'
    await app.handlers.flowJudge({ id, ruleProfile })
    expect(browser.flow(id)).toMatchObject({ ruleProfile, ownRuleProfile: before.ruleProfile })
    expect(idsOf(id)).not.toEqual(
      before.messages.flatMap((each) => each.results.map((one) => one.id)),
    )
    expect(countsOf(browser.flow(id)!)).not.toEqual(counts)
    expect(row(id)).toMatchObject(countsOf(browser.flow(id)!))
    await app.handlers.flowJudge({ id, ruleProfile: before.ruleProfile })
    expect(browser.flow(id)).toEqual(before)
    expect(fetched).toEqual([])
  })

  test('of a safe file keeps its verdicts, because its values were replaced', async () => {
    const id = await importFlow('safe')
    const before = browser.flow(id)
    const result = await app.handlers.flowJudge({ id, ruleProfile: 'fapi2ms' })
    expect(result).toEqual({ ok: false, issues: [{ code: 'flow_redacted' }] })
    expect(browser.flow(id)).toEqual(before)
  })

  test('says in its own file which rules were chosen', async () => {
    const flow = { ...flowWithSecrets(), ruleProfile: 'cdr', ownRuleProfile: 'ofm' } as const
    const made = { at: 5, parley: '1.0.0', browser: 'Chromium 141', rules: '2026.11' }
    const text = writeFlowFile([flow], { mode: 'complete', made, redaction: [] })
    const result = await app.handlers.flowsImport({ text, file: null })
    const id = result.ok ? (result.flowIds[0] ?? '') : ''
    expect(browser.flow(id)).toMatchObject({ ruleProfile: 'cdr', ownRuleProfile: 'ofm' })
  })
})

test('a flow that is gone is reported', async () => {
  expect(await app.handlers.flowJudge({ id: 'none', ruleProfile: 'bg' })).toEqual({
    ok: false,
    issues: [{ code: 'flow_gone' }],
  })
})
