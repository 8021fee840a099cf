import { ChevronRight } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { step } from '@/components/ui/keyboard'
import { useKeyDown } from '@/components/ui/use-key-down'
import { t } from '@/lib/i18n'
import type { ItemRow, LibraryGroup, LibraryRow } from './library'

const folds: Readonly<Record<string, boolean>> = { ArrowRight: false, ArrowLeft: true }

interface LibraryListProps {
  readonly rows: readonly LibraryRow[]
  readonly selectedId: string | null
  /** The groups can be folded: not while a filter opens them. */
  readonly isFolding: boolean
  readonly isFolded: (group: LibraryGroup) => boolean
  readonly onFold: (group: LibraryGroup, folded: boolean) => void
  readonly onSelect: (row: ItemRow) => void
}

/** The saved requests by group. The list is one tab stop; the selection follows the focus. */
export function LibraryList(props: LibraryListProps) {
  const { rows, selectedId, isFolding, isFolded, onFold, onSelect } = props
  const scroller = useRef<HTMLDivElement>(null)
  const stop = rows.find(({ id }) => id === selectedId) ?? rows[0]

  // A selection from elsewhere comes into sight.
  useLayoutEffect(() => {
    rowOf(scroller.current, selectedId)?.scrollIntoView?.({ block: 'nearest' })
  }, [selectedId])

  const list = useKeyDown<HTMLDivElement>((event) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['row'] : undefined
    const row = rows.find((each) => each.id === id)
    if (!row) return
    const fold = folds[event.key]
    if (fold !== undefined && row.kind === 'group' && isFolding) onFold(row.group, fold)
    const next = step(rows, row.id, event.key)
    if (!next) return
    event.preventDefault()
    if (next.kind === 'item') onSelect(next)
    rowOf(scroller.current, next.id)?.focus()
  })

  return (
    <div className="scroll" ref={scroller}>
      <div ref={list}>
        {rows
          .filter((row) => row.kind === 'group')
          .map(({ id, group }) => (
            <section key={id} aria-label={group.title}>
              <Heading
                group={group}
                isOpen={!isFolding || !isFolded(group)}
                isFolding={isFolding}
                isStop={id === stop?.id}
                onFold={(folded) => onFold(group, folded)}
              />
              <ul>
                {rows
                  .filter((row) => row.kind === 'item')
                  .filter((row) => row.group.id === group.id)
                  .map((row) => (
                    <li key={row.id}>
                      <Item
                        row={row}
                        isSelected={row.id === selectedId}
                        isStop={row.id === stop?.id}
                        onSelect={() => onSelect(row)}
                      />
                    </li>
                  ))}
              </ul>
            </section>
          ))}
      </div>
    </div>
  )
}

function rowOf(scroller: HTMLElement | null, id: string | null): HTMLElement | null {
  if (id === null) return null
  return scroller?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null
}

interface HeadingProps {
  readonly group: LibraryGroup
  readonly isOpen: boolean
  readonly isFolding: boolean
  readonly isStop: boolean
  readonly onFold: (folded: boolean) => void
}

function Heading({ group, isOpen, isFolding, isStop, onFold }: HeadingProps) {
  const { id, title, items, Tools } = group
  return (
    <h2 className="grp">
      <button
        type="button"
        className="grp__b"
        data-row={id}
        tabIndex={isStop ? 0 : -1}
        aria-expanded={isOpen}
        aria-disabled={isFolding ? undefined : true}
        onClick={() => isFolding && onFold(isOpen)}
      >
        <Icon of={ChevronRight} />
        <b>{title}</b>
        <span>{items.length}</span>
      </button>
      {Tools && <Tools />}
    </h2>
  )
}

interface ItemProps {
  readonly row: ItemRow
  readonly isSelected: boolean
  readonly isStop: boolean
  readonly onSelect: () => void
}

function Item({ row: { id, item }, isSelected, isStop, onSelect }: ItemProps) {
  return (
    <button
      type="button"
      className={isSelected ? 'lib is-sel' : 'lib'}
      data-row={id}
      tabIndex={isStop ? 0 : -1}
      aria-current={isSelected ? true : undefined}
      onClick={onSelect}
    >
      {item.verdict ? <StatusIcon status={item.verdict} /> : <span className="lib__none" />}
      <span className="cut">{item.name}</span>
      <span className="meta">{item.draft ? t('panel.requests.draft') : item.status}</span>
    </button>
  )
}
