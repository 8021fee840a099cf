import { useState, type ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { StatusIcon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { resultText } from '@/components/ui/result-text'
import { beginningOf, LongText, useFirst } from '@/components/ui/long-text'
import { Masked } from '@/components/ui/masked'
import type { Place } from '@/lib/model/credentials'
import { maskedJson, valuePieces } from '@/lib/model/masking'
import type { RuleResult } from '@/lib/model/rule-result'
import { statusOf, statusOrder, worstOf } from '@/lib/model/status'
import { t } from '@/lib/i18n'
import { JsonTree } from '@/components/ui/json-tree'
import { keyed } from '@/components/ui/keyed'
import { useKeyDown } from '@/components/ui/use-key-down'

export interface ValueRow {
  readonly name: string
  /** The text for the clipboard; null without one. */
  readonly text: string | null
  /** How it is shown, if not as its text. */
  readonly shown?: ReactNode
  /** Shown below, across the whole width. */
  readonly json?: object | undefined
  /** The meaning of the name. */
  readonly meaning?: string | undefined
  readonly results: readonly RuleResult[]
}

interface ValueTableProps {
  label: string
  /** What the values are, which says what of them is masked. */
  place: Place
  rows: readonly ValueRow[]
  claims?: boolean
}

/** Names, values, meanings and verdicts. Up and Down move between copy buttons, C copies. */
export function ValueTable({ label, place, rows, claims = false }: ValueTableProps) {
  const [active, setActive] = useState(0)
  const table = useKeyDown<HTMLTableElement>(moveCopyFocus)
  const copied = rows.flatMap((row, index) => (isCopied(place, row) ? [index] : []))
  const stop = copied.includes(active) ? active : copied[0]
  const { first, more } = useFirst(rows)
  return (
    <>
      <table className={`tbl values${claims ? ' tbl--claims' : ''}`} aria-label={label} ref={table}>
        <tbody>
          {keyed(first, ({ name }) => name).map(({ key, item }) => (
            <Row
              key={key}
              row={item}
              place={place}
              stop={item === rows[stop ?? -1]}
              onFocus={() => setActive(rows.indexOf(item))}
            />
          ))}
        </tbody>
      </table>
      {more && <p className="note-line">{more}</p>}
    </>
  )
}

/** Secrets bring a copy button of their own, except in a tree. */
function isCopied(place: Place, { name, text, json }: ValueRow): boolean {
  if (text === null || text === '') return false
  return json !== undefined || valuePieces(place, name, text).every((piece) => !piece.secret)
}

interface RowProps {
  row: ValueRow
  place: Place
  /** Its copy button is the tab stop of the table. */
  stop: boolean
  onFocus: () => void
}

function Row({ row, place, stop, onFocus }: RowProps) {
  const { name, text, json, results } = row
  const worst = worstOf(results)
  return (
    <>
      <tr className={json ? 'is-head' : undefined}>
        <th className="is-key" scope="row">
          <span className="values__k">
            <LongText text={name} maxCharacters={200} />
          </span>
        </th>
        <td className="is-val">
          <Value row={row} place={place} />
          <Notes meaning={row.meaning} results={results} />
        </td>
        <td className="is-copy" onFocus={onFocus}>
          {isCopied(place, row) && (
            <CopyButton
              value={text ?? ''}
              label={t('panel.copy.value', [beginningOf(name)])}
              tabIndex={stop ? 0 : -1}
            />
          )}
        </td>
        <td className="is-st">{worst && <StatusIcon status={worst} />}</td>
      </tr>
      {json && (
        <tr>
          <td className="is-nest" colSpan={4}>
            <JsonTree value={maskedJson(json, 'member')} label={beginningOf(name)} />
          </td>
        </tr>
      )}
    </>
  )
}

function Value({ row: { name, text, shown }, place }: Pick<RowProps, 'row' | 'place'>) {
  if (shown !== undefined) return <>{shown}</>
  if (text === null) return null
  if (text === '') return <span className="quiet">{t('panel.value.empty')}</span>
  return (
    <Masked pieces={valuePieces(place, name, text)} name={beginningOf(name)} copyable>
      <LongText text={text} />
    </Masked>
  )
}

interface NotesProps {
  meaning: string | undefined
  results: readonly RuleResult[]
}

/** The meaning with the passed checks in one quiet line, then a line for each failed check. */
function Notes({ meaning, results }: NotesProps) {
  const sorted = results.toSorted(
    (a, b) => statusOrder.indexOf(statusOf(a)) - statusOrder.indexOf(statusOf(b)),
  )
  const off = new Map(
    sorted.filter((result) => statusOf(result) !== 'pass').map((r) => [resultText(r), statusOf(r)]),
  )
  const passed = sorted.filter((result) => statusOf(result) === 'pass').map(resultText)
  const quiet = [...new Set([meaning, ...passed])]
    .filter((text) => text !== undefined)
    .reduce(joined, '')
  return (
    <>
      {[...off].map(([text, status]) => (
        <span key={text} className={`note note--${status}`}>
          <Prose>{text}</Prose>
        </span>
      ))}
      {quiet !== '' && (
        <span className="note">
          <Prose>{quiet}</Prose>
        </span>
      )}
    </>
  )
}

/** Only a meaning can be a sentence with a full stop; fragments are separated by semicolons. */
function joined(before: string, text: string): string {
  if (before === '') return text
  return `${before}${before.endsWith('.') ? '' : ';'} ${text}`
}

/** Up and Down move between copy buttons, C copies. */
export function moveCopyFocus(event: KeyboardEvent, table: HTMLElement): void {
  const { target, key } = event
  if (!(target instanceof HTMLButtonElement) || !target.closest('.is-copy')) return
  const buttons = [...table.querySelectorAll<HTMLButtonElement>('.is-copy button')]
  const next = { ArrowDown: 1, ArrowUp: -1 }[key]
  if (next !== undefined) {
    event.preventDefault()
    buttons[buttons.indexOf(target) + next]?.focus()
  } else if (key.toLowerCase() === 'c' && !event.ctrlKey && !event.metaKey) target.click()
}
