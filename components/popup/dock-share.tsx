import { Copy, Download, Ellipsis } from 'lucide-react'
import { useSharing } from '@/components/connected/sharing'
import { useShareKeys } from '@/components/connected/use-share-keys'
import { IconButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Menu, type TriggerProps } from '@/components/ui/menu'
import { t } from '@/lib/i18n'

/** What leaves of the flow of the latest response in one press. */
export function DockShare({ flowId }: { readonly flowId: string }) {
  const { copyReport, saveFlowFile } = useSharing()
  useShareKeys(flowId)
  return (
    <Menu
      label={t('popup.dock.more')}
      align="end"
      trigger={Trigger}
      items={[
        {
          id: 'report',
          label: t('panel.share.copy_report'),
          icon: <Icon of={Copy} />,
          keyHint: 'Shift+C',
          onSelect: () => copyReport([flowId]),
        },
        {
          id: 'save',
          label: t('panel.share.save_file'),
          icon: <Icon of={Download} />,
          keyHint: 'Ctrl+S',
          onSelect: () => saveFlowFile([flowId]),
        },
      ]}
    />
  )
}

function Trigger(props: TriggerProps) {
  return (
    <IconButton label={t('popup.dock.more')} {...props}>
      <Icon of={Ellipsis} />
    </IconButton>
  )
}
