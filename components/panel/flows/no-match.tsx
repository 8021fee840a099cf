import { Search } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { LateNote } from '@/components/ui/late-note'
import { filterCount, noFilter } from '@/lib/flow/read/flow-filter'
import { t } from '@/lib/i18n'
import type { List } from './use-list'

/** In place of the list, if nothing in it matches: what was searched, and the ways out. */
export function NoMatch({ list }: { list: List }) {
  const { all, text, filter, setText, setFilter, search, clear } = list
  const wanted = text.trim()
  const isFiltered = filterCount(filter) > 0
  if (search.isReading) return <LateNote>{t('panel.flows.searching')}</LateNote>
  return (
    <div className="scroll">
      <EmptyState icon={<Icon of={Search} />} title={t('panel.flows.no_match')}>
        <p>
          {wanted === ''
            ? t('panel.flows.no_match_filter')
            : t(isFiltered ? 'panel.flows.no_match_both' : 'panel.flows.no_match_text', [wanted])}
        </p>
        {isFiltered && wanted !== '' && (
          <Button onClick={() => setFilter(noFilter)}>
            {t('panel.flows.search_all', [String(all.length)])}
          </Button>
        )}
        <Button variant="link" onClick={isFiltered ? clear : () => setText('')}>
          {t(isFiltered ? 'panel.flows.show_all' : 'panel.flows.search_clear')}
        </Button>
      </EmptyState>
    </div>
  )
}
