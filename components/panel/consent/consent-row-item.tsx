import { Check, Minus } from 'lucide-react'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { beginningOf, LongText } from '@/components/ui/long-text'
import { SpecLink } from '@/components/ui/spec-link'
import { keyed } from '@/components/ui/keyed'
import type { Cell, Column, ConsentRow } from '@/lib/consent/model'
import { differenceOf, type Difference } from '@/lib/model/difference'
import { t } from '@/lib/i18n'
import { columnTexts, fixTexts, wordTexts } from './consent-text'

interface ConsentRowItemProps {
  readonly row: ConsentRow
  readonly columns: readonly Column[]
}

/** A member in each column, the result in a word, and what to do about it. */
export function ConsentRowItem({ row, columns }: ConsentRowItemProps) {
  const { member, cells, word, status, fix, refs } = row
  const shown = columns.map((column) => ({ column, cell: cells[column] ?? none }))
  const isFlag = shown.some(({ cell }) => cell.kind === 'yes' || cell.kind === 'no')
  const isSame = word === 'same' && shown.every(({ cell }) => isEqual(cell, shown[0]?.cell))
  const tone = status === 'fail' || status === 'warn' ? ` ctr--${status}` : ''
  const name = beginningOf(member, 120)
  return (
    <div
      className={`ctr${isFlag ? '' : ' ctr--val'}${isSame || word === null ? ' ctr--same' : ''}${tone}`}
      role="row"
      {...(tone && { 'data-problem': true, tabIndex: -1 })}
    >
      <div className="ct__k" role="rowheader" title={name}>
        {name}
      </div>
      <div className="ctv" role="presentation">
        {isSame && !isFlag ? (
          <div className="is-all" role="cell">
            <CellView cell={shown[0]?.cell ?? none} />
          </div>
        ) : (
          shown.map(({ column, cell }, index) => (
            <div
              key={column}
              role="cell"
              className={
                column === 'now' && isEqual(cell, shown[index - 1]?.cell) ? 'is-dup' : undefined
              }
              data-l={t(columnTexts[column]).toLowerCase()}
            >
              <CellView
                cell={cell}
                mark={index > 0 && tone ? markOf(shown[0]?.cell, cell) : null}
              />
            </div>
          ))
        )}
      </div>
      <div className="ct__r" role="cell">
        {status && <StatusIcon status={status} />}
        {word && <span className={tone ? 'strong' : undefined}>{t(wordTexts[word])}</span>}
      </div>
      {fix && (
        <dl className="check__facts">
          <dt>{t('panel.checks.fix')}</dt>
          <dd>{t(fixTexts[fix])}</dd>
          {refs.length > 0 && <dt>{t('panel.checks.clause')}</dt>}
          {refs.length > 0 && (
            <dd className="check__refs">
              {refs.map((ref) => (
                <SpecLink key={ref} specRef={ref} />
              ))}
            </dd>
          )}
        </dl>
      )}
    </div>
  )
}

const none: Cell = { kind: 'none' }

function isEqual(one: Cell | undefined, other: Cell | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Longer values are not marked. */
const maxMarked = 300

function markOf(from: Cell | undefined, to: Cell): Difference | null {
  if (from?.kind !== 'lines' || to.kind !== 'lines') return null
  const [before, after] = [from.lines.join('\n'), to.lines.join('\n')]
  const isLong = before.length > maxMarked || after.length > maxMarked || after.includes('\n')
  return isLong ? null : (differenceOf(after, before)?.one ?? null)
}

interface CellViewProps {
  readonly cell: Cell
  readonly mark?: Difference | null
}

/** Lines of a value that are drawn; the rest is counted. */
const maxLines = 3

function CellView({ cell, mark }: CellViewProps) {
  if (cell.kind === 'yes' || cell.kind === 'no') return <Flag isOn={cell.kind === 'yes'} />
  if (cell.kind === 'none') return <span className="quiet ui">{t('panel.consent.cell.none')}</span>
  if (cell.kind === 'unknown')
    return (
      <span className="quiet ui">
        <span aria-hidden="true">?</span>
        <span className="vh">{t('panel.consent.cell.unknown')}</span>
      </span>
    )
  if (mark)
    return (
      <>
        {mark.before}
        <mark className="differs differs--got">{mark.differs}</mark>
        {mark.after}
      </>
    )
  const rest = cell.lines.length - maxLines
  return (
    <>
      {keyed(cell.lines.slice(0, maxLines), (line) => line).map(({ key, item }) => (
        <div key={key}>
          <LongText text={item} maxCharacters={200} />
        </div>
      ))}
      {rest > 0 && <div className="quiet ui">{t('panel.consent.cell.more', [rest])}</div>}
    </>
  )
}

/** A tick or a dash, with a word for screen readers. */
function Flag({ isOn }: { readonly isOn: boolean }) {
  return (
    <span className={`yesno${isOn ? '' : ' gone-v'}`}>
      <Icon of={isOn ? Check : Minus} />
      <span className="vh">{t(isOn ? 'panel.consent.cell.yes' : 'panel.consent.cell.no')}</span>
    </span>
  )
}
