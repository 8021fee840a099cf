import type { MouseEvent } from 'react'
import { beginningOf } from '@/components/ui/long-text'
import { plainText, Prose } from '@/components/ui/prose'
import { Age, Clock, useAgo } from '@/components/ui/time'
import { useFresh } from '@/components/ui/use-fresh'
import type { FlowSummary } from '@/lib/flow/model/flow'
import type { SearchHit } from '@/lib/flow/read/search'
import { t } from '@/lib/i18n'
import { CodeLeft } from './code-left'
import { FlowHits } from './flow-hits'
import { FlowMarks } from './flow-marks'
import { FlowNameField } from './flow-name-field'
import { FlowStatus, flowStatusText } from './flow-status'
import { formatClock } from '@/components/ui/format'
import { flowHost, flowName, flowOutcome, marksText } from '@/components/ui/flow-text'

export interface FlowRowProps {
  readonly flow: FlowSummary
  /** The number among the flows with the same name; undefined if the name is unique. */
  readonly nth: number | undefined
  /** The values that a search found. */
  readonly hits: readonly SearchHit[]
  readonly selected: boolean
  /** It is the tab stop of the list. */
  readonly stop: boolean
  readonly ticked: boolean
  /** Some flows are ticked, so every row shows its box. */
  readonly isTicking: boolean
  readonly editing: boolean
  readonly onSelect: (event: MouseEvent) => void
  readonly onTick: () => void
  /** The new name of the flow; null if it stays. */
  readonly onRename: (name: string | null) => void
}

export function FlowRow(props: FlowRowProps) {
  const { flow, ticked, isTicking, selected, stop, editing, onSelect, onTick } = props
  const fresh = useFresh(flow.createdAt)
  const ago = useAgo(flow.createdAt)
  const look = [
    'frow',
    selected && 'is-sel',
    ticked && 'is-ticked',
    isTicking && 'frow--tick',
    fresh && 'is-new',
  ]
  return (
    <div className={look.filter(Boolean).join(' ')}>
      <input
        type="checkbox"
        className="frow__box"
        aria-label={t('panel.flows.tick', [flowName(flow)])}
        tabIndex={-1}
        checked={ticked}
        onChange={onTick}
      />
      {editing ? (
        <div className="frow__body">
          <Content {...props} />
        </div>
      ) : (
        <button
          type="button"
          className="frow__body"
          aria-current={selected ? 'true' : undefined}
          tabIndex={stop ? 0 : -1}
          data-row={flow.id}
          onClick={onSelect}
        >
          <span className="vh">{rowReading(props, ago)}</span>
          <span className="frow__seen" aria-hidden="true">
            <Content {...props} />
          </span>
        </button>
      )}
    </div>
  )
}

/** The row for a screen reader, with what tells flows apart first. */
function rowReading({ flow, nth, hits }: FlowRowProps, ago: string): string {
  const parts = [
    beginningOf(flowName(flow)),
    nth === undefined ? '' : t('panel.flows.number', [String(nth)]),
    flowStatusText(flow),
    plainText(beginningOf(flowOutcome(flow))),
    ...marksText(flow),
    formatClock(flow.createdAt),
    ago,
    hits.length === 0 ? '' : t('panel.flows.values', hits.length),
  ]
  return parts.filter(Boolean).join(', ')
}

function Content({ flow, nth, hits, editing, onRename }: FlowRowProps) {
  const name = beginningOf(flowName(flow))
  const outcome = flowOutcome(flow)
  return (
    <>
      <FlowStatus flow={flow} />
      {editing ? (
        <FlowNameField name={name} onRename={onRename} />
      ) : (
        <span className="frow__name" title={[name, flowHost(flow), flow.clientId ?? ''].join('\n')}>
          <span className="cut">{name}</span>
          {nth !== undefined && <span className="num">#{nth}</span>}
        </span>
      )}
      <span className="frow__clock">
        <Clock at={flow.createdAt} />
      </span>
      <span className="frow__more">
        <span className={`frow__out ${outcomeLook(flow)}`} title={plainText(beginningOf(outcome))}>
          <Prose>{beginningOf(outcome)}</Prose>
        </span>
        {flow.codeAt !== undefined && <CodeLeft flow={flow} at={flow.codeAt} />}
        <FlowMarks flow={flow} />
        <span className="frow__age">
          <Age at={flow.createdAt} />
        </span>
      </span>
      {hits.length > 0 && <FlowHits hits={hits} />}
    </>
  )
}

/** The colour of an outcome that is bad. */
export function outcomeLook({ status }: FlowSummary): string {
  return status === 'fail' || status === 'warn' ? `is-${status}` : ''
}
