import { Funnel, Search as SearchIcon, X } from 'lucide-react'
import { useState, type ReactNode, type RefObject } from 'react'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { filterCount } from '@/lib/flow/read/flow-filter'
import { t } from '@/lib/i18n'
import { FlowFilters } from './flow-filters'
import type { List } from './use-list'

/** The filters are hidden behind their button while the list is shorter. */
const minFlows = 10

interface ListHeadProps {
  readonly list: List
  readonly field: RefObject<HTMLInputElement | null>
  /** Moves the focus to the list. */
  readonly onList: () => void
  /** Further buttons of the bar. */
  readonly children: ReactNode
}

/** The search of the list and its filters. */
export function ListHead({ list, field, onList, children }: ListHeadProps) {
  const { all, shown, text, setText, filter, setFilter } = list
  const [isOpen, setIsOpen] = useState<boolean | null>(null)
  const isOn = filterCount(filter) > 0
  const hasFilters = isOn || (isOpen ?? all.length >= minFlows)
  return (
    <>
      <div className="bar">
        <div className="field field--bare grow">
          <Icon of={SearchIcon} />
          <input
            ref={field}
            type="text"
            aria-label={t('panel.flows.search')}
            placeholder={t('panel.flows.search_hint')}
            value={text}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowDown' && event.key !== 'Escape') return
              if (event.key === 'Escape' && text !== '') setText('')
              else onList()
              event.preventDefault()
            }}
          />
          {text !== '' && (
            <>
              <span className="meta num">{shown.length}</span>
              <IconButton label={t('panel.flows.search_clear')} onClick={() => setText('')}>
                <Icon of={X} />
              </IconButton>
            </>
          )}
        </div>
        <IconButton
          label={t('panel.flows.filters')}
          aria-pressed={hasFilters}
          disabled={isOn}
          title={isOn ? t('panel.flows.filters_on') : t('panel.flows.filters')}
          onClick={() => setIsOpen(!hasFilters)}
        >
          <Icon of={Funnel} />
        </IconButton>
        {children}
      </div>
      {hasFilters && <FlowFilters flows={all} filter={filter} onFilter={setFilter} />}
    </>
  )
}
