import { CircleQuestionMark, PanelTop, Settings } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { Icon, Logo } from '@/components/ui/icon'
import { t } from '@/lib/i18n'
import { ProfileSwitcher } from './profile-switcher'
import type { usePopupState } from './use-popup-state'

interface HeaderProps extends ReturnType<typeof usePopupState> {
  readonly onNew: () => void
  readonly onKeys: () => void
  readonly onSettings: () => void
}

export function Header(props: HeaderProps) {
  const { profiles, profile, openPanel, onNew, onKeys, onSettings } = props
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
      <IconButton label={t('popup.keys.title')} size="lg" aria-keyshortcuts="?" onClick={onKeys}>
        <Icon of={CircleQuestionMark} />
      </IconButton>
      <IconButton label={t('popup.open_tab')} size="lg" onClick={() => openPanel(null)}>
        <Icon of={PanelTop} />
      </IconButton>
      <IconButton label={t('popup.settings.title')} size="lg" onClick={onSettings}>
        <Icon of={Settings} />
      </IconButton>
    </header>
  )
}
