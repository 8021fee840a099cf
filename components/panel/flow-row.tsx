import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Age } from '@/components/ui/time'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { FlowStatus } from './flow-status'
import { flowHost, outcomeLine } from './flow-text'
import { useFresh } from './use-fresh'

interface FlowRowProps {
  flow: FlowSummary
  selected: boolean
  /** It is the tab stop of the list. */
  stop: boolean
  /** It came in the place of what had the focus. */
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
      <span className="cut" title={host}>
        {host}
      </span>
      <span className="flow__age">
        <Age at={flow.createdAt} />
      </span>
      <span className="flow__sub">
        <span className="mono cut flow__client">{flow.clientId}</span>
        <span className="cut" title={outcome}>
          {outcome}
        </span>
      </span>
    </button>
  )
}

interface RemovedRowProps {
  text: string
  refocus: boolean
  onUndo: () => void
}

export function RemovedRow({ text, refocus, onUndo }: RemovedRowProps) {
  const button = useFocusOnMount(refocus)
  return (
    <div className="flow flow--removed">
      <span className="cut quiet">{text}</span>
      <Button ref={button} variant="link" onClick={onUndo}>
        {t('panel.undo')}
      </Button>
    </div>
  )
}

function useFocusOnMount(wanted: boolean) {
  const element = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (wanted) element.current?.focus()
    // Only at mount: later the focus goes where the user takes it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return element
}
