import type { ComponentProps } from 'react'
import { Bell, Ellipsis, Eye, Keyboard, Trash2 } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu, type MenuItem } from '@/components/ui/menu'
import { command } from '@/lib/state/actions'
import { useHost } from '@/lib/state/host'
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
}

export function PanelMenu({ onShortcuts }: PanelMenuProps) {
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
  const { watchThirdParty, notices } = useMirror(({ settings }) => settings)
  const { requestNotices, removeNotices } = useHost()
  const setNotices = async (on: boolean) => {
    if (on && !(await requestNotices())) return
    await command('settingsChange', { name: 'notices', on })
    if (!on) await removeNotices()
  }
  return [
    {
      id: 'watch-others',
      label: t('panel.menu.watch_third_party'),
      icon: <Icon of={Eye} />,
      switched: watchThirdParty,
      onSelect: () =>
        void command('settingsChange', { name: 'watchThirdParty', on: !watchThirdParty }),
    },
    {
      id: 'notices',
      label: t('panel.menu.notices'),
      icon: <Icon of={Bell} />,
      switched: notices,
      onSelect: () => void setNotices(!notices),
    },
  ]
}
