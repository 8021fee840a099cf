import { ChevronDown, ChevronRight } from 'lucide-react'
import { Fragment } from 'react'
import { HeldIcon, Icon } from '@/components/ui/icon'
import { beginningOf } from '@/components/ui/long-text'
import { t } from '@/lib/i18n'
import { StatusCount, worstCounts } from '@/components/panel/message/counts'
import type {
  Arrow,
  FoldRow,
  MessageRow,
  SequenceRow,
  NotVisibleRow,
} from '@/components/panel/message/sequence-rows'
import {
  callbackLabel,
  messageDetail,
  offsetText,
  resultOf,
  resultText,
  rowLabel,
  isStopped,
  rowName,
  targetOf,
  tookText,
  type StepResult,
} from '@/components/panel/message/sequence-text'
import { useFresh } from '@/components/ui/use-fresh'

interface SequenceRowProps {
  row: SequenceRow
  selected: boolean
  /** It is the tab stop of the sequence. */
  stop: boolean
  onSelect: () => void
}

export function SequenceRowItem({ row, selected, stop, onSelect }: SequenceRowProps) {
  const fresh = useFresh(row.kind === 'message' ? row.message.at : 0)
  return (
    <li
      className={`seq__row${selected ? ' is-sel' : ''}${fresh ? ' is-new' : ''}`}
      role="treeitem"
      aria-level={row.level}
      aria-selected={selected}
      aria-expanded={row.kind === 'fold' ? row.open : undefined}
      tabIndex={stop ? 0 : -1}
      data-row={row.id}
      onClick={onSelect}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        onSelect()
      }}
    >
      <span className="vh">{rowLabel(row)}</span>
      <span className="seq__t" aria-hidden="true">
        {row.kind === 'not-visible' ? null : offsetText(row.offset)}
      </span>
      <div className="seq__lanes" aria-hidden="true">
        <RowBody row={row} />
      </div>
      <span className="seq__n" aria-hidden="true">
        {row.kind === 'message' && <StatusCount counts={worstCounts(row.message)} />}
      </span>
    </li>
  )
}

function RowBody({ row }: { row: SequenceRow }) {
  if (row.kind === 'fold') return <Fold row={row} />
  if (row.kind === 'not-visible') return <Ghost row={row} />
  return <Message row={row} />
}

function Fold({ row }: { row: FoldRow }) {
  const result = resultText(row)
  return (
    <div className="fold">
      <Icon of={row.open ? ChevronDown : ChevronRight} />
      <span>{rowName(row)}</span>
      {result !== null && <span className="mono">{result}</span>}
      <span className="mono fold__took">{tookText(row.took)}</span>
    </div>
  )
}

function Ghost({ row }: { row: NotVisibleRow }) {
  return row.arrows.map((arrow) => (
    <div key={arrow.span} className={`${arrowClass(arrow)} arrow--ghost`}>
      <span className="arrow__n">{rowName(row)}</span>
      <span className="arrow__d arrow__d--not-visible quiet">
        {t('panel.sequence.not_visible')}
      </span>
    </div>
  ))
}

function Message({ row }: { row: MessageRow }) {
  const { message } = row
  const result = resultOf(message)
  const detail = result ? targetOf(message) : messageDetail(message)
  return row.arrows.map((arrow) => {
    const back = message.kind.endsWith('-response')
    const className = `${arrowClass(arrow)}${back ? ' arrow--back' : ''}`
    return arrow.span === 'cb' && message.kind === 'authorization-response' ? (
      isStopped(message) ? (
        <Fragment key={arrow.span}>
          <div className={`${arrowClass(arrow)} arrow--ghost`} />
          <span className="gate">
            <HeldIcon flip />
          </span>
        </Fragment>
      ) : (
        <div key={arrow.span} className={className}>
          <span className="arrow__n mono quiet arrow__path" title={callbackLabel(message)}>
            {callbackLabel(message)}
          </span>
        </div>
      )
    ) : (
      <div key={arrow.span} className={className}>
        <span className="arrow__n">{rowName(row)}</span>
        {detail !== '' && (
          <span className="arrow__d cut" title={beginningOf(detail)}>
            {beginningOf(detail)}
          </span>
        )}
        <Result of={result} />
      </div>
    )
  })
}

/**
 * The status of a page, which always fits on its arrow. The browser's text for a failure is in the
 * tooltip.
 */
function Result({ of: result }: { of: StepResult | null }) {
  if (!result) return null
  const isBad = result.error !== null || (result.status ?? 0) >= 400
  return (
    <span className={`arrow__r mono${isBad ? ' is-bad' : ''}`} title={result.error ?? undefined}>
      {result.status ?? t('panel.sequence.no_response')}
    </span>
  )
}

function arrowClass({ span, toward }: Arrow): string {
  return `arrow arrow--${toward === 'server' ? 'r' : 'l'} arrow--${span}`
}
