import { beforeEach, expect, test, vi } from 'vitest'
import * as run from '@/lib/rules/run'
import { app, latestFlow, reset, response, restart, stored, withProfile } from './harness'

vi.mock('@/lib/rules/run', async (importOriginal) => {
  const actual = await importOriginal<typeof run>()
  return { ...actual, judge: vi.fn(actual.judge) }
})

beforeEach(async () => {
  reset()
  await withProfile()
  await app.handlers.responseAdd({ text: response })
  vi.mocked(run.judge).mockClear()
})

const work = () => vi.mocked(run.judge).mock.calls.length

test('a flow is judged when it changes', async () => {
  await app.handlers.flowJudge({ id: latestFlow().id, ruleProfile: 'oauth2' })
  expect(work()).toBeGreaterThan(0)
})

test('nothing is judged again when nothing changed that a rule reads', async () => {
  const { id, ruleProfile } = latestFlow()
  await app.handlers.flowJudge({ id, ruleProfile })
  await app.handlers.flowRename({ id, name: 'Nightly' })
  await app.handlers.flowPin({ id, on: true })
  await app.handlers.flowRead({ id })
  await app.handlers.responsesSeen(undefined)
  await app.handlers.settingsChange({ name: 'notices', on: true })
  await app.handlers.flowsRemove({ ids: [id] })
  await app.handlers.flowsRestore({ ids: [id] })
  expect(work()).toBe(0)
  expect(stored('flows')).toMatchObject([{ id, pinned: true }])
})

test('a worker that starts again judges nothing that was judged', async () => {
  restart()
  await app.start()
  const ofFlows = vi.mocked(run.judge).mock.calls.filter(([kind]) => kind !== 'metadata')
  expect(ofFlows).toEqual([])
})
