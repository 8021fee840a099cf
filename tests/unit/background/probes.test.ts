import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { probes } from '@/lib/oauth/probes/table'
import type { ProfileDraft } from '@/lib/oauth/profile'
import type { SandboxOptions } from '../../sandbox/sandbox.ts'
import type { Wrong } from '../../sandbox/probed.ts'
import { messages } from './at-sandbox'
import { probeWorld, type ProbeWorld } from './probe-world'

const all = probes.flatMap(({ steps }) => steps.map(({ id }) => id))

/** Steps that a correct server accepts. */
const counter = new Set(['S09-8-seconds'])

/** The rules under which each step is offered, and how the sandbox is set up for them. */
const worlds: readonly {
  readonly rules: string
  readonly options: SandboxOptions
  readonly profile: Partial<ProfileDraft>
  readonly steps: readonly Wrong[]
  readonly exact?: 'fapi1'
}[] = [
  {
    rules: 'Open Finance Malaysia',
    options: {},
    profile: {},
    steps: [
      'S01',
      'S02-form',
      'S02-request-object',
      'S03',
      'S04',
      'S05',
      'S06-token-endpoint',
      'S06-par-endpoint',
      'S07',
      'S08',
      'S09-65-seconds',
      'S09-8-seconds',
      'S10-no-sub',
      'S10-other-sub',
      'S11',
      'S12',
      'S13',
      'S14',
      'S15',
      'S16-no-exp',
      'S16-expired',
      'S17',
      'S18-code-id-token',
      'S18-token',
      'S20-path',
      'S20-query',
    ],
  },
  {
    rules: 'FAPI 2.0 Message Signing',
    options: {},
    profile: { ruleProfile: 'fapi2ms' },
    steps: ['S15', 'S16-long', 'S16-no-nbf', 'S16-old-nbf'],
  },
  {
    rules: 'FAPI 1.0 Advanced',
    options: { responseModes: ['query', 'jwt', 'query.jwt'] },
    profile: { ruleProfile: 'fapi1', responseMode: 'jwt' },
    steps: ['S18-code'],
    exact: 'fapi1',
  },
]

/** Steps whose request a broken server accepts only at its login page. */
const inBrowser = new Set([
  'S03',
  'S04',
  'S18-code-id-token',
  'S18-token',
  'S18-code',
  'S20-path',
  'S20-query',
])

/** Where the clause is a recommendation, or allows it. */
const warns = (step: string) => step === 'S12' || step.startsWith('S20')

test('each step is run in one of these worlds, or opens a page', () => {
  const run = new Set<string>(worlds.flatMap(({ steps }) => steps))
  expect(all.filter((step) => !run.has(step))).toEqual(['S19'])
})

describe.each(worlds)('under $rules', ({ options, profile, steps, exact }) => {
  let world: ProbeWorld
  beforeAll(async () => {
    world = await probeWorld(options)
    await world.profile(profile)
  })
  afterAll(() => world.acting.sandbox.close())
  beforeEach(() => {
    world.acting.sandbox.probed.accept()
    world.acting.sandbox.probed.beExact(true, exact)
  })

  test('a correct server passes every step', async () => {
    const { results, stop, baseline } = await world.run(steps)
    expect({ stop, ...baseline }).toMatchObject({ stop: null, isGood: true })
    const outcomes = steps.map((step) => [step, results[step]?.outcome, results[step]?.status])
    expect(outcomes).toEqual(
      steps.map((step) => [step, counter.has(step) ? 'accepted' : 'refused', 'pass']),
    )
  })

  test.each(steps)('a server that accepts %s alone does not pass it', async (step) => {
    world.acting.sandbox.probed.accept(step)
    const run = await world.run([step])
    if (counter.has(step)) {
      expect(run.results[step]).toMatchObject({ outcome: 'refused', status: 'fail' })
      return
    }
    if (inBrowser.has(step)) {
      expect(run.waiting).toEqual([step])
      await world.open(step)
      await expect.poll(() => world.current().waiting).toEqual([])
    }
    expect(world.result(step)).toMatchObject({
      outcome: 'accepted',
      reason: null,
      status: warns(step) ? 'warn' : 'fail',
    })
  })
})

describe('without a good baseline', () => {
  let world: ProbeWorld
  beforeAll(async () => {
    world = await probeWorld()
  })
  afterAll(() => world.acting.sandbox.close())
  beforeEach(() => world.acting.sandbox.probed.answerWith(null))

  const judged = () =>
    new Set(
      Object.values(world.current().results).map(({ outcome, reason }) => `${outcome} ${reason}`),
    )

  test('nothing is judged, and nothing but the baseline is sent', async () => {
    await world.profile({ clientId: 'nobody' })
    const before = world.acting.sandbox.probed.pushes().length
    const run = await world.run(all)
    expect(world.acting.sandbox.probed.pushes().length - before).toBe(1)
    expect(run).toMatchObject({ state: 'ended', stop: 'invalid_client', queue: [], waiting: [] })
    expect(Object.keys(run.results)).toEqual(expect.arrayContaining([...run.order]))
    expect(judged()).toEqual(new Set(['not-judged baseline']))
    await world.profile()
  })

  test.each([
    [500, 'baseline'],
    [403, 'baseline'],
    [429, 'rate_limited'],
  ])('a status of %i for the baseline stops the run', async (status, stop) => {
    world.acting.sandbox.probed.answerWith(status)
    const run = await world.run(['S07', 'S08'])
    expect(run.stop).toBe(stop)
    expect(run.results['S07']).toMatchObject({ outcome: 'not-judged', reason: 'baseline' })
  })

  test('three network errors stop the run, and what was not sent can be continued', async () => {
    const { ports } = world.acting.browser
    const { fetch: real } = ports
    Object.assign(ports, { fetch: () => Promise.reject(new TypeError('Failed to fetch')) })
    const run = await world.run(['S05', 'S07', 'S08', 'S10-no-sub', 'S13'])
    expect(run).toMatchObject({ stop: 'network', networkErrors: 3, queue: ['S10-no-sub', 'S13'] })
    expect(run.results['S05']).toMatchObject({ outcome: 'not-judged', reason: 'network' })
    Object.assign(ports, { fetch: real })
    await world.acting.app().handlers.probesContinue({ profileId: run.profileId })
    expect(world.current()).toMatchObject({ stop: null, state: 'ended', queue: [] })
    expect(world.result('S13')).toMatchObject({ outcome: 'refused' })
  })
})

describe('a run', () => {
  let world: ProbeWorld
  beforeAll(async () => {
    world = await probeWorld()
  })
  afterAll(() => world.acting.sandbox.close())
  beforeEach(() => world.acting.sandbox.probed.accept())

  test('is refused for an issuer that is not marked, and sends nothing', async () => {
    const profileId = await world.profile({ testSystem: false })
    const before = world.acting.sandbox.probed.pushes().length
    const { handlers } = world.acting.app()
    for (const answer of [
      await handlers.probesRun({ profileId, steps: ['S01'] }),
      await handlers.probesContinue({ profileId }),
      await handlers.probeOpen({ profileId, step: 'S19' }),
    ])
      expect(answer).toMatchObject({ ok: false, issues: [{ code: 'not_test_system' }] })
    expect(world.acting.sandbox.probed.pushes()).toHaveLength(before)
    await handlers.profileTestSystem({ id: profileId, on: true })
    expect(await handlers.probesRun({ profileId, steps: ['S01'] })).toEqual({ ok: true })
    await world.profile()
  })

  test('waits until a second has passed since the request before', async () => {
    const waits = world.waits.length
    await world.run(['S07', 'S08'])
    const made = world.waits.slice(waits)
    // The baseline and two steps; the baseline follows the requests of the test before.
    expect(made).toHaveLength(3)
    for (const ms of made) expect(ms).toBeGreaterThan(500)
  })

  test('stops after the request under way when the tester says so, and continues', async () => {
    const profileId = world.current().profileId
    const { handlers } = world.acting.app()
    const { ports } = world.acting.browser
    const { wait } = ports
    let sent = 0
    Object.assign(ports, {
      wait: async (ms: number) => {
        await wait(ms)
        if (++sent === 2) await handlers.probesStop({ profileId })
      },
    })
    const run = await world.run(['S05', 'S07', 'S08'])
    Object.assign(ports, { wait })
    expect(run).toMatchObject({ state: 'ended', stop: 'tester', queue: ['S07', 'S08'] })
    expect(run.results['S05']).toMatchObject({ outcome: 'refused' })
    await handlers.probesContinue({ profileId })
    expect(world.current()).toMatchObject({ stop: null, queue: [] })
  })

  test('that a terminated worker left is shown as stopped, and can be continued', async () => {
    const { ports } = world.acting.browser
    const { wait } = ports
    let died: () => void = () => undefined
    const dies = new Promise<void>((resolve) => (died = resolve))
    // The worker dies while it waits for its next second: nothing of it goes on.
    Object.assign(ports, {
      wait: () => {
        died()
        return new Promise(() => undefined)
      },
    })
    const profileId = world.current().profileId
    void world.acting.app().handlers.probesRun({ profileId, steps: ['S07', 'S08'] })
    await dies
    world.acting.restart()
    Object.assign(ports, { wait })
    await world.acting.app().start()
    expect(world.current()).toMatchObject({
      state: 'ended',
      stop: 'interrupted',
      queue: ['S07', 'S08'],
    })
    await world.acting.app().handlers.probesContinue({ profileId })
    expect(world.result('S08')).toMatchObject({ outcome: 'refused' })
  })

  test('records each request in a flow of its own, which is not judged as a mistake', async () => {
    await world.run(['S07'])
    const result = world.result('S07')
    const flow = world.acting.flow(result?.flowId ?? '')
    expect(flow).toMatchObject({
      negativeTest: { step: 'S07', isBaseline: false, outcome: 'refused', status: 'pass' },
      requested: { codeVerifier: null },
    })
    const [request] = messages(flow, 'par-request')
    expect(request?.results.length).toBeGreaterThan(0)
    expect(new Set(request?.results.map(({ outcome }) => outcome))).toEqual(
      new Set(['not-observed']),
    )
    const [response] = messages(flow, 'par-response')
    expect(response?.results.some(({ outcome }) => outcome === 'passed')).toBe(true)
    const row = world.acting.browser.rows().find(({ id }) => id === flow.id)
    expect(row).toMatchObject({ status: 'pass', name: { from: 'negative-test', text: 'S07' } })
  })

  test('says what was changed with both values, and contains no secret', async () => {
    await world.run(['S07'])
    const result = world.result('S07')
    expect(result?.differences).toEqual([
      { name: 'aud', from: world.acting.sandbox.issuer, to: 'https://other.invalid' },
    ])
    expect(result?.response).toMatchObject({ status: 401, error: 'invalid_client' })
    expect(JSON.stringify(world.current())).not.toMatch(/eyJ/)
  })
})
