import { codeLifeNote, useCodeLife } from '@/components/connected/code-life'
import { TimeLeft, useNow } from '@/components/ui/time'
import type { FlowSummary } from '@/lib/flow/model/flow'

interface CodeLeftProps {
  readonly flow: FlowSummary
  /** Time of the response. */
  readonly at: number
}

/** How long the code of a flow can still be exchanged; nothing once it has expired. */
export function CodeLeft({ flow, at }: CodeLeftProps) {
  const life = useCodeLife(flow)
  const until = at + life.ms
  if (useNow(until) >= until) return null
  return (
    <span className="mk">
      code <TimeLeft until={until} total={life.ms} title={codeLifeNote(life)} />
    </span>
  )
}
