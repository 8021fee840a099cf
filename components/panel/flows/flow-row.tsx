import { useFocusOnMount } from '@/components/ui/use-focus-on-mount'
import { beginningOf } from '@/components/ui/long-text'
import { Age } from '@/components/ui/time'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { FlowStatus } from './flow-status'
import { flowHost, outcomeLine } from '@/components/panel/message/flow-text'
import { useFresh } from '@/components/ui/use-fresh'

interface FlowRowProps {
  flow: FlowSummary
  selected: boolean
  /** It is the tab stop of the list. */
  stop: boolean
  /** It replaces the row that had the focus. */
  refocus: boolean
  onSelect: () => void
}

export function FlowRow({ flow, selected, stop, refocus, onSelect }: FlowRowProps) {
  const button = useFocusOnMount(refocus)
  const fresh = useFresh(flow.createdAt)
  const host = flowHost(flow)
  const outcome = outcomeLine(flow)
  return (
    <button
      ref={button}
      type="button"
      className={`flow${selected ? ' is-sel' : ''}${fresh ? ' is-new' : ''}`}
      aria-current={selected ? 'true' : undefined}
      tabIndex={stop ? 0 : -1}
      data-row={flow.id}
      onClick={onSelect}
    >
      <FlowStatus flow={flow} />
      <span className="cut" title={beginningOf(host)}>
        {beginningOf(host)}
      </span>
      <span className="flow__age">
        <Age at={flow.createdAt} />
      </span>
      <span className="flow__sub">
        <span className="mono cut flow__client">{beginningOf(flow.clientId ?? '')}</span>
        <span className="cut" title={beginningOf(outcome)}>
          {beginningOf(outcome)}
        </span>
      </span>
    </button>
  )
}
