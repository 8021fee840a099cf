import { PanelTop } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { Icon, Logo } from '@/components/ui/icon'
import { t } from '@/lib/i18n'
import { AutoExchange } from './auto-exchange'
import { ProfileSwitcher } from './profile-switcher'
import type { usePopupState } from './use-popup-state'

interface HeaderProps extends ReturnType<typeof usePopupState> {
  readonly onNew: () => void
}

export function Header({ profiles, profile, openPanel, onNew }: HeaderProps) {
  return (
    <header className="popup__head">
      <Logo />
      <h1 className="vh">Parley</h1>
      <ProfileSwitcher
        profiles={profiles}
        current={profile}
        onNew={onNew}
        onManage={() => openPanel(null, 'profiles')}
      />
      {profile && <AutoExchange profile={profile} />}
      <IconButton label={t('popup.open_tab')} size="lg" onClick={() => openPanel(null)}>
        <Icon of={PanelTop} />
      </IconButton>
    </header>
  )
}
