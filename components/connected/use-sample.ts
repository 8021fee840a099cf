import { useState } from 'react'
import type { Issue } from '@/lib/model/issue'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
import { useMirror } from '@/lib/state/mirror'
import { ask } from './ask'

/** Opens a recorded flow with two faults. It is imported like any file, so nothing is sent for it. */
export function useSample() {
  const host = useHost()
  const [issues, setIssues] = useState<readonly Issue[]>([])
  const flows = useMirror((state) => state.flows)
  const open = async () => {
    const { default: sample } = await import('@/lib/catalogue/sample-flow.json')
    const known = flows.find(
      ({ imported, removedAt, name }) =>
        imported && removedAt === undefined && name?.text === sample.flows[0]?.name,
    )
    const text = JSON.stringify(sample)
    const result = known
      ? ({ ok: true, flowIds: [known.id] } as const)
      : await ask(command('flowsImport', { text, file: null }))
    if (!result.ok) return setIssues(result.issues)
    await command('panelOpen', { flowId: result.flowIds[0] ?? null, screen: 'flows' })
    host.close()
  }
  return { issues, open: () => void open() }
}
