import { useLayoutEffect, useRef } from 'react'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'
import { liveFlows, type FlowItem } from './flow-items'
import { FlowRow } from './flow-row'
import { RemovedRow } from '@/components/ui/removed-row'
import { step } from '@/components/ui/keyboard'
import { useKeyDown } from '@/components/ui/use-key-down'

const rowHeight = 42

interface FlowListProps {
  items: readonly FlowItem[]
  selectedId: string | null
  /** The flow whose row takes the focus when it appears. */
  refocus: string | null
  onSelect: (id: string) => void
  onRefocus: (id: string) => void
}

/** Flows, newest first. The list is one tab stop; the selection follows the focus. */
export function FlowList(props: FlowListProps) {
  const { items, selectedId, refocus, onSelect, onRefocus } = props
  const scroller = useRef<HTMLDivElement>(null)
  const wanted = useRef<string | null>(null)
  const live = liveFlows(items)
  const stop = live.find(({ id }) => id === selectedId)?.id ?? live[0]?.id
  const stopIndex = items.findIndex(({ id }) => id === stop)
  // oxlint-disable-next-line react/incompatible-library -- it is not compiled
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
    rangeExtractor: (range) => [
      ...new Set([...defaultRangeExtractor(range), ...(stopIndex < 0 ? [] : [stopIndex])]),
    ],
  })

  useLayoutEffect(() => {
    const id = wanted.current
    if (id === null) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)
    if (!row) return
    row.focus({ preventScroll: true })
    wanted.current = null
  })

  const select = (id: string) => {
    onSelect(id)
    wanted.current = id
    virtual.scrollToIndex(items.findIndex((item) => item.id === id))
  }
  const remove = () => {
    if (stop === undefined) return
    onRefocus(stop)
    void command('flowRemove', { id: stop })
  }
  const list = useKeyDown<HTMLUListElement>((event) => {
    if (!(event.target instanceof HTMLElement) || !event.target.dataset['row']) return
    if (event.key === 'Delete') return remove()
    const next = step(live, stop, event.key)
    if (!next) return
    event.preventDefault()
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
          return (
            item && (
              <li key={key} style={{ transform: `translateY(${start}px)` }}>
                <ListItem
                  item={item}
                  selectedId={selectedId}
                  stop={item.id === stop}
                  refocus={item.id === refocus}
                  onSelect={onSelect}
                  onRestore={onRefocus}
                />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

interface ListItemProps {
  item: FlowItem
  selectedId: string | null
  stop: boolean
  refocus: boolean
  onSelect: (id: string) => void
  onRestore: (id: string) => void
}

function ListItem({ item, selectedId, stop, refocus, onSelect, onRestore }: ListItemProps) {
  if (item.kind === 'cleared')
    return (
      <RemovedRow
        text={t('panel.flows.cleared', item.count)}
        refocus={false}
        onUndo={() => void command('flowsRestore')}
      />
    )
  const { flow } = item
  if (flow.removedAt === undefined)
    return (
      <FlowRow
        flow={flow}
        selected={flow.id === selectedId}
        stop={stop}
        refocus={refocus}
        onSelect={() => onSelect(flow.id)}
      />
    )
  return (
    <RemovedRow
      text={t('panel.flows.removed')}
      refocus={refocus}
      onUndo={() => {
        onRestore(flow.id)
        void command('flowRestore', { id: flow.id })
      }}
    />
  )
}
