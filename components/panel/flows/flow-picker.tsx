import type { ReactNode } from 'react'
import { ChevronDown, ChevronLeft, ChevronRight, X } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { beginningOf } from '@/components/ui/long-text'
import { Prose } from '@/components/ui/prose'
import { Clock } from '@/components/ui/time'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { outcomeLook } from './flow-row'
import { FlowStatus } from './flow-status'
import { flowName, flowOutcome } from '@/components/ui/flow-text'
import type { List } from './use-list'

interface FlowPickerProps {
  readonly list: List
  readonly selected: FlowSummary | undefined
  /** Undoes the last removal; undefined if there is nothing to undo. */
  readonly onUndo: (() => void) | undefined
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onSelect: (id: string) => void
  /** Further content of the bar. */
  readonly children: ReactNode
}

/** Replaces the list of flows in narrow windows. What limits the list stays visible. */
export function FlowPicker(props: FlowPickerProps) {
  const { list, selected, onUndo, open, onOpen, onSelect, children } = props
  const { shown, all, limit, clear } = list
  const index = shown.findIndex(({ id }) => id === selected?.id)
  return (
    <div className="bar flowpick">
      <button
        type="button"
        className="pick grow"
        aria-expanded={open}
        onClick={() => onOpen(!open)}
      >
        {selected ? (
          <Picked flow={selected} nth={list.numbers.get(selected.id)} />
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
      {limit !== null && (
        <span className="chip chip--limit">
          <span className="cut" title={limit}>
            {limit}, {t('panel.flows.position', [String(shown.length), String(all.length)])}
          </span>
          <IconButton label={t('panel.flows.show_all')} onClick={clear}>
            <Icon of={X} />
          </IconButton>
        </span>
      )}
      <span className="meta nowrap num hide-narrow">
        {selected && t('panel.flows.position', [String(index + 1), String(shown.length)])}
      </span>
      <Neighbour flow={shown[index - 1]} label={t('panel.flows.newer')} onSelect={onSelect}>
        <Icon of={ChevronLeft} />
      </Neighbour>
      <Neighbour flow={shown[index + 1]} label={t('panel.flows.older')} onSelect={onSelect}>
        <Icon of={ChevronRight} />
      </Neighbour>
      {children}
    </div>
  )
}

function Picked({ flow, nth }: { flow: FlowSummary; nth: number | undefined }) {
  return (
    <>
      <FlowStatus flow={flow} />
      <span className="cut strong flowpick__name">{beginningOf(flowName(flow))}</span>
      {nth !== undefined && <span className="num meta">#{nth}</span>}
      <span className="num meta hide-narrow">
        <Clock at={flow.createdAt} />
      </span>
      <span className={`meta cut frow__out--line ${outcomeLook(flow)}`}>
        <Prose>{beginningOf(flowOutcome(flow))}</Prose>
      </span>
    </>
  )
}

interface NeighbourProps {
  readonly flow: FlowSummary | undefined
  readonly label: string
  readonly onSelect: (id: string) => void
  readonly children: ReactNode
}

function Neighbour({ flow, label, onSelect, children }: NeighbourProps) {
  return (
    <IconButton label={label} disabled={!flow} onClick={() => flow && onSelect(flow.id)}>
      {children}
    </IconButton>
  )
}
