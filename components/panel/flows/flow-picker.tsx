import type { ReactNode } from 'react'
import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { formatAge } from '@/components/ui/format'
import { Icon } from '@/components/ui/icon'
import { useNow } from '@/components/ui/time'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { FlowStatus } from './flow-status'
import { flowHost, outcomeLine } from '@/components/panel/message/flow-text'

interface FlowPickerProps {
  flows: readonly FlowSummary[]
  selected: FlowSummary | undefined
  /** Undoes the last removal; undefined if there is nothing to undo. */
  onUndo: (() => void) | undefined
  open: boolean
  onOpen: (open: boolean) => void
  onSelect: (id: string) => void
  /** Further content of the bar. */
  children: ReactNode
}

/** Replaces the list of flows in narrow windows. */
export function FlowPicker(props: FlowPickerProps) {
  const { flows, selected, onUndo, open, onOpen, onSelect, children } = props
  const index = flows.findIndex(({ id }) => id === selected?.id)
  return (
    <div className="bar flowpick">
      <button
        type="button"
        className="pick grow"
        aria-expanded={open}
        onClick={() => onOpen(!open)}
      >
        {selected ? (
          <Picked flow={selected} />
        ) : (
          <span className="cut">{t('panel.flows.none')}</span>
        )}
        <Icon of={ChevronDown} />
      </button>
      {onUndo && (
        <Button variant="link" onClick={onUndo}>
          {t('panel.flows.undo_remove')}
        </Button>
      )}
      <span className="meta nowrap hide-narrow">
        {selected && t('panel.flows.position', [String(index + 1), String(flows.length)])}
      </span>
      <Neighbour flow={flows[index - 1]} label={t('panel.flows.newer')} onSelect={onSelect}>
        <Icon of={ChevronLeft} />
      </Neighbour>
      <Neighbour flow={flows[index + 1]} label={t('panel.flows.older')} onSelect={onSelect}>
        <Icon of={ChevronRight} />
      </Neighbour>
      {children}
    </div>
  )
}

function Picked({ flow }: { flow: FlowSummary }) {
  const now = useNow()
  return (
    <>
      <FlowStatus flow={flow} />
      <span className="cut">{flowHost(flow)}</span>
      <span className="mono quiet cut hide-narrow">{flow.clientId}</span>
      <span className="meta cut">
        {formatAge(now - flow.createdAt)}, {outcomeLine(flow)}
      </span>
    </>
  )
}

interface NeighbourProps {
  flow: FlowSummary | undefined
  label: string
  onSelect: (id: string) => void
  children: ReactNode
}

function Neighbour({ flow, label, onSelect, children }: NeighbourProps) {
  return (
    <IconButton label={label} disabled={!flow} onClick={() => flow && onSelect(flow.id)}>
      {children}
    </IconButton>
  )
}
