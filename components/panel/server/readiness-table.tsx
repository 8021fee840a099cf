import { useState } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { moveCopyFocus } from '@/components/ui/copy-focus'
import { Fold } from '@/components/ui/fold'
import { keyed } from '@/components/ui/keyed'
import { useFirst } from '@/components/ui/long-text'
import { plainText } from '@/components/ui/prose'
import { useKeyDown } from '@/components/ui/use-key-down'
import { jsonText } from '@/lib/model/json'
import type { Readiness } from '@/lib/model/readiness'
import type { FetchedDocument } from '@/lib/oauth/metadata'
import { metadataFields } from '@/lib/oauth/metadata-fields'
import { t, tData } from '@/lib/i18n'
import { MemberName, MemberValue } from './member-value'
import { ReadinessDetails, VerdictCell } from './readiness-cell'
import { ReadinessPicker } from './readiness-picker'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import {
  countsOf,
  offending,
  readinessRows,
  rowGroups,
  rowsWith,
  type ReadinessRow,
} from './readiness-rows'
import { withColumn, type Columns } from './use-readiness'

interface ReadinessTableProps {
  readonly document: FetchedDocument
  readonly readiness: Readiness
  readonly columns: Columns
  readonly onColumns: (columns: Columns) => void
  /** Only the left column is shown. */
  readonly isNarrow: boolean
  /** Only members that contain this text are shown. */
  readonly filter: string
}

/** Every published and missing member under two profiles, the worst first. */
export function ReadinessTable(props: ReadinessTableProps) {
  const { document, readiness, columns, onColumns, isNarrow, filter } = props
  const shown = isNarrow ? columns.slice(0, 1) : columns
  const rows = readinessRows(
    document,
    shown.map((profile) => readiness[profile]),
  )
  const found = rowsWith(rows, filter)
  const isNothing = [...found.values()].every((members) => members.length === 0)
  const box = useKeyDown<HTMLDivElement>(moveCopyFocus)
  return (
    <div className={`scroll ready ${isNarrow ? 'ready--one' : ''}`} ref={box}>
      <h2 className="vh">{t('panel.server.fields')}</h2>
      <div className="ready__cols">
        <span>{t('panel.server.field')}</span>
        <span>{t('panel.server.published')}</span>
        {([0, 1] as const).slice(0, shown.length).map((column) => (
          <ReadinessPicker
            key={column}
            chosen={columns[column]}
            counts={countsOf(rows, column)}
            document={document}
            readiness={readiness}
            onChoose={(chosen) => onColumns(withColumn(columns, column, chosen))}
          />
        ))}
      </div>
      {rowGroups.map((group) => {
        const members = found.get(group) ?? []
        return (
          members.length > 0 && (
            <Fold
              key={group}
              title={titleOf(group, isNarrow)}
              count={members.length}
              isOpen={group !== 'none'}
            >
              <Rows rows={members} label={t(groupTitles[group])} columns={shown} />
            </Fold>
          )
        )
      })}
      {isNothing && (
        <p className="note-line" role="status">
          {t('panel.server.no_match')}
        </p>
      )}
    </div>
  )
}

const titleOf = (group: keyof typeof groupTitles, isNarrow: boolean) =>
  t(group === 'none' && isNarrow ? 'panel.server.no_rule_one' : groupTitles[group])

const groupTitles = {
  fail: 'panel.checks.failed',
  warn: 'panel.checks.warnings',
  info: 'panel.checks.notes',
  neutral: 'panel.checks.not_run',
  pass: 'panel.checks.passed',
  none: 'panel.server.no_rule_here',
} as const

interface RowsProps {
  readonly rows: readonly ReadinessRow[]
  readonly label: string
  readonly columns: readonly RuleProfile[]
}

function Rows({ rows, label, columns }: RowsProps) {
  const { first, more } = useFirst(rows)
  return (
    <>
      <table className="tbl ready__rows" aria-label={label}>
        <tbody>
          {keyed(first, ({ name }) => name).map(({ key, item }) => (
            <Row key={key} row={item} columns={columns} />
          ))}
        </tbody>
      </table>
      {more && <p className="note-line">{more}</p>}
    </>
  )
}

function Row({ row, columns }: Pick<RowsProps, 'columns'> & { readonly row: ReadinessRow }) {
  const [open, setOpen] = useState(false)
  const { name, isMember, value, verdicts } = row
  const meaning = isMember ? meaningOf(name) : undefined
  const isProblem = verdicts.some(([worst]) => worst?.status === 'fail' || worst?.status === 'warn')
  return (
    <>
      <tr data-problem={isProblem || undefined}>
        <th className="is-key" scope="row" title={meaning && plainText(meaning)}>
          <MemberName name={name} />
        </th>
        <td className="is-val">
          <MemberValue name={name} value={value} offending={offending(row)} />
        </td>
        <td className="is-copy">
          {value !== undefined && (
            <CopyButton value={jsonText(value)} label={t('panel.copy.value', [name])} />
          )}
        </td>
        {columns.map((profile, column) => (
          <VerdictCell
            key={profile}
            verdicts={verdicts[column] ?? []}
            profile={profile}
            isOpen={open}
            onToggle={() => setOpen(!open)}
          />
        ))}
      </tr>
      {open && <ReadinessDetails row={row} meaning={meaning} />}
    </>
  )
}

function meaningOf(name: string): string {
  return metadataFields.has(name) ? tData(`metadata_fields.${name}`) : t('panel.server.unknown')
}
