import { useState } from 'react'
import { KeyRound } from 'lucide-react'
import { Chip } from '@/components/ui/chip'
import { hostOf } from '@/components/ui/format'
import { Icon } from '@/components/ui/icon'
import { clientAuthOf } from '@/lib/model/client-auth-methods'
import type { Profile } from '@/lib/oauth/profile'
import { isClosed } from '@/lib/state/host-access'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { RemovedRow } from '@/components/ui/removed-row'
import { step } from '@/components/ui/keyboard'
import { useKeyDown } from '@/components/ui/use-key-down'

export interface ProfileListProps {
  profiles: readonly Profile[]
  selectedId: string | null
  /** Profiles with unsaved changes. */
  unsaved: readonly string[]
  onSelect: (id: string) => void
}

/** Profiles with their issuers. The list is one tab stop; the selection follows the focus. */
export function ProfileList({ profiles, selectedId, unsaved, onSelect }: ProfileListProps) {
  const live = profiles.filter(({ removedAt }) => removedAt === undefined)
  const stop = live.find(({ id }) => id === selectedId)?.id ?? live[0]?.id
  const list = useKeyDown<HTMLUListElement>((event, element) => {
    const next = step(live, stop, event.key)
    if (!next) return
    event.preventDefault()
    onSelect(next.id)
    element.querySelector<HTMLElement>(`[data-row="${CSS.escape(next.id)}"]`)?.focus()
  })
  return (
    <ul className="scroll flow-stack" ref={list}>
      {profiles.map((profile) => (
        <li key={profile.id}>
          <ProfileItem
            profile={profile}
            selected={profile.id === selectedId}
            stop={profile.id === stop}
            unsaved={unsaved.includes(profile.id)}
            onSelect={onSelect}
          />
        </li>
      ))}
    </ul>
  )
}

interface ProfileItemProps {
  profile: Profile
  selected: boolean
  stop: boolean
  unsaved: boolean
  onSelect: (id: string) => void
}

function ProfileItem({ profile, selected, stop, unsaved, onSelect }: ProfileItemProps) {
  const { id, name, issuer, removedAt } = profile
  const [wasRemoved] = useState(removedAt !== undefined)
  if (removedAt !== undefined)
    return (
      <RemovedRow
        text={`${name}: ${t('panel.profiles.removed')}`}
        refocus={!wasRemoved}
        onUndo={() => {
          onSelect(id)
          void command('profileRestore', { id })
        }}
      />
    )
  return (
    <button
      type="button"
      className={`flow flow--profile${selected ? ' is-sel' : ''}`}
      aria-current={selected ? 'true' : undefined}
      tabIndex={stop ? 0 : -1}
      data-row={id}
      onClick={() => onSelect(id)}
    >
      <span className="cut">{name}</span>
      <Standing profile={profile} unsaved={unsaved} />
      <span className="flow__sub">
        <span className="mono cut">{hostOf(issuer)}</span>
      </span>
    </button>
  )
}

/** The most important status of a profile. */
function Standing({ profile, unsaved }: Pick<ProfileItemProps, 'profile' | 'unsaved'>) {
  const access = useMirror((state) => state.access[profile.id])
  const hasKey = useMirror(({ keys }) =>
    keys.some(({ id, removedAt }) => id === profile.signingKeyId && removedAt === undefined),
  )
  if (unsaved) return <Chip>{t('panel.profiles.unsaved_chip')}</Chip>
  if (access?.some(isClosed)) return <Chip tone="warn">{t('panel.access.none_chip')}</Chip>
  if (hasKey)
    return (
      <span className="flow__key" role="img" aria-label={t('panel.profiles.has_key')}>
        <Icon of={KeyRound} />
      </span>
    )
  return needsKey(profile) ? <Chip>{t('panel.profiles.no_key')}</Chip> : null
}

/** Whether it names a key, or cannot send anything without one. */
function needsKey({ signingKeyId, clientAuth, requestAs }: Profile): boolean {
  return (
    signingKeyId !== null ||
    clientAuthOf(clientAuth.method).needs === 'key' ||
    requestAs === 'request-object'
  )
}
