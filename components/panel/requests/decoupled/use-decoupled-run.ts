import { useEffect, useState } from 'react'
import { ask } from '@/components/connected/ask'
import { pollStateOf, type PollState } from '@/lib/flow/read/poll-state'
import type { Issue } from '@/lib/model/issue'
import type { Params } from '@/lib/model/params'
import type { DecoupledGrant } from '@/lib/oauth/decoupled'
import { command } from '@/lib/state/actions'
import { mirrorFlow, useMirror } from '@/lib/state/mirror'
import { lastRun } from './use-decoupled-items'

export interface DecoupledRun {
  /** The flow of the last run; null before the first one. */
  readonly flowId: string | null
  /** How far the last run is; null before the first one. */
  readonly state: PollState | null
  readonly pending: boolean
  readonly pollPending: boolean
  /** Why the last command was refused. */
  readonly issues: readonly Issue[]
  begin(params: Params): Promise<void>
  poll(): Promise<void>
  stop(): Promise<void>
  resume(): Promise<void>
}

/** The last run of a grant, also if it was sent before this page was opened, and what can be done with it. */
export function useDecoupledRun(profileId: string, grant: DecoupledGrant): DecoupledRun {
  const flowId = useMirror(({ flows }) => lastRun(flows, profileId, grant)?.id ?? null)
  const flow = useMirror((state) => (flowId === null ? undefined : state.flow[flowId]))
  const [pending, setPending] = useState(false)
  const [pollPending, setPollPending] = useState(false)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  useEffect(() => {
    if (flowId !== null) void mirrorFlow(flowId)
  }, [flowId])

  const refusal = (answer: { ok: boolean; issues?: readonly Issue[] }) =>
    setIssues(answer.ok ? [] : (answer.issues ?? []))
  return {
    flowId,
    state: flow ? pollStateOf(flow) : null,
    pending,
    pollPending,
    issues,
    async begin(params) {
      if (pending) return
      setPending(true)
      setIssues([])
      refusal(await ask(command('decoupledBegin', { profileId, grant, params })))
      setPending(false)
    },
    async poll() {
      if (flowId === null || pollPending) return
      setPollPending(true)
      refusal(await ask(command('decoupledPoll', { flowId })))
      setPollPending(false)
    },
    async stop() {
      if (flowId !== null) await command('decoupledStop', { flowId })
    },
    async resume() {
      if (flowId !== null) refusal(await ask(command('decoupledContinue', { flowId })))
    },
  }
}
