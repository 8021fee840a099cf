import { Pencil, Undo2, X } from 'lucide-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Masked } from '@/components/ui/masked'
import type { Edit } from '@/lib/flow/read/release-draft'
import { isSecret } from '@/lib/model/credentials'
import { valuePieces } from '@/lib/model/masking'
import { t } from '@/lib/i18n'
import { CheckCell } from './check-cell'
import type { CodeLine } from './code-line'
import type { RowCheck } from './row-checks'
import type { ReceivedRow } from './rows'

interface ReleaseRowProps {
  readonly row: ReceivedRow
  readonly checks: readonly RowCheck[]
  readonly code: CodeLine | null
  readonly edit: Edit
  readonly onEdit: (edit: Edit) => void
}

export function ReleaseRow({ row, checks, code, edit, onEdit }: ReleaseRowProps) {
  const { name, value, index, ordinal } = row
  const called = ordinal === null ? name : t('held.table.nth', [name, String(ordinal)])
  return (
    <tr className={edit === undefined || edit === value ? undefined : 'is-changed'}>
      <th className="is-key" scope="row">
        {name === '' ? <span className="quiet">{t('held.table.no_name')}</span> : name}
      </th>
      <td className="is-val">
        <Masked pieces={valuePieces('parameter', name, value)} name={called} copyable>
          <Value value={value} />
        </Masked>
      </td>
      <CheckCell checks={checks} code={code} />
      <td>
        {index === null ? (
          <span className="meta rel__inside">{t('held.jarm.inside')}</span>
        ) : (
          <ReleaseField
            name={called}
            received={value}
            secret={isSecret('parameter', name)}
            {...{ edit, onEdit }}
          />
        )}
      </td>
    </tr>
  )
}

/** Longer values are shortened at first, in characters. */
const shownLength = 300

/** A value as received, shortened if long. */
export function Value({ value }: { readonly value: string }) {
  const [whole, setWhole] = useState(false)
  if (value === '') return <span className="quiet">{t('held.table.empty')}</span>
  if (whole || value.length <= shownLength) return <>{value}</>
  return (
    <>
      {value.slice(0, shownLength)}…{' '}
      <Button variant="link" onClick={() => setWhole(true)}>
        {t('held.table.whole', [String(value.length)])}
      </Button>
    </>
  )
}

interface ReleaseFieldProps extends Pick<ReleaseRowProps, 'edit' | 'onEdit'> {
  readonly name: string
  readonly received: string
  readonly secret: boolean
}

/**
 * An empty field means "as received"; typed text replaces the value. Escape restores the text from
 * before the edit.
 */
function ReleaseField({ name, received, secret, edit, onEdit }: ReleaseFieldProps) {
  const before = useRef<Edit>(undefined)
  const input = useRef<HTMLInputElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onEdit(before.current)
  }
  const end = (next: Edit) => {
    onEdit(next)
    input.current?.focus()
  }
  return (
    <div className="field">
      <input
        ref={input}
        className={edit === undefined ? '' : secret ? 'mono is-secret' : 'mono'}
        aria-label={t('held.table.field', [name])}
        placeholder={t(edit === null ? 'held.table.left_out' : 'held.table.as_received')}
        value={edit ?? ''}
        autoComplete="off"
        spellCheck={false}
        onFocus={() => (before.current = edit)}
        onChange={({ target }) => onEdit(target.value === '' ? undefined : target.value)}
        onKeyDown={onKeyDown}
      />
      {edit === undefined ? (
        <span className="rel__more">
          {!secret && received !== '' && (
            <IconButton label={t('held.table.edit', [name])} onClick={() => end(received)}>
              <Icon of={Pencil} />
            </IconButton>
          )}
          <IconButton label={t('held.table.leave_out', [name])} onClick={() => end(null)}>
            <Icon of={X} />
          </IconButton>
        </span>
      ) : (
        <IconButton label={t('held.table.undo', [name])} onClick={() => end(undefined)}>
          <Icon of={Undo2} />
        </IconButton>
      )}
    </div>
  )
}
