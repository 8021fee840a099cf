import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { registry } from '@/lib/rules/registry'
import { app, latestFlow, reset, response, restart, stored, withProfile } from './harness'

let work = 0

/** Counts each rule that runs on a part of a flow. */
function countWork(): void {
  work = 0
  const { metadata: _, jwks: __, ...ofFlows } = registry
  for (const rule of Object.values(ofFlows).flat() as { check(...input: unknown[]): unknown }[]) {
    const check = rule.check.bind(rule)
    vi.spyOn(rule, 'check').mockImplementation((...input) => {
      work += 1
      return check(...input)
    })
  }
}

beforeEach(async () => {
  reset()
  await withProfile()
  await app.handlers.responseAdd({ text: response })
  countWork()
})

afterEach(() => {
  vi.restoreAllMocks()
})

test('a flow is judged when its rules change', async () => {
  await app.handlers.flowJudge({ id: latestFlow().id, ruleProfile: 'oauth2' })
  expect(work).toBeGreaterThan(0)
})

test('nothing is judged again when nothing changed that a rule reads', async () => {
  const { id, ruleProfile } = latestFlow()
  await app.handlers.flowJudge({ id, ruleProfile })
  await app.handlers.flowRename({ id, name: 'Nightly' })
  await app.handlers.flowPin({ id, on: true })
  await app.handlers.flowRead({ id })
  await app.handlers.responsesSeen()
  await app.handlers.settingsChange({ name: 'notices', on: true })
  await app.handlers.flowsRemove({ ids: [id] })
  await app.handlers.flowsRestore({ ids: [id] })
  expect(work).toBe(0)
  expect(stored('flows')).toMatchObject([{ id, pinned: true }])
})

test('a worker that starts again judges nothing that was judged', async () => {
  restart()
  await app.start()
  expect(work).toBe(0)
})
