import { Plus } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { TimeBar } from '@/components/ui/time'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { t } from '@/lib/i18n'
import { AddedRow } from './added-row'
import type { CodeLine } from './code-line'
import { ReleaseRow } from './release-row'
import { rowChecks } from './row-checks'
import { jarmOf, receivedRows } from './rows'
import type { DraftState } from './use-draft'

interface ReleaseTableProps {
  readonly response: AuthorizationResponse
  readonly state: DraftState
  /** Facts about the code; null without a code. */
  readonly code: CodeLine | null
}

const notes = { open: 'held.jarm.open', closed: 'held.jarm.closed' } as const

/** The received parameters, their checks, and the values to release. */
export function ReleaseTable({ response, state, code }: ReleaseTableProps) {
  const { draft, edit, setAdded } = state
  const table = useRef<HTMLTableElement>(null)
  const rows = receivedRows(response)
  const members = rows.filter(({ index }) => index === null)
  const jarm = jarmOf(response)
  const isLong = [...rows.map(({ name }) => name), ...draft.added.map(() => 'parameter')].some(
    (name) => name.length > 7,
  )
  const add = () => {
    setAdded([...draft.added, ['', '']])
    requestAnimationFrame(() =>
      table.current?.querySelector<HTMLElement>('tr:last-of-type th input')?.focus(),
    )
  }
  const draw = (row: (typeof rows)[number]) => (
    <ReleaseRow
      key={row.key}
      row={row}
      checks={(row.ordinal ?? 1) > 1 ? [] : rowChecks(response, row.name)}
      code={row.name === 'code' ? code : null}
      edit={row.index === null ? undefined : draft.edits[row.index]}
      onEdit={(value) => row.index !== null && edit(row.index, value)}
    />
  )
  return (
    <>
      <table ref={table} className={isLong ? 'tbl rel rel--long' : 'tbl rel'}>
        <caption className="vh">{t('held.table.title')}</caption>
        <thead>
          <tr>
            <th scope="col" className="c-k">
              {t('held.table.name')}
            </th>
            <th scope="col">{t('held.table.received')}</th>
            <th scope="col" className="c-c">
              {t('held.table.check')}
            </th>
            <th scope="col" className="c-o">
              {t('held.table.release_as')}
            </th>
          </tr>
        </thead>
        <tbody>
          {code?.span && (
            <tr className="rel__time" aria-hidden="true">
              <td colSpan={4}>
                <TimeBar {...code.span} />
              </td>
            </tr>
          )}
          {rows.filter(({ index }) => index !== null).map(draw)}
          {jarm !== 'none' && (
            <tr className="rel__note">
              <td colSpan={4}>
                <Prose>{t(notes[jarm])}</Prose>
              </td>
            </tr>
          )}
          {members.map(draw)}
          {draft.added.map((pair, index) => (
            <AddedRow
              // oxlint-disable-next-line react/no-array-index-key -- added parameters have no name of their own yet
              key={index}
              pair={pair}
              onChange={(next) => setAdded(draft.added.with(index, next))}
              onRemove={() => setAdded(draft.added.toSpliced(index, 1))}
            />
          ))}
        </tbody>
      </table>
      <div className="rel__add">
        <Button variant="link" icon={<Icon of={Plus} />} onClick={add}>
          {t('held.table.add')}
        </Button>
      </div>
    </>
  )
}
