import { Check, ChevronDown, List, Plus } from 'lucide-react'
import { hostOf } from '@/components/ui/format'
import { Icon } from '@/components/ui/icon'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { t } from '@/lib/i18n'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'

interface ProfileSwitcherProps {
  readonly profiles: readonly Profile[]
  readonly current: Profile | null
  readonly onNew: () => void
  readonly onManage: () => void
}

export function ProfileSwitcher({ profiles, current, onNew, onManage }: ProfileSwitcherProps) {
  const items: readonly (MenuItem | null)[] = [
    ...profiles.map((profile) => itemOf(profile, profile === current)),
    ...(profiles.length > 0 ? [null] : []),
    { id: 'new', label: t('popup.profile.new'), icon: <Icon of={Plus} />, onSelect: onNew },
    {
      id: 'manage',
      label: t('popup.profile.manage'),
      icon: <Icon of={List} />,
      onSelect: onManage,
    },
  ]
  return (
    <Menu
      label={t('popup.profile.label')}
      items={items}
      // oxlint-disable-next-line react/no-unstable-nested-components -- called, not mounted
      trigger={(props) => (
        <button type="button" className="profile" title={current?.name} {...props}>
          <span className="profile__top">
            <span className="profile__name cut">{current?.name ?? t('popup.profile.none')}</span>
            <Icon of={ChevronDown} />
          </span>
          {current ? (
            <span className="profile__host cut">{placeOf(current)}</span>
          ) : (
            <span className="meta">{t('popup.profile.none_hint')}</span>
          )}
        </button>
      )}
    />
  )
}

function itemOf(profile: Profile, checked: boolean): MenuItem {
  return {
    id: profile.id,
    checked,
    ...(checked ? { icon: <Icon of={Check} /> } : {}),
    label: (
      <span className="menu__two">
        <span className={checked ? 'cut strong' : 'cut'}>{profile.name}</span>
        <span className="meta mono cut">{placeOf(profile)}</span>
      </span>
    ),
    onSelect: () => void command('profileSelect', { id: profile.id }),
  }
}

/** The host of the issuer; the client_id for a profile that is named after the host. */
function placeOf({ name, issuer, clientId }: Profile): string {
  const host = hostOf(issuer)
  return name === host ? clientId : host
}
