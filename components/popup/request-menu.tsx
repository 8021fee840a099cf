import {
  AppWindow,
  Copy,
  Ellipsis,
  Info,
  Pencil,
  RefreshCw,
  Search,
  SquareArrowOutUpRight,
  Trash2,
} from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { HeldIcon, Icon, PrivateIcon } from '@/components/ui/icon'
import { Menu, type MenuItem, type TriggerProps } from '@/components/ui/menu'
import { t } from '@/lib/i18n'
import type { RowActions } from './row-actions'

interface RequestMenuProps {
  readonly row: RowActions
  /** Opens the panel on the flow that ended at the server; null without such a flow. */
  readonly onInspect: (() => void) | null
  /** It has its own request_uri to copy. */
  readonly hasUri: boolean
  /** Parley sent its PAR request itself. */
  readonly isOwn: boolean
  /** Why no private window can be opened. */
  readonly privateOff: string | undefined
  /** Why its response cannot be held. */
  readonly holdOff: string | undefined
  /** Why it cannot be pushed again; null if it can. */
  readonly pushOff: string | null
}

export function RequestMenu(props: RequestMenuProps) {
  return (
    <Menu
      label={t('popup.request.more')}
      align="end"
      items={() => itemsOf(props)}
      trigger={Trigger}
    />
  )
}

function Trigger(props: TriggerProps) {
  return (
    <IconButton label={t('popup.request.more')} tabIndex={-1} {...props}>
      <Icon of={Ellipsis} />
    </IconButton>
  )
}

function itemsOf({
  row,
  onInspect,
  hasUri,
  isOwn,
  privateOff,
  holdOff,
  pushOff,
}: RequestMenuProps): readonly (MenuItem | null)[] {
  return [
    ...(onInspect
      ? [
          {
            id: 'inspect',
            label: t('popup.dock.inspect'),
            icon: <Icon of={Search} />,
            onSelect: onInspect,
          },
        ]
      : []),
    ...(hasUri
      ? [
          {
            id: 'copy-uri',
            label: t('popup.request.copy_uri'),
            icon: <Icon of={Copy} />,
            keyHint: 'U',
            onSelect: row.copyUri,
          },
        ]
      : []),
    {
      id: 'copy-url',
      label: t('popup.request.copy_url_long'),
      icon: <Icon of={Copy} />,
      keyHint: 'C',
      onSelect: row.copyUrl,
    },
    ...(isOwn
      ? [
          {
            id: 'copy-curl',
            label: t('popup.request.copy_curl'),
            icon: <Icon of={Copy} />,
            onSelect: row.copyCurl,
          },
        ]
      : []),
    null,
    {
      id: 'tab',
      label: t('popup.request.open_tab'),
      icon: <Icon of={SquareArrowOutUpRight} />,
      onSelect: row.open,
    },
    {
      id: 'window',
      label: t('popup.request.open_window'),
      icon: <Icon of={AppWindow} />,
      onSelect: row.openWindow,
    },
    {
      id: 'private',
      label: t('popup.request.open_private'),
      icon: <PrivateIcon />,
      keyHint: 'P',
      disabled: privateOff,
      onSelect: row.openPrivate,
    },
    {
      id: 'hold',
      label: t('popup.request.open_hold'),
      icon: <HeldIcon />,
      disabled: holdOff,
      onSelect: row.openAndHold,
    },
    null,
    {
      id: 'again',
      label: t('popup.push.again'),
      icon: <Icon of={RefreshCw} />,
      keyHint: 'R',
      disabled: pushOff ?? undefined,
      onSelect: row.pushAgain,
    },
    {
      id: 'details',
      label: t('popup.request.details'),
      icon: <Icon of={Info} />,
      onSelect: row.details,
    },
    {
      id: 'rename',
      label: t('popup.request.rename'),
      icon: <Icon of={Pencil} />,
      keyHint: 'F2',
      onSelect: row.rename,
    },
    {
      id: 'remove',
      label: t('popup.request.remove'),
      icon: <Icon of={Trash2} />,
      keyHint: 'Del',
      danger: true,
      onSelect: row.remove,
    },
  ]
}
