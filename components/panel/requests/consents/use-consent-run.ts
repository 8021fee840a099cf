import { useEffect, useState } from 'react'
import { ask } from '@/components/connected/ask'
import type { Flow } from '@/lib/flow/model/flow'
import type { OpenWhere } from '@/lib/messaging/protocol'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { mirrorFlow, useMirror } from '@/lib/state/mirror'

type Values = Readonly<Record<string, unknown>>

export interface ConsentRunState {
  readonly pending: boolean
  /** Why nothing could be begun. */
  readonly issues: readonly Issue[]
  /** The flow of the last run on this pane; null before the first one. */
  readonly flow: Flow | null
  readonly run: (values: Values, open: OpenWhere | null, preparedId: string | null) => Promise<void>
  /** How often a run has ended. */
  readonly runs: number
}

/** Creates a consent: its flow is stored first, and then shows each step while it runs. */
export function useConsentRun(templateId: string): ConsentRunState {
  const [pending, setPending] = useState(false)
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const [runs, setRuns] = useState(0)
  const [flowId, setFlowId] = useState<string | null>(null)
  const flow = useMirror((state) => (flowId === null ? null : (state.flow[flowId] ?? null)))
  useEffect(() => {
    if (flowId !== null) void mirrorFlow(flowId)
  }, [flowId])

  const run: ConsentRunState['run'] = async (values, open, preparedId) => {
    if (pending) return
    setPending(true)
    setIssues([])
    const begun = await ask(
      command('consentBegin', {
        profileId: null,
        templateId,
        values,
        label: null,
        open,
        preparedId,
      }),
    )
    if (begun.ok) {
      setFlowId(begun.flowId)
      await ask(command('consentRun', { flowId: begun.flowId, open }))
    } else setIssues(begun.issues)
    setPending(false)
    setRuns((count) => count + 1)
  }
  return { pending, issues, flow, run, runs }
}
