import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { command } from '@/lib/state/actions'
import { t } from '@/lib/i18n'
import type { ProfileListProps } from './profile-list'

/** Replaces the list of profiles in narrow windows. */
export function ProfilePicker(props: ProfileListProps & { children: ReactNode }) {
  const { profiles, selectedId, onSelect, children } = props
  const live = profiles.filter(({ removedAt }) => removedAt === undefined)
  const removed = profiles.find(({ removedAt }) => removedAt !== undefined)
  const listed = live.some(({ id }) => id === selectedId)
  return (
    <div className="bar flowpick">
      {live.length > 0 && (
        <select
          className="pick pick--profile"
          aria-label={t('panel.profiles.list')}
          value={listed ? (selectedId ?? '') : ''}
          onChange={(event) => onSelect(event.target.value)}
        >
          {!listed && <option value="">{t('panel.profiles.unnamed')}</option>}
          {live.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      <span className="grow" />
      {removed && (
        <Button variant="link" onClick={() => void command('profileRestore', { id: removed.id })}>
          {t('panel.flows.undo_remove')}
        </Button>
      )}
      {children}
    </div>
  )
}
