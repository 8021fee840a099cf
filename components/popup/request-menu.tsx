import {
  AppWindow,
  Copy,
  Ellipsis,
  Info,
  Pencil,
  Search,
  SlidersHorizontal,
  Trash2,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { HeldIcon, Icon, PrivateIcon } from '@/components/ui/icon'
import { Menu, type MenuItem, type TriggerProps } from '@/components/ui/menu'
import { t } from '@/lib/i18n'
import type { RowActions } from './row-actions'

interface RequestMenuProps {
  /** The name of the request, with its time. */
  readonly name: string
  readonly row: RowActions
  /** Opens the panel on the flow that ended at the server; null without such a flow. */
  readonly onInspect: (() => void) | null
  /** Its profile exists, so its values can be edited. */
  readonly canEdit: boolean
  /** It has its own request_uri to copy. */
  readonly hasUri: boolean
  /** Parley sent its PAR request itself. */
  readonly isOwn: boolean
  /** Why no private window can be opened. */
  readonly privateOff: string | undefined
  /** Why its response cannot be held. */
  readonly holdOff: string | undefined
}

export function RequestMenu(props: RequestMenuProps) {
  const label = t('popup.request.named', [t('popup.request.more'), props.name])
  return (
    <Menu
      label={label}
      align="end"
      items={() => itemsOf(props)}
      // oxlint-disable-next-line react/no-unstable-nested-components -- called, not mounted
      trigger={(trigger) => <Trigger label={label} {...trigger} />}
    />
  )
}

function Trigger({ label, ...props }: TriggerProps & { readonly label: string }) {
  return (
    <IconButton label={label} title={t('popup.request.more')} tabIndex={-1} {...props}>
      <Icon of={Ellipsis} />
    </IconButton>
  )
}

function itemsOf(props: RequestMenuProps): readonly (MenuItem | null)[] {
  const { row, onInspect, canEdit, hasUri, isOwn, privateOff, holdOff } = props
  const inspect = onInspect && item('inspect', t('popup.dock.inspect'), Search, onInspect)
  const copyUri = item('copy-uri', t('popup.request.copy_uri'), Copy, row.copyUri)
  return [
    ...(inspect ? [inspect] : []),
    ...(hasUri ? [{ ...copyUri, keyHint: 'U' }] : []),
    ...(isOwn ? [item('copy-curl', t('popup.request.copy_curl'), Copy, row.copyCurl)] : []),
    ...(canEdit ? [item('edit', t('panel.push.own'), SlidersHorizontal, row.edit)] : []),
    ...(inspect || hasUri || isOwn || canEdit ? [null] : []),
    item('window', t('popup.request.open_window'), AppWindow, row.openWindow),
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
    item('details', t('popup.request.details'), Info, row.details),
    { ...item('rename', t('popup.request.rename'), Pencil, row.rename), keyHint: 'F2' },
    {
      ...item('remove', t('popup.request.remove'), Trash2, row.remove),
      keyHint: 'Del',
      danger: true,
    },
  ]
}

function item(id: string, label: string, icon: LucideIcon, onSelect: () => void): MenuItem {
  return { id, label, icon: <Icon of={icon} />, onSelect }
}
