import { Search, Send, X } from 'lucide-react'
import { useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import './requests.css'
import { useCurrentProfile } from '@/components/connected/use-flow-profile'
import { Button, IconButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { takesLetters } from '@/components/ui/keyboard'
import { RemovedRow } from '@/components/ui/removed-row'
import { useKeyDown } from '@/components/ui/use-key-down'
import { t } from '@/lib/i18n'
import { AddRequest } from './add-request'
import { itemRows, listedRows, rowId, type ItemRow, type LibraryGroup } from './library'
import { useLibraryGroups } from './library-groups'
import { LibraryList } from './library-list'
import { LibraryPicker } from './library-picker'
import { useLibrary } from './use-library'

interface RequestsScreenProps {
  readonly onProfiles: () => void
  /** Shows a flow in the Flows screen. */
  readonly onFlow: (flowId: string) => void
}

/** Everything that the current profile can send: the library, and the values and the preview of one request. */
export function RequestsScreen({ onProfiles, onFlow }: RequestsScreenProps) {
  const profile = useCurrentProfile()
  if (profile) return <Library key={profile.id} onFlow={onFlow} />
  return (
    <div className="panel__main">
      <section className="pane" aria-label={t('panel.nav.requests')}>
        <EmptyState icon={<Icon of={Send} />} title={t('panel.requests.no_profile')}>
          <p>{t('panel.requests.no_profile_text')}</p>
          <Button variant="primary" onClick={onProfiles}>
            {t('panel.server.new_profile')}
          </Button>
        </EmptyState>
      </section>
    </div>
  )
}

function Library({ onFlow }: Pick<RequestsScreenProps, 'onFlow'>) {
  const groups = useLibraryGroups()
  const { selectedId, select, isFolded, fold, folded, filter, setFilter } = useLibrary(groups)
  const [picking, setPicking] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const all = itemRows(groups)
  const rows = listedRows(groups, folded, filter)
  const selected = all.find(({ id }) => id === selectedId) ?? all[0]

  const choose = (row: ItemRow) => {
    select(row.id)
    setPicking(false)
  }
  const screen = useKeyDown<HTMLDivElement>((event, element) => {
    if (event.key === 'Escape' && picking && !event.defaultPrevented) setPicking(false)
    if (event.key !== '/' || !takesLetters(event)) return
    event.preventDefault()
    if (!isListShown(element)) flushSync(() => setPicking(true))
    field.current?.focus()
  })
  const Pane = selected?.group.Pane

  return (
    <div ref={screen} className={picking ? 'panel__main work is-picking' : 'panel__main work'}>
      <section className="pane pane--list" aria-label={t('panel.requests.library')}>
        <div className="bar">
          <FilterField
            field={field}
            text={filter}
            onText={setFilter}
            onList={() => focusList(screen.current)}
          />
          <AddRequest groups={groups} onAdded={select} />
        </div>
        {rows.length === 0 && <p className="note-line meta">{t('panel.requests.no_match')}</p>}
        <Removed groups={groups} />
        <LibraryList
          rows={rows}
          selectedId={selected?.id ?? null}
          isFolding={filter.trim() === ''}
          isFolded={isFolded}
          onFold={fold}
          onSelect={choose}
        />
      </section>
      <LibraryPicker
        rows={all}
        selected={selected}
        open={picking}
        onOpen={setPicking}
        onSelect={choose}
      >
        <AddRequest groups={groups} onAdded={select} />
      </LibraryPicker>
      {selected && Pane && (
        <Pane
          key={selected.group.keepsPane ? selected.group.id : selected.id}
          item={selected.item}
          onSelect={(itemId) => select(rowId(selected.group.id, itemId))}
          onFlow={onFlow}
        />
      )}
    </div>
  )
}

/** What was removed last in each group, for as long as it can be restored. */
function Removed({ groups }: { readonly groups: readonly LibraryGroup[] }) {
  return groups.map(({ id, removed }) =>
    removed ? (
      <RemovedRow
        key={id}
        text={t('panel.requests.removed', [removed.name])}
        refocus={false}
        onUndo={removed.restore}
      />
    ) : null,
  )
}

interface FilterFieldProps {
  readonly field: RefObject<HTMLInputElement | null>
  readonly text: string
  readonly onText: (text: string) => void
  /** Moves the focus to the list. */
  readonly onList: () => void
}

function FilterField({ field, text, onText, onList }: FilterFieldProps) {
  return (
    <div className="field field--bare grow">
      <Icon of={Search} />
      <input
        ref={field}
        type="text"
        aria-label={t('panel.requests.filter')}
        placeholder={t('panel.requests.filter_hint')}
        value={text}
        onChange={({ target }) => onText(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'Escape') return
          if (event.key === 'Escape' && text !== '') onText('')
          else onList()
          event.preventDefault()
        }}
      />
      {text !== '' && (
        <IconButton label={t('panel.requests.filter_clear')} onClick={() => onText('')}>
          <Icon of={X} />
        </IconButton>
      )}
    </div>
  )
}

function isListShown(screen: Element): boolean {
  return screen.querySelector('.pane--list')?.checkVisibility() === true
}

function focusList(screen: Element | null): void {
  screen?.querySelector<HTMLElement>('.pane--list [data-row][tabindex="0"]')?.focus()
}
