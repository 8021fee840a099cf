import type { ComponentProps } from 'react'
import { Bell, Ellipsis, Eye, Keyboard, Settings, Trash2 } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { useSettings } from '@/components/connected/use-settings'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'

function moreButton(props: Parameters<ComponentProps<typeof Menu>['trigger']>[0]) {
  return (
    <IconButton label={t('panel.menu.more')} {...props}>
      <Icon of={Ellipsis} />
    </IconButton>
  )
}

interface PanelMenuProps {
  onShortcuts: () => void
  onSettings: () => void
}

export function PanelMenu({ onShortcuts, onSettings }: PanelMenuProps) {
  const empty = useMirror(({ flows }) => flows.every(({ removedAt }) => removedAt !== undefined))
  const settings = useSettingItems()
  return (
    <Menu
      label={t('panel.menu.more')}
      align="end"
      trigger={moreButton}
      items={[
        {
          id: 'shortcuts',
          label: t('panel.menu.shortcuts'),
          icon: <Icon of={Keyboard} />,
          onSelect: onShortcuts,
        },
        {
          id: 'settings',
          label: t('panel.menu.settings'),
          icon: <Icon of={Settings} />,
          onSelect: onSettings,
        },
        null,
        ...settings,
        null,
        {
          id: 'clear',
          label: t('panel.menu.clear'),
          icon: <Icon of={Trash2} />,
          danger: true,
          disabled: empty ? t('panel.menu.nothing') : undefined,
          onSelect: () => void command('flowsClear'),
        },
      ]}
    />
  )
}

/** The settings for the whole of Parley. */
function useSettingItems(): readonly MenuItem[] {
  const { watchThirdParty, notices, setWatchThirdParty, setNotices } = useSettings()
  return [
    {
      id: 'watch-others',
      label: t('panel.menu.watch_third_party'),
      icon: <Icon of={Eye} />,
      switched: watchThirdParty,
      onSelect: () => setWatchThirdParty(!watchThirdParty),
    },
    {
      id: 'notices',
      label: t('panel.menu.notices'),
      icon: <Icon of={Bell} />,
      switched: notices,
      onSelect: () => setNotices(!notices),
    },
  ]
}
