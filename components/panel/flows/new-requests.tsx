import { Ellipsis, FileKey2, Plus } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu, type TriggerProps } from '@/components/ui/menu'
import { t } from '@/lib/i18n'
import { GrantDialog } from './grant-dialog'
import { PushIcon } from './push-new'
import { useFlowActions } from '@/components/connected/use-flow-actions'
import type { Push } from '@/components/connected/use-push'
import { startDraft } from '@/components/connected/edit-request'
import { useOpenScreen } from '@/components/connected/open-screen'

/** The open dialog. */
export type OpenDialog = 'grant' | null

interface NewRequestsProps {
  push: Push
  onAsk: (requested: OpenDialog) => void
}

/** The buttons that start a flow: a push at one click, and the alternatives that need input. */
export function NewRequests({ push, onAsk }: NewRequestsProps) {
  const disabled = push.off ?? undefined
  const openScreen = useOpenScreen()
  const edit = () =>
    push.profile && void startDraft(push.profile, null).then(() => openScreen('requests'))
  return (
    <>
      <PushIcon push={push} />
      <Menu
        label={t('panel.push.more')}
        align="end"
        items={[
          {
            id: 'push',
            label: t('panel.push.own'),
            icon: <Icon of={Plus} />,
            disabled: push.profile ? undefined : disabled,
            onSelect: edit,
          },
          {
            id: 'grant',
            label: t('panel.grant.open'),
            icon: <Icon of={FileKey2} />,
            disabled,
            onSelect: () => onAsk('grant'),
          },
        ]}
        trigger={Trigger}
      />
    </>
  )
}

interface RequestDialogProps {
  requested: OpenDialog
  onFlow: (id: string) => void
  onClose: () => void
}

/**
 * The open dialog. It is outside the panes, so that it does not depend on which of them are visible.
 */
export function RequestDialog({ requested, onFlow, onClose }: RequestDialogProps) {
  const actions = useFlowActions('', onFlow)
  if (requested === null) return null
  return <GrantDialog flow={null} actions={actions} onClose={onClose} />
}

function Trigger(props: TriggerProps) {
  return (
    <IconButton label={t('panel.push.more')} {...props}>
      <Icon of={Ellipsis} />
    </IconButton>
  )
}
