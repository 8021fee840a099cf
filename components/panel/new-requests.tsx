import { useState } from 'react'
import { Ellipsis, FileKey2, Plus } from 'lucide-react'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu, type TriggerProps } from '@/components/ui/menu'
import { t } from '@/lib/i18n'
import { GrantDialog } from './grant-dialog'
import { PushDialog } from './push-dialog'
import { PushIcon } from './push-new'
import { useFlowActions } from './use-flow-actions'
import type { Push } from './use-push'

interface NewRequestsProps {
  push: Push
  onFlow: (id: string) => void
}

/** What begins a flow: a push at one press, and beside it what needs more to be said. */
export function NewRequests({ push, onFlow }: NewRequestsProps) {
  const [asked, setAsked] = useState<'push' | 'grant' | null>(null)
  const actions = useFlowActions('', onFlow)
  const close = () => setAsked(null)
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
            disabled: push.off ?? undefined,
            onSelect: () => setAsked('push'),
          },
          {
            id: 'grant',
            label: t('panel.grant.open'),
            icon: <Icon of={FileKey2} />,
            disabled: push.off ?? undefined,
            onSelect: () => setAsked('grant'),
          },
        ]}
        trigger={Trigger}
      />
      {asked === 'push' && (
        <PushDialog
          redirectUris={push.redirectUris}
          pending={push.pending}
          issues={push.issues}
          onPush={push.own}
          onClose={close}
        />
      )}
      {asked === 'grant' && <GrantDialog flow={null} actions={actions} onClose={close} />}
    </>
  )
}

function Trigger(props: TriggerProps) {
  return (
    <IconButton label={t('panel.push.more')} {...props}>
      <Icon of={Ellipsis} />
    </IconButton>
  )
}
