import { ChevronDown, ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/button'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { t } from '@/lib/i18n'
import type { ItemRow } from './library'

interface LibraryPickerProps {
  /** All items, in the order of the list. */
  readonly rows: readonly ItemRow[]
  readonly selected: ItemRow | undefined
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  readonly onSelect: (row: ItemRow) => void
  /** Further content of the bar. */
  readonly children: ReactNode
}

/** Replaces the library in narrow windows. */
export function LibraryPicker(props: LibraryPickerProps) {
  const { rows, selected, open, onOpen, onSelect, children } = props
  const index = rows.findIndex(({ id }) => id === selected?.id)
  return (
    <div className="bar flowpick">
      <button
        type="button"
        className="pick grow"
        aria-expanded={open}
        onClick={() => onOpen(!open)}
      >
        {selected?.item.verdict && <StatusIcon status={selected.item.verdict} />}
        <span className="cut strong">{selected?.item.name ?? t('panel.requests.none')}</span>
        <Icon of={ChevronDown} />
      </button>
      <span className="meta nowrap num hide-narrow">
        {selected && t('panel.flows.position', [String(index + 1), String(rows.length)])}
      </span>
      <Neighbour row={rows[index - 1]} label={t('panel.requests.previous')} onSelect={onSelect}>
        <Icon of={ChevronLeft} />
      </Neighbour>
      <Neighbour row={rows[index + 1]} label={t('panel.requests.next')} onSelect={onSelect}>
        <Icon of={ChevronRight} />
      </Neighbour>
      {children}
    </div>
  )
}

interface NeighbourProps {
  readonly row: ItemRow | undefined
  readonly label: string
  readonly onSelect: (row: ItemRow) => void
  readonly children: ReactNode
}

function Neighbour({ row, label, onSelect, children }: NeighbourProps) {
  return (
    <IconButton label={label} disabled={!row} onClick={() => row && onSelect(row)}>
      {children}
    </IconButton>
  )
}
