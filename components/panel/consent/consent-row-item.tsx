import { Fragment } from 'react'
import { Check, Minus } from 'lucide-react'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { beginningOf, LongText } from '@/components/ui/long-text'
import { SpecLink } from '@/components/ui/spec-link'
import { keyed } from '@/components/ui/keyed'
import type { Cell, Column, ConsentRow, FixCode } from '@/lib/consent/model'
import { differenceOf, type Difference } from '@/lib/model/difference'
import { t } from '@/lib/i18n'
import { columnTexts, fixTexts, wordTexts } from './consent-text'

interface ConsentRowItemProps {
  readonly row: ConsentRow
  readonly columns: readonly Column[]
}

/** A member in each column, the result in a word, and what to do about it. */
export function ConsentRowItem({ row, columns }: ConsentRowItemProps) {
  const { member, word, status, fix, refs } = row
  const shown = columns.map((column) => ({ column, cell: row.cells[column] }))
  const isBad = status === 'fail' || status === 'warn'
  const name = beginningOf(member, 120)
  return (
    <div
      className={classOf(row, shown)}
      role="row"
      {...(isBad && { 'data-problem': true, tabIndex: -1 })}
    >
      <div className="ct__k" role="rowheader" title={name}>
        {partsOf(name).map(({ key, item }) => (
          <Fragment key={key}>
            {item}
            <wbr />
          </Fragment>
        ))}
      </div>
      <div className="ctv" role="presentation">
        <Values shown={shown} isMarked={isBad} />
      </div>
      <div className="ct__r" role="cell">
        {status && <StatusIcon status={status} />}
        {word && <span className={isBad ? 'strong' : undefined}>{t(wordTexts[word])}</span>}
      </div>
      {fix && <Advice fix={fix} refs={refs} />}
    </div>
  )
}

type Shown = readonly { readonly column: Column; readonly cell: Cell | undefined }[]

const isFlagRow = (shown: Shown) =>
  shown.some(({ cell }) => cell?.kind === 'yes' || cell?.kind === 'no')

/** Whether all columns have the same value, apart from those without one. */
const isOneValue = (shown: Shown) =>
  shown.every(({ cell }) => !cell || isEqual(cell, shown[0]?.cell))

function classOf({ word, status }: ConsentRow, shown: Shown): string {
  const isSame = word === null || (word === 'same' && isOneValue(shown))
  return [
    'ctr',
    !isFlagRow(shown) && 'ctr--val',
    isSame && 'ctr--same',
    status === 'fail' && 'ctr--fail',
    status === 'warn' && 'ctr--warn',
  ]
    .filter(Boolean)
    .join(' ')
}

interface ValuesProps {
  readonly shown: Shown
  /** Marks where a value differs from the requested one. */
  readonly isMarked: boolean
}

/** The values of the columns; one value if all are equal, except ticks, which keep their columns. */
function Values({ shown, isMarked }: ValuesProps) {
  const first = shown[0]?.cell
  if (isOneValue(shown) && !isFlagRow(shown))
    return (
      <div className="is-all" role="cell">
        <CellView cell={first} />
      </div>
    )
  return shown.map(({ column, cell }, index) => (
    <div
      key={column}
      role="cell"
      className={isDuplicate(column, shown[index - 1]?.cell, cell) ? 'is-dup' : undefined}
      data-l={t(columnTexts[column]).toLowerCase()}
    >
      <CellView cell={cell} mark={index > 0 && isMarked ? markOf(first, cell) : null} />
    </div>
  ))
}

interface AdviceProps extends Pick<ConsentRow, 'refs'> {
  readonly fix: FixCode
}

/** What to do about a difference, and the clause. */
function Advice({ fix, refs }: AdviceProps) {
  return (
    <div className="ct__fix" role="cell">
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
    </div>
  )
}

/** The words of a name, between which it may wrap: `read_`, `accounts`. */
const partsOf = (name: string) =>
  keyed(name.split(/(?<=[_.:])|(?<=[a-z])(?=[A-Z])/), (part) => part)

/** Where values stand one above the other, a repeated one is left out. */
function isDuplicate(column: Column, before: Cell | undefined, cell: Cell | undefined): boolean {
  return column === 'now' && (!cell || isEqual(cell, before))
}

function isEqual(one: Cell | undefined, other: Cell | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Longer values are not marked. */
const maxMarked = 300

function markOf(from: Cell | undefined, to: Cell | undefined): Difference | null {
  if (from?.kind !== 'lines' || to?.kind !== 'lines') return null
  const [before, after] = [from.lines.join('\n'), to.lines.join('\n')]
  const isLong = before.length > maxMarked || after.length > maxMarked || after.includes('\n')
  return isLong ? null : (differenceOf(after, before)?.one ?? null)
}

interface CellViewProps {
  readonly cell: Cell | undefined
  readonly mark?: Difference | null
}

/** Lines of a value that are drawn; the rest is counted. */
const maxLines = 3

function CellView({ cell, mark }: CellViewProps) {
  if (!cell) return null
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
