import { X } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { isSecret } from '@/lib/model/credentials'
import type { Params } from '@/lib/model/params'
import { t } from '@/lib/i18n'

interface AddedRowProps {
  readonly pair: Params[number]
  readonly onChange: (pair: Params[number]) => void
  readonly onRemove: () => void
}

/** A parameter that was not received and is added to the release. */
export function AddedRow({ pair: [name, value], onChange, onRemove }: AddedRowProps) {
  const fields = { autoComplete: 'off', spellCheck: false, className: 'mono' } as const
  return (
    <tr className={name === '' ? undefined : 'is-changed'}>
      <th className="is-key" scope="row">
        <div className="field">
          <input
            {...fields}
            aria-label={t('held.table.added_name')}
            placeholder={t('held.table.name')}
            value={name}
            onChange={({ target }) => onChange([target.value, value])}
          />
        </div>
      </th>
      <td className="is-val" colSpan={2}>
        <span className="quiet">{t('held.table.not_received')}</span>
      </td>
      <td>
        <div className="field">
          <input
            {...fields}
            className={isSecret('parameter', name) ? 'mono is-secret' : 'mono'}
            aria-label={name === '' ? t('held.table.added_value') : t('held.table.field', [name])}
            placeholder={t('held.table.empty')}
            value={value}
            onChange={({ target }) => onChange([name, target.value])}
          />
          <IconButton
            label={name === '' ? t('held.table.remove_new') : t('held.table.remove', [name])}
            onClick={onRemove}
          >
            <Icon of={X} />
          </IconButton>
        </div>
      </td>
    </tr>
  )
}
