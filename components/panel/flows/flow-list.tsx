import { useLayoutEffect, useRef } from 'react'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { step } from '@/components/ui/keyboard'
import { useKeyDown } from '@/components/ui/use-key-down'
import type { Search } from './use-search'
import { t } from '@/lib/i18n'
import type { FlowItem } from './flow-items'
import { FlowRow } from './flow-row'
import type { FlowActs } from './use-flow-acts'
import type { Ticks } from './use-ticks'

/** Estimated heights in pixels. Rows are measured when they are drawn. */
const heights = { group: 23, flow: 43 } as const

interface FlowListProps {
  readonly items: readonly FlowItem[]
  readonly numbers: ReadonlyMap<string, number>
  readonly hits: Search['hits']
  readonly selectedId: string | null
  readonly ticks: Ticks
  readonly acts: FlowActs
  readonly onSelect: (id: string) => void
}

/** Flows in groups. The list is one tab stop; the selection follows the focus. */
export function FlowList(props: FlowListProps) {
  const { items, numbers, hits, selectedId, ticks, acts, onSelect } = props
  const scroller = useRef<HTMLDivElement>(null)
  const flows = items.filter((item) => item.kind === 'flow')
  const ids = flows.map(({ id }) => id)
  const stop = ids.find((id) => id === selectedId) ?? ids[0]
  // When the panel opens, the focus is in the list, so that keys work at once.
  const wanted = useRef(document.activeElement === document.body ? stop : undefined)
  const groups = items.flatMap(({ kind }, index) => (kind === 'group' ? [index] : []))
  const stopIndex = items.findIndex(({ id }) => id === stop)
  const groupAt = (index: number) => groups.findLast((group) => group <= index) ?? 0
  // oxlint-disable-next-line react/incompatible-library -- it is not compiled
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heights[items[index]?.kind ?? 'flow'],
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
    scrollPaddingStart: heights.group,
    rangeExtractor: (range) =>
      [
        ...new Set([
          groupAt(range.startIndex),
          ...defaultRangeExtractor(range),
          ...(stopIndex < 0 ? [] : [stopIndex]),
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

  const focus = (id: string) => {
    wanted.current = id
    virtual.scrollToIndex(items.findIndex((item) => item.id === id))
  }
  const select = (id: string) => {
    onSelect(id)
    focus(id)
  }
  const list = useKeyDown<HTMLUListElement>((event) => {
    if (!(event.target instanceof HTMLElement) || !event.target.dataset['row']) return
    if (stop === undefined) return
    const next = step(flows, stop, event.key)
    if (!next) return acts.onKey(event, stop, select)
    event.preventDefault()
    if (event.shiftKey) ticks.extend(ids, stop, next.id)
    select(next.id)
  })

  return (
    <div className="scroll" ref={scroller}>
      <ul
        ref={list}
        className="flow-list"
        aria-label={t('panel.flows.title')}
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
                  <Group title={item.title} count={item.count} />
                ) : (
                  <FlowRow
                    flow={item.flow}
                    nth={numbers.get(item.id)}
                    hits={hits?.get(item.id) ?? []}
                    selected={item.id === selectedId}
                    stop={item.id === stop}
                    ticked={ticks.ids.has(item.id)}
                    isTicking={ticks.ids.size > 0}
                    editing={item.id === acts.editing}
                    onSelect={({ ctrlKey, metaKey, shiftKey }) => {
                      if (ctrlKey || metaKey) ticks.toggle(item.id)
                      else if (shiftKey && stop !== undefined) ticks.extend(ids, stop, item.id)
                      else select(item.id)
                    }}
                    onTick={() => ticks.toggle(item.id)}
                    onRename={(name) => {
                      acts.rename(item.id, name)
                      focus(item.id)
                    }}
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

function Group({ title, count }: { title: string; count: number }) {
  return (
    <h2 className="lgroup">
      <b>{title}</b>
      {count > 0 && <span className="num">{count}</span>}
    </h2>
  )
}
