import { Plus } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu, type TriggerProps } from '@/components/ui/menu'
import { t } from '@/lib/i18n'
import { rowId, type LibraryGroup } from './library'

interface AddRequestProps {
  readonly groups: readonly LibraryGroup[]
  /** The row of the new item. */
  readonly onAdded: (id: string) => void
}

/** Adds a request to one of the groups; nothing if none can. */
export function AddRequest({ groups, onAdded }: AddRequestProps) {
  const items = groups.flatMap(({ id, add }) =>
    add
      ? [
          {
            id,
            label: add.label,
            onSelect: () =>
              void add.run().then((item) => item !== null && onAdded(rowId(id, item))),
          },
        ]
      : [],
  )
  if (items.length === 0) return null
  return <Menu label={t('panel.requests.add')} align="end" items={items} trigger={Trigger} />
}

function Trigger(props: TriggerProps) {
  return (
    <IconButton label={t('panel.requests.add')} {...props}>
      <Icon of={Plus} />
    </IconButton>
  )
}
