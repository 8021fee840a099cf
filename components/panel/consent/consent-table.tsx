import { useState } from 'react'
import { ChevronRight } from 'lucide-react'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { keyed } from '@/components/ui/keyed'
import { beginningOf, useFirst } from '@/components/ui/long-text'
import { Clock } from '@/components/ui/time'
import type { Consent } from '@/lib/consent/consent'
import {
  columns as allColumns,
  type Column,
  type ConsentRow,
  type ConsentSection,
  type Group,
} from '@/lib/consent/model'
import type { Snapshot } from '@/lib/consent/snapshot'
import { t } from '@/lib/i18n'
import { columnTexts, groupTexts, sourceTexts } from './consent-text'
import { ConsentRowItem } from './consent-row-item'

interface ConsentTableProps {
  readonly consent: Consent
  readonly onPick: (messageId: string) => void
}

/** The comparison: one row a member, in the columns Requested, Granted and Now. */
export function ConsentTable({ consent, onPick }: ConsentTableProps) {
  const { sections, granted } = consent
  const shown = allColumns.filter((column) => column === 'requested' || consent[column] !== null)
  return (
    <div
      className="ct"
      role="table"
      aria-label={t('panel.consent.title')}
      style={{ '--cols': shown.length } as React.CSSProperties}
    >
      <div className="ct__h" role="row">
        <div role="columnheader">{t('panel.consent.member')}</div>
        {shown.map((column) => (
          <Head key={column} column={column} consent={consent} onPick={onPick} />
        ))}
        {granted && <div role="columnheader">{t('panel.consent.result')}</div>}
      </div>
      {keyed(sections, ({ title }) => title).map(({ key, item }) => (
        <Section key={key} section={item} columns={shown} isOne={sections.length === 1} />
      ))}
    </div>
  )
}

interface HeadProps extends ConsentTableProps {
  readonly column: Column
}

function Head({ column, consent, onPick }: HeadProps) {
  const snapshot = consent[column]
  const { later } = consent
  return (
    <div role="columnheader">
      <b>{t(columnTexts[column])}</b>
      {column === 'now' && later.length > 1 ? (
        <select
          className="pick"
          aria-label={t('panel.consent.pick')}
          value={snapshot?.messageId}
          onChange={({ target }) => onPick(target.value)}
        >
          {later.map((each) => (
            <option key={each.messageId} value={each.messageId}>
              {sourceOf(each)}
            </option>
          ))}
        </select>
      ) : (
        snapshot && (
          <>
            <span className="src">{sourceOf(snapshot)}, </span>
            <Clock at={snapshot.at} />
          </>
        )
      )}
    </div>
  )
}

const sourceOf = ({ kind }: Snapshot) => t(sourceTexts[kind])

interface SectionProps {
  readonly section: ConsentSection
  readonly columns: readonly Column[]
  readonly isOne: boolean
}

function Section({ section, columns, isOne }: SectionProps) {
  const groups = [...Map.groupBy(section.rows, ({ group }) => group)]
  return groups.map(([group, rows]) => (
    <GroupRows
      key={group}
      title={
        group === 'element' || !isOne
          ? beginningOf(section.title, 120) || t(groupTexts[group])
          : t(groupTexts[group])
      }
      {...{ group, rows, columns }}
    />
  ))
}

interface GroupRowsProps extends Pick<SectionProps, 'columns'> {
  readonly title: string
  readonly group: Group
  readonly rows: readonly ConsentRow[]
}

/** So many equal rows of a group stay; more are folded. */
const maxEqual = 6

function GroupRows({ title, group, rows, columns }: GroupRowsProps) {
  const [isOpen, setOpen] = useState(false)
  const equal = rows.filter(({ word }) => word === 'same')
  const isFolded = equal.length > maxEqual
  const others = isFolded ? rows.filter(({ word }) => word !== 'same') : rows
  const { first, more } = useFirst(isFolded && isOpen ? [...others, ...equal] : others)
  return (
    <div role="rowgroup" aria-label={title}>
      <div className="ct__g" role="row">
        <b role="rowheader">{title}</b>
        <span role="cell">{countText(group, rows)}</span>
      </div>
      {keyed(first, ({ member }) => member).map(({ key, item }) => (
        <ConsentRowItem key={key} row={item} columns={columns} />
      ))}
      {more && (
        <div className="note-line" role="row">
          <span role="cell">{more}</span>
        </div>
      )}
      {isFolded && (
        <div role="row">
          <div role="cell">
            <SameRows rows={equal} isOpen={isOpen} onOpen={setOpen} />
          </div>
        </div>
      )}
    </div>
  )
}

interface SameRowsProps extends Pick<GroupRowsProps, 'rows'> {
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}

/** The equal rows of a group in one line. */
function SameRows({ rows, isOpen, onOpen }: SameRowsProps) {
  const names = rows.slice(0, 20).map(({ member }) => member)
  return (
    <button type="button" className="ctmore" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
      <Icon of={ChevronRight} />
      {t('panel.consent.same_rows', [rows.length])}
      <span className="mono meta cut">{beginningOf(names.join(' '))}</span>
      <StatusIcon status="pass" />
    </button>
  )
}

function countText(group: Group, rows: readonly ConsentRow[]): string {
  if (group !== 'permissions' && group !== 'scopes') return ''
  const has = (column: Column) => rows.filter(({ cells }) => cells[column]?.kind === 'yes')
  const requested = has('requested').length
  if (!rows[0]?.cells.granted) return t('panel.consent.count.requested', [requested])
  const granted = has('granted')
  const both = granted.filter(({ cells }) => cells.requested?.kind === 'yes').length
  const extra = granted.length - both
  return extra === 0
    ? t('panel.consent.count.granted', [both, requested])
    : t('panel.consent.count.extra', [both, requested, extra])
}
