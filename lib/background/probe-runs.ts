import type { NegativeTest, ProbeReason } from '@/lib/model/probe'
import type { ProbeFacts, StepOfProbe } from '@/lib/oauth/probes/model'
import { outcomeOf, statusOf, type Judged } from '@/lib/oauth/probes/outcome'
import type { ProbeResult, ProbeRun, ProbeStop } from '@/lib/oauth/probes/run'
import type { Data } from '@/lib/storage/data'
import type { Sent } from './probe-sender'
import type { Store } from './store'

/** A run of these steps. Results of earlier runs stay until their step is run again. */
export function newRun(
  profileId: string,
  steps: readonly string[],
  before: ProbeRun | undefined,
  now: number,
): ProbeRun {
  const kept = Object.entries(before?.results ?? {}).filter(([step]) => !steps.includes(step))
  return {
    profileId,
    startedAt: now,
    state: 'running',
    stop: null,
    order: steps,
    queue: steps,
    current: null,
    waiting: [],
    open: null,
    networkErrors: 0,
    baseline: null,
    lastSentAt: before?.lastSentAt ?? 0,
    results: Object.fromEntries(kept),
  }
}

/** Changes the run of a profile; null if the profile has no run. */
export function editRun(
  store: Store,
  profileId: string,
  edit: (run: ProbeRun, data: Data) => ProbeRun,
): Promise<ProbeRun | null> {
  return store.run(async (data, save) => {
    const run = data.probes[profileId]
    if (!run) return null
    const next = edit(run, data)
    if (next !== run) await save({ probes: { ...data.probes, [profileId]: next } })
    return next
  })
}

/** The result of a step. */
export function resultOf(
  of: StepOfProbe,
  facts: ProbeFacts,
  { outcome, reason }: Judged,
  sent: Pick<Sent, 'at' | 'response' | 'differences' | 'sentTo' | 'flowId'>,
): ProbeResult {
  const { at, response, differences, sentTo, flowId } = sent
  return {
    step: of.step.id,
    at,
    outcome,
    reason,
    status: statusOf(outcome, of, facts),
    response,
    differences,
    sentTo,
    flowId,
  }
}

/** The result of a request that was pushed. */
export function pushedResult(of: StepOfProbe, facts: ProbeFacts, sent: Sent): ProbeResult {
  return resultOf(of, facts, outcomeOf(sent.received, of.probe.refusal), sent)
}

/** A step for which nothing was sent. */
export function unsentResult(step: string, reason: ProbeReason, at: number): ProbeResult {
  return {
    step,
    at,
    outcome: 'not-judged',
    reason,
    status: 'neutral',
    response: null,
    differences: [],
    sentTo: null,
    flowId: null,
  }
}

export function withResult(run: ProbeRun, result: ProbeResult): ProbeRun {
  return { ...run, results: { ...run.results, [result.step]: result } }
}

/** Ends a run. Without a good baseline, nothing that is left can be judged. */
export function stopped(run: ProbeRun, stop: ProbeStop, now: number): ProbeRun {
  const ended = { ...run, state: 'ended', stop, current: null } as const
  if (stop !== 'baseline' && stop !== 'invalid_client') return ended
  const left = [...run.queue, ...run.waiting]
  const results = left.map((step) => [step, unsentResult(step, 'baseline', now)] as const)
  return {
    ...ended,
    queue: [],
    waiting: [],
    open: null,
    results: { ...run.results, ...Object.fromEntries(results) },
  }
}

/** The run after the worker was terminated: the step that was under way is sent again when it continues. */
export function interrupted(run: ProbeRun): ProbeRun {
  if (run.state !== 'running') return run
  const queue = run.current === null ? run.queue : [run.current, ...run.queue]
  return { ...run, state: 'ended', stop: 'interrupted', current: null, queue, baseline: null }
}

/** Puts the outcome on the mark of a flow. */
export function markedFlow(mark: NegativeTest, { outcome, status }: ProbeResult): NegativeTest {
  return { ...mark, outcome, status }
}
