import { useEffect } from 'react'
import { useCurrentProfile } from '@/components/connected/use-flow-profile'
import type { ProbeFacts, Probe, ProbeNeed, ProbePlace, ProbeStep } from '@/lib/oauth/probes/model'
import type { ProbeResult, ProbeRun } from '@/lib/oauth/probes/run'
import { placeOf, probes, stepsOf, unmetNeed } from '@/lib/oauth/probes/table'
import type { Status } from '@/lib/model/rule-result'
import { statusOrder } from '@/lib/model/status'
import type { KeyInfo } from '@/lib/model/key'
import type { Metadata } from '@/lib/oauth/metadata'
import type { Profile } from '@/lib/oauth/profile'
import type { MetadataRecord } from '@/lib/storage/state'
import { mirrorMetadata, useMirror } from '@/lib/state/mirror'

/** Where a step is in the run. */
type StepState = 'never' | 'queued' | 'running' | 'waiting' | 'open' | 'mark' | 'done'

/** One step with what is known about it. */
export interface StepView {
  readonly probe: Probe
  readonly step: ProbeStep
  readonly result: ProbeResult | null
  readonly state: StepState
  /** The open page is that of the request without the change. */
  readonly isBaseline: boolean
  readonly status: Status | null
}

/** One test with its steps. */
export interface ProbeView {
  readonly probe: Probe
  /** Why the test is not offered for this profile; null if it is. */
  readonly need: ProbeNeed | null
  readonly steps: readonly StepView[]
  readonly place: ProbePlace
  /** The worst status of its steps; null before the first run. */
  readonly status: Status | null
}

/** The negative tests of the current profile. Null without a profile or its metadata. */
export interface ProbesView {
  readonly facts: ProbeFacts
  readonly run: ProbeRun | null
  readonly views: readonly ProbeView[]
}

export function useProbes(): ProbesView | null {
  const profile = useCurrentProfile()
  const id = profile?.id ?? ''
  const record = useMirror(({ metadata }) => metadata[id])
  const keys = useMirror((state) => state.keys)
  const run = useMirror((state) => state.probes[id]) ?? null
  useEffect(() => {
    if (id !== '') void mirrorMetadata(id)
  }, [id])
  const metadata = profile && metadataFor(profile, record)
  if (!profile || !metadata) return null
  const facts: ProbeFacts = { profile, metadata, keyAlgs: algsOf(profile, keys) }
  return { facts, run, views: probes.map((probe) => viewOf(probe, facts, run)) }
}

function metadataFor({ issuer }: Profile, record: MetadataRecord | undefined): Metadata | null {
  if (!record || record.issuer !== issuer || record.issues.length > 0) return null
  return record.document?.json ?? null
}

function algsOf({ signingKeyId }: Profile, keys: readonly KeyInfo[]): readonly string[] {
  const key = keys.find(({ id, removedAt }) => id === signingKeyId && removedAt === undefined)
  return key?.algs ?? []
}

function viewOf(probe: Probe, facts: ProbeFacts, run: ProbeRun | null): ProbeView {
  const steps = stepsOf(probe, facts).map((step): StepView => {
    const result = run?.results[step.id] ?? null
    const state = stateOf(step.id, run, result)
    const isBaseline = run?.open?.step === step.id && run.open.isBaseline
    return { probe, step, result, state, isBaseline, status: statusOf(state, result) }
  })
  const found = new Set(steps.flatMap(({ status }) => status ?? []))
  return {
    probe,
    need: unmetNeed(probe, facts),
    steps,
    place: placeOf(probe, facts),
    status: statusOrder.find((status) => found.has(status)) ?? null,
  }
}

function stateOf(step: string, run: ProbeRun | null, result: ProbeResult | null): StepState {
  if (run?.current === step) return 'running'
  if (run?.waiting.includes(step)) {
    if (run.open?.step !== step) return 'waiting'
    return run.open.needsMark ? 'mark' : 'open'
  }
  if (run?.state === 'running' && run.queue.includes(step)) return 'queued'
  return result ? 'done' : 'never'
}

function statusOf(state: StepState, result: ProbeResult | null): Status | null {
  if (state === 'running' || state === 'open') return 'pending'
  if (state === 'waiting' || state === 'mark') return 'neutral'
  return state === 'done' ? (result?.status ?? null) : null
}

/** The steps of a run in its order while it runs, failures first afterwards. */
export function shownSteps({ run, views }: ProbesView): readonly StepView[] {
  const all = views.flatMap(({ steps }) => steps)
  const order = run?.order ?? []
  const place = ({ step }: StepView) => {
    const at = order.indexOf(step.id)
    return at < 0 ? order.length : at
  }
  const inOrder = all.toSorted((a, b) => place(a) - place(b))
  if (run === null || run.state === 'running') return inOrder
  const rank = ({ status }: StepView) =>
    status === null ? statusOrder.length : statusOrder.indexOf(status)
  return inOrder.toSorted((a, b) => rank(a) - rank(b))
}

/** The counts of the statuses of steps, the worst first. */
export function countsOf(steps: readonly StepView[]): readonly (readonly [Status, number])[] {
  return statusOrder.flatMap((status) => {
    const count = steps.filter((each) => each.status === status).length
    return count === 0 ? [] : [[status, count] as const]
  })
}
