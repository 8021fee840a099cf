import type { CommandResult } from '@/lib/messaging/command-result'
import type { ProbeFacts, StepOfProbe } from '@/lib/oauth/probes/model'
import { outcomeOf, type Judged } from '@/lib/oauth/probes/outcome'
import {
  isFresh,
  maxNetworkErrors,
  probePace,
  type ProbeBaseline,
  type ProbeResult,
  type ProbeRun,
  type ProbeStop,
} from '@/lib/oauth/probes/run'
import { placeOf, plannedSteps, stepNamed } from '@/lib/oauth/probes/table'
import { profilesOf } from '@/lib/storage/select'
import type { CallServices } from './calls'
import { probeFacts } from './probe-context'
import { createProbePages } from './probe-pages'
import {
  editRun,
  interrupted,
  markedFlow,
  newRun,
  pushedResult,
  stopped,
  unsentResult,
  withResult,
} from './probe-runs'
import { createProbeSender, type KnownBaseline, type Sent } from './probe-sender'
import { editFlow } from './record'
import { refuse } from './refuse'

/**
 * Runs negative tests of a server, one request after the other. Nothing is sent unless the issuer of the profile is
 * marked as a test system, and no outcome counts without a good baseline in the same minute.
 */
export function createProbes(services: CallServices) {
  const { ports, store } = services
  const sender = createProbeSender(services)

  const edit = (profileId: string, change: (run: ProbeRun) => ProbeRun) =>
    editRun(store, profileId, change)

  /** At most one request a second, whatever sends it. */
  const paceOf = (profileId: string) => async () => {
    const { probes } = await store.data()
    const left = (probes[profileId]?.lastSentAt ?? 0) + probePace - ports.now()
    if (left > 0) await ports.wait(Math.min(left, probePace))
    const lastSentAt = ports.now()
    await edit(profileId, (run) => ({ ...run, lastSentAt }))
  }

  /** A good baseline; null without one. The run stops if that is final. */
  const baselineFor = async (facts: ProbeFacts, of: StepOfProbe): Promise<KnownBaseline | null> => {
    const { id } = facts.profile
    const { probes } = await store.data()
    const known = probes[id]?.baseline ?? null
    if (isFresh(known, ports.now()) && !of.probe.freshBaseline) return { ...known, assertion: null }
    const sent = await sender.baseline(facts.profile, of, paceOf(id))
    const judged = sent ? outcomeOf(sent.received, {}) : unsent
    const isGood = sent !== null && judged.outcome === 'accepted'
    const baseline = sent && baselineOf(sent, isGood)
    await edit(id, (run) => ({ ...run, baseline }))
    if (isGood) return { clockOffset: sent.clockOffset, assertion: sent.assertion }
    await fail(id, stopFor(sent, judged.reason))
    const reason = judged.reason === 'network' ? 'network' : 'baseline'
    await finish(id, of, unsentResult(of.step.id, reason, ports.now()))
    return null
  }

  /** Counts a network error, and stops after the third; stops immediately for anything else. */
  const fail = (profileId: string, stop: ProbeStop) =>
    edit(profileId, (run) => {
      const networkErrors = run.networkErrors + (stop === 'network' ? 1 : 0)
      const isFinal = stop !== 'network' || networkErrors >= maxNetworkErrors
      const counted = { ...run, networkErrors }
      return isFinal ? stopped(counted, stop, ports.now()) : counted
    })

  const finish = async (profileId: string, { step }: StepOfProbe, result: ProbeResult) => {
    await edit(profileId, (run) => ({ ...withResult(run, result), current: null }))
    if (result.flowId !== null) await markFlow(result.flowId, result)
    return step
  }

  const markFlow = (flowId: string, result: ProbeResult) =>
    editFlow(store, flowId, (flow) =>
      flow.negativeTest ? { ...flow, negativeTest: markedFlow(flow.negativeTest, result) } : flow,
    )

  /** Sends the request of a step, and gives what was received; null if there is nothing to judge. */
  const send = async (facts: ProbeFacts, of: StepOfProbe): Promise<Sent | null> => {
    const { id } = facts.profile
    const baseline = await baselineFor(facts, of)
    if (!baseline) return null
    const sent = await sender.changed(facts.profile, of, paceOf(id), baseline)
    if (sent) return sent
    await finish(id, of, unsentResult(of.step.id, 'not_sent', ports.now()))
    return null
  }

  const pages = createProbePages(services, {
    sender,
    edit,
    finish,
    markFlow,
    baselineFor,
    send,
  })

  const runStep = async (profileId: string, stepId: string): Promise<void> => {
    const facts = await probeFacts(services, profileId)
    const of = stepNamed(stepId)
    if ('code' in facts || !of) {
      await edit(profileId, (run) =>
        withResult({ ...run, current: null }, unsentResult(stepId, 'not_sent', ports.now())),
      )
      return
    }
    if (placeOf(of.probe, facts) === 'browser') return pages.defer(profileId, stepId)
    const sent = await send(facts, of)
    if (!sent) return
    const result = pushedResult(of, facts, sent)
    const needsPage = placeOf(of.probe, facts) === 'push-or-browser'
    if (needsPage && result.outcome === 'accepted') return pages.defer(profileId, stepId)
    await finish(profileId, of, result)
    if (result.reason === 'network') await fail(profileId, 'network')
    if (result.reason === 'rate_limited') await fail(profileId, 'rate_limited')
  }

  /** Takes the next step of a run; null if it has ended. */
  const next = async (profileId: string): Promise<string | null> => {
    const run = await edit(profileId, (known) => {
      if (known.state !== 'running') return known
      const [current = null, ...queue] = known.queue
      return { ...known, current, queue, state: current === null ? 'ended' : 'running' }
    })
    return run?.state === 'running' ? run.current : null
  }

  const loops = new Set<string>()

  const loop = async (profileId: string): Promise<void> => {
    if (loops.has(profileId)) return
    loops.add(profileId)
    try {
      for (;;) {
        const step = await next(profileId)
        if (step === null) return
        await runStep(profileId, step)
      }
    } finally {
      loops.delete(profileId)
    }
  }

  return {
    async run(profileId: string, steps: readonly string[]): Promise<CommandResult<object>> {
      const facts = await probeFacts(services, profileId)
      if ('code' in facts) return refuse(facts)
      const chosen = plannedSteps(facts).filter((step) => steps.includes(step))
      if (chosen.length === 0) return refuse({ code: 'probe_not_offered', seen: steps.join(', ') })
      const started = await store.run(async ({ probes }, save) => {
        const before = probes[profileId]
        if (before?.state === 'running') return false
        const run = newRun(profileId, chosen, before, ports.now())
        await save({ probes: { ...probes, [profileId]: run } })
        return true
      })
      if (!started) return refuse({ code: 'probe_running' })
      await loop(profileId)
      return { ok: true }
    },

    stop: async (profileId: string): Promise<void> => {
      await edit(profileId, (run) =>
        run.state === 'running' ? { ...run, state: 'ended', stop: 'tester' } : run,
      )
    },

    async resume(profileId: string): Promise<CommandResult<object>> {
      const facts = await probeFacts(services, profileId)
      if ('code' in facts) return refuse(facts)
      await edit(profileId, (run) =>
        run.state === 'ended' && run.queue.length > 0
          ? { ...run, state: 'running', stop: null, networkErrors: 0, baseline: null }
          : run,
      )
      await loop(profileId)
      return { ok: true }
    },

    open: pages.open,
    mark: pages.mark,
    /** To be called with every change of the state. */
    changed: pages.changed,

    /** Removes or sets the mark of a test system. */
    testSystem: (id: string, on: boolean): Promise<void> =>
      store.run(async (data, save) => {
        if (!profilesOf(data).some((profile) => profile.id === id)) return
        await save({
          profiles: data.profiles.map((profile) =>
            profile.id === id ? { ...profile, testSystem: on } : profile,
          ),
        })
      }),

    /** Must be called whenever the worker starts: a run that was under way is shown as stopped. */
    start: (): Promise<void> =>
      store.run(async ({ probes }, save) => {
        const runs = Object.values(probes)
        if (!runs.some(({ state }) => state === 'running')) return
        await save({
          probes: Object.fromEntries(runs.map((run) => [run.profileId, interrupted(run)])),
        })
      }),
  }
}

function baselineOf(sent: Sent, isGood: boolean): ProbeBaseline | null {
  const { at, flowId, response, clockOffset } = sent
  return flowId === null ? null : { at, flowId, isGood, response, clockOffset }
}

const unsent: Judged = { outcome: 'not-judged', reason: 'not_sent' }

function stopFor(sent: Sent | null, reason: Judged['reason']): ProbeStop {
  if (reason === 'rate_limited' || reason === 'network') return reason
  return sent?.response?.error === 'invalid_client' ? 'invalid_client' : 'baseline'
}
