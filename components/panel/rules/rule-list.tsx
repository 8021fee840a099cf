import { useLayoutEffect, useRef } from 'react'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { step } from '@/components/ui/keyboard'
import { useKeyDown } from '@/components/ui/use-key-down'
import { t } from '@/lib/i18n'
import { wordsOf, type RuleItem } from './rule-items'
import { GroupRow, RuleRow } from './rule-row'
import type { Rules } from './use-rules'

/** Estimated heights in pixels. Rows are measured when they are drawn. */
const heights = { group: 27, rule: 44 } as const

interface RuleListProps {
  readonly rules: Rules
  readonly selectedId: string | null
  readonly onSelect: (id: string) => void
  /** Shows the page of a rule. */
  readonly onOpen: (id: string, byKey: boolean) => void
}

const folds: Readonly<Record<string, boolean>> = { ArrowRight: true, ArrowLeft: false }

/** The rules by artefact. The list is one tab stop; the selection follows the focus. */
export function RuleList({ rules, selectedId, onSelect, onOpen }: RuleListProps) {
  const { items, filter, results, limited, fold } = rules
  const scroller = useRef<HTMLDivElement>(null)
  const wanted = useRef<string>(undefined)
  const indexOf = (id: string | null) => items.findIndex((item) => item.id === id)
  const stopIndex = Math.max(0, indexOf(selectedId))
  const stop = items[stopIndex]?.id
  const groups = items.flatMap(({ kind }, index) => (kind === 'group' ? [index] : []))
  const groupAt = (index: number) => groups.findLast((group) => group <= index) ?? 0
  const words = wordsOf(filter.text)
  // oxlint-disable-next-line react/incompatible-library -- it is not compiled
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heights[items[index]?.kind ?? 'rule'],
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
    scrollPaddingStart: heights.group,
    rangeExtractor: (range) =>
      [
        ...new Set([
          groupAt(range.startIndex),
          ...defaultRangeExtractor(range),
          // What has the focus stays in the document.
          ...[stopIndex, indexOf(focusedRow(scroller.current))].filter((index) => index >= 0),
        ]),
      ].toSorted((a, b) => a - b),
  })
  const topGroup = groupAt(virtual.range?.startIndex ?? 0)

  useLayoutEffect(() => {
    const id = wanted.current
    if (id === undefined) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
    if (!row) return
    row.focus({ preventScroll: true })
    wanted.current = undefined
  })

  // A rule that is selected elsewhere comes into sight.
  useLayoutEffect(() => {
    if (stopIndex > 0 && focusedRow(scroller.current) !== selectedId)
      virtual.scrollToIndex(stopIndex)
    // oxlint-disable-next-line react/exhaustive-deps -- only when another rule is selected
  }, [selectedId])

  const list = useKeyDown<HTMLUListElement>((event) => {
    const row = event.target instanceof HTMLElement ? event.target.dataset['row'] : undefined
    const item = items.find(({ id }) => id === row)
    if (!item) return
    const unfold = folds[event.key]
    if (unfold !== undefined && item.kind === 'group' && !limited) fold(item.group.on, unfold)
    const next = step(items, item.id, event.key)
    if (!next) return
    event.preventDefault()
    wanted.current = next.id
    virtual.scrollToIndex(indexOf(next.id))
    if (next.kind === 'rule') onSelect(next.id)
    else focusRow(scroller.current, next.id)
  })

  return (
    <div className="scroll" ref={scroller}>
      <ul
        ref={list}
        className="rule-list"
        aria-label={t('panel.rules.list')}
        style={{ blockSize: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index]
          const isSticky = index === topGroup && item?.kind === 'group'
          return (
            item && (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                className={isSticky ? 'is-sticky' : undefined}
                style={isSticky ? undefined : { transform: `translateY(${start}px)` }}
              >
                {item.kind === 'group' ? (
                  <GroupRow
                    {...item}
                    folds={!limited}
                    stop={item.id === stop}
                    onFold={(isOpen) => fold(item.group.on, isOpen)}
                  />
                ) : (
                  <RuleRow
                    rule={item.rule}
                    uses={results.uses.get(item.id) ?? []}
                    words={words}
                    selected={item.id === selectedId}
                    stop={item.id === stop}
                    onOpen={(byKey) => onOpen(item.id, byKey)}
                  />
                )}
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

/** The id of the row with the focus. */
function focusedRow(scroller: HTMLElement | null): string | null {
  const { activeElement } = document
  if (!(activeElement instanceof HTMLElement) || !scroller?.contains(activeElement)) return null
  return activeElement.dataset['row'] ?? null
}

function focusRow(scroller: HTMLElement | null, id: RuleItem['id']): void {
  scroller?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus()
}
