import { ChevronDown, ChevronUp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Icon } from '@/components/ui/icon'
import { step } from '@/components/ui/keyboard'
import { beginningOf } from '@/components/ui/long-text'
import { plainText, Prose } from '@/components/ui/prose'
import { Age, Clock } from '@/components/ui/time'
import { useKeyDown } from '@/components/ui/use-key-down'
import { tookText } from '@/components/panel/message/sequence-text'
import type { FlowSummary } from '@/lib/flow/model/flow'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { FlowMarks } from './flow-marks'
import { FlowNameField } from './flow-name-field'
import { outcomeLook } from './flow-row'
import { FlowStatus } from './flow-status'
import { flowName, flowOutcome } from '@/components/ui/flow-text'
import type { FlowActs } from './use-flow-acts'
import type { List } from './use-list'
import type { Ticks } from './use-ticks'

type Column = 'name' | 'time' | 'outcome' | 'profile' | 'client' | 'took'

const rowHeight = 28

interface Sort {
  readonly by: Column
  readonly isUp: boolean
}

/** Compares flows by a column, from the smallest value. */
type Comparer = (a: FlowSummary, b: FlowSummary, names: ProfileNames) => number
type ProfileNames = ReadonlyMap<string, string>

const comparers: Readonly<Record<Column, Comparer>> = {
  name: (a, b) => flowName(a).localeCompare(flowName(b)),
  time: (a, b) => a.createdAt - b.createdAt,
  outcome: (a, b) => flowOutcome(a).localeCompare(flowOutcome(b)),
  profile: (a, b, names) => profileOf(a, names).localeCompare(profileOf(b, names)),
  client: (a, b) => (a.clientId ?? '').localeCompare(b.clientId ?? ''),
  took: (a, b) => (a.took ?? 0) - (b.took ?? 0),
}

function profileOf({ profileId }: FlowSummary, names: ProfileNames): string {
  return names.get(profileId ?? '') ?? ''
}

interface FlowTableProps {
  readonly list: List
  readonly selectedId: string | null
  readonly ticks: Ticks
  readonly acts: FlowActs
  readonly onSelect: (id: string) => void
  /** Shows a flow beside the list. */
  readonly onOpen: (id: string) => void
}

/** The list at full width. The rows are one tab stop; Enter and a double click open a flow. */
export function FlowTable({ list, selectedId, ticks, acts, onSelect, onOpen }: FlowTableProps) {
  const [sort, setSort] = useState<Sort>({ by: 'time', isUp: false })
  const profiles = useMirror((state) => state.profiles)
  const names: ProfileNames = new Map(profiles.map(({ id, name }) => [id, name]))
  const sorted = list.shown.toSorted(
    (a, b) => comparers[sort.by](a, b, names) * (sort.isUp ? 1 : -1),
  )
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- it is not compiled
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => sorted[index]?.id ?? index,
    scrollPaddingStart: rowHeight,
    overscan: 10,
  })
  const rows = virtual.getVirtualItems()
  const above = rows[0]?.start ?? 0
  const below = virtual.getTotalSize() - (rows.at(-1)?.end ?? 0)
  const stop = sorted.find(({ id }) => id === selectedId)?.id ?? sorted[0]?.id

  const select = (id: string) => {
    onSelect(id)
    virtual.scrollToIndex(sorted.findIndex((flow) => flow.id === id))
    requestAnimationFrame(() => rowOf(scroller.current, id)?.focus({ preventScroll: true }))
  }
  const table = useKeyDown<HTMLTableElement>((event) => {
    if (!(event.target instanceof HTMLElement) || !event.target.dataset['row']) return
    if (stop === undefined) return
    if (event.key === 'Enter') return onOpen(stop)
    const next = step(sorted, stop, event.key)
    if (!next) return acts.onKey(event, stop, select)
    event.preventDefault()
    select(next.id)
  })
  const head = { sort, onSort: setSort }

  return (
    <div className="scroll" ref={scroller}>
      <table className="tbl ftable" ref={table} aria-label={t('panel.nav.flows')}>
        <thead>
          <tr>
            <th className="c-t">
              <span className="vh">{t('panel.flows.selection')}</span>
            </th>
            <th className="c-i">
              <span className="vh">{t('panel.flows.status')}</span>
            </th>
            <Head column="name" title={t('panel.flows.column_name')} {...head} />
            <Head column="time" title={t('panel.flows.column_time')} {...head} />
            <th className="c-age">{t('panel.flows.column_age')}</th>
            <Head column="outcome" title={t('panel.flows.column_outcome')} {...head} />
            <th className="c-m">{t('panel.flows.column_marks')}</th>
            <Head column="profile" title={t('panel.flows.filter_profile')} {...head} />
            <Head column="client" title={t('panel.flows.column_client')} {...head} />
            <Head column="took" title={t('panel.flows.column_took')} {...head} />
          </tr>
        </thead>
        <tbody>
          <Space height={above} />
          {rows.map(({ index }) => {
            const flow = sorted[index]
            return (
              flow && (
                <Row
                  key={flow.id}
                  flow={flow}
                  nth={list.numbers.get(flow.id)}
                  profile={profileOf(flow, names)}
                  selected={flow.id === selectedId}
                  stop={flow.id === stop}
                  ticked={ticks.ids.has(flow.id)}
                  onTick={() => ticks.toggle(flow.id)}
                  onSelect={() => select(flow.id)}
                  onOpen={() => onOpen(flow.id)}
                  editing={flow.id === acts.editing}
                  onRename={(name) => {
                    acts.rename(flow.id, name)
                    select(flow.id)
                  }}
                />
              )
            )
          })}
          <Space height={below} />
        </tbody>
      </table>
    </div>
  )
}

function rowOf(scroller: HTMLElement | null, id: string): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ?? null
}

/** The rows that are not drawn. */
function Space({ height }: { height: number }) {
  return height > 0 && <tr aria-hidden="true" style={{ blockSize: height }} />
}

interface HeadProps {
  readonly column: Column
  readonly title: string
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
}

function Head({ column, title, sort, onSort }: HeadProps) {
  const isBy = sort.by === column
  return (
    <th
      className={`c-${column}`}
      aria-sort={isBy ? (sort.isUp ? 'ascending' : 'descending') : undefined}
    >
      <button type="button" onClick={() => onSort({ by: column, isUp: isBy && !sort.isUp })}>
        {title}
        {isBy && <Icon of={sort.isUp ? ChevronUp : ChevronDown} />}
      </button>
    </th>
  )
}

interface RowProps {
  readonly flow: FlowSummary
  readonly nth: number | undefined
  readonly profile: string
  readonly selected: boolean
  readonly stop: boolean
  readonly ticked: boolean
  readonly onTick: () => void
  readonly onSelect: () => void
  readonly onOpen: () => void
  readonly editing: boolean
  readonly onRename: (name: string | null) => void
}

function Row(props: RowProps) {
  const { flow, profile, selected, ticked, onTick, onOpen } = props
  const name = beginningOf(flowName(flow))
  const outcome = beginningOf(flowOutcome(flow))
  return (
    <tr
      className={[selected && 'is-sel', ticked && 'is-ticked'].filter(Boolean).join(' ')}
      onDoubleClick={onOpen}
    >
      <td className="c-t">
        <input
          type="checkbox"
          aria-label={t('panel.flows.tick', [name])}
          tabIndex={-1}
          checked={ticked}
          onChange={onTick}
        />
      </td>
      <td className="c-i">
        <FlowStatus flow={flow} />
      </td>
      <th scope="row" className="c-name" title={name}>
        <RowName {...props} name={name} />
      </th>
      <td className="c-time num">
        <Clock at={flow.createdAt} />
      </td>
      <td className="c-age meta">
        <Age at={flow.createdAt} />
      </td>
      <td className={`c-outcome frow__out--line ${outcomeLook(flow)}`} title={plainText(outcome)}>
        <Prose>{outcome}</Prose>
      </td>
      <td className="c-m">
        <span className="mks">
          <FlowMarks flow={flow} />
        </span>
      </td>
      <td className="c-profile">{profile}</td>
      <td className="c-client mono">{flow.clientId}</td>
      <td className="c-took num meta">{flow.took === undefined ? '' : tookText(flow.took)}</td>
    </tr>
  )
}

function RowName(props: RowProps & { readonly name: string }) {
  const { flow, name, nth, selected, stop, editing, onSelect, onRename } = props
  if (editing) return <FlowNameField name={name} onRename={onRename} />
  return (
    <button
      type="button"
      aria-current={selected ? 'true' : undefined}
      tabIndex={stop ? 0 : -1}
      data-row={flow.id}
      onClick={onSelect}
    >
      <span className="cut">{name}</span>
      {nth !== undefined && <span className="quiet num">#{nth}</span>}
    </button>
  )
}
