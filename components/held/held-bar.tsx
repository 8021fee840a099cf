import { Copy, PanelsTopLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/button'
import { Icon, Logo } from '@/components/ui/icon'
import { useSharing } from '@/components/connected/sharing'
import { useShareKeys } from '@/components/connected/use-share-keys'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import type { Flow } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { command } from '@/lib/state/actions'
import type { Situation } from './situation'

const titles = {
  held: 'held.bar.held',
  mismatch: 'held.bar.held',
  expired: 'held.bar.held',
  denied: 'held.bar.held',
  unsolicited: 'held.bar.held',
  replayed: 'held.bar.held',
  releasing: 'held.bar.held',
  released: 'held.bar.released',
  exchanged: 'held.bar.exchanged',
  discarded: 'held.bar.discarded',
} as const satisfies Record<Situation, string>

interface HeldBarProps {
  readonly flow: Flow
  readonly situation: Situation
}

export function HeldBar({ flow, situation }: HeldBarProps) {
  const profile = useFlowProfile(flow)
  const { copyReport } = useSharing()
  useShareKeys(flow.id)
  return (
    <BareBar
      title={t(titles[situation])}
      flowId={flow.id}
      actions={
        <IconButton
          label={t('panel.share.copy_report')}
          aria-keyshortcuts="Shift+C"
          onClick={() => copyReport([flow.id])}
        >
          <Icon of={Copy} />
        </IconButton>
      }
    >
      {profile?.name}
    </BareBar>
  )
}

interface BareBarProps {
  readonly title: string
  readonly flowId: string | null
  /** The client of the response. */
  readonly children?: string | undefined
  readonly actions?: ReactNode
}

export function BareBar({ title, flowId, children, actions }: BareBarProps) {
  return (
    <header className="bar held__bar">
      <Logo />
      <span className="strong">Parley</span>
      <span className="bar__sep" />
      <span>{title}</span>
      <span className="grow" />
      <span className="meta cut">{children}</span>
      {actions}
      <IconButton
        label={t('held.bar.open')}
        onClick={() => void command('panelOpen', { flowId, screen: 'flows' })}
      >
        <Icon of={PanelsTopLeft} />
      </IconButton>
    </header>
  )
}
