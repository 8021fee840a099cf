import {
  Bookmark,
  Check,
  Columns2,
  Copy,
  Ellipsis,
  FileKey2,
  Pencil,
  Pin,
  Plus,
  Share,
  SlidersHorizontal,
  StickyNote,
} from 'lucide-react'
import { announce } from '@/components/ui/announcer'
import { IconButton } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-button'
import { destinationsOf, foreignText } from '@/components/connected/destination'
import { Icon } from '@/components/ui/icon'
import { Menu, type MenuItem, type TriggerProps } from '@/components/ui/menu'
import type { Flow } from '@/lib/flow/model/flow'
import type { Profile } from '@/lib/oauth/profile'
import { command } from '@/lib/state/actions'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import { consentIdsOf } from '@/components/panel/message/consent-id'
import { startDraft } from '@/components/connected/edit-request'
import { useOpenScreen } from '@/components/connected/open-screen'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import type { FlowTasks } from './flow-tasks'
import type { FlowKeeping } from './use-keep'

interface FlowMenuProps {
  flow: Flow
  onRename: () => void
  onPush: () => void
  onGrant: () => void
  tasks: FlowTasks
  keeping: FlowKeeping
}

/** The actions on a flow apart from its next step. */
export function FlowMenu(props: FlowMenuProps) {
  const { flow, onRename, onPush, onGrant, tasks, keeping } = props
  const profile = useFlowProfile(flow)
  const openScreen = useOpenScreen()
  const holds = flow.hold || (profile?.hold ?? false)
  const access = useMirror((state) => state.access)
  const foreign = foreignText(destinationsOf(profile, access, ['token']))
  const auto = t('panel.flow_menu.auto_exchange')
  const noProfile = profile ? undefined : t('panel.flow_menu.no_profile')
  const items: readonly (MenuItem | null)[] = [
    {
      id: 'rename',
      label: t('panel.flows.rename'),
      icon: <Icon of={Pencil} />,
      keyHint: 'F2',
      onSelect: onRename,
    },
    {
      id: 'pin',
      label: t(flow.pinned ? 'panel.flows.unpin' : 'panel.flows.pin'),
      icon: <Icon of={Pin} />,
      keyHint: 'P',
      onSelect: () => keeping.pin(flow.id),
    },
    ...keepItems(flow, keeping),
    {
      id: 'report',
      label: t('panel.share.copy_report'),
      icon: <Icon of={Copy} />,
      keyHint: 'Shift+C',
      onSelect: () => tasks.copyReport(flow.id),
    },
    {
      id: 'export',
      label: t('panel.share.menu_export'),
      icon: <Icon of={Share} />,
      keyHint: 'E',
      onSelect: () => tasks.export(flow.id),
    },
    {
      id: 'compare',
      label: t('panel.share.menu_compare'),
      icon: <Icon of={Columns2} />,
      keyHint: 'D',
      onSelect: () => tasks.compare(flow.id),
    },
    null,
    {
      id: 'push',
      label: t('panel.push.new'),
      icon: <Icon of={Plus} />,
      disabled: noProfile,
      onSelect: onPush,
    },
    {
      id: 'edit',
      label: t('panel.push.own'),
      icon: <Icon of={SlidersHorizontal} />,
      disabled: noProfile,
      onSelect: () => profile && void startDraft(profile, flow).then(() => openScreen('requests')),
    },
    {
      id: 'grant',
      label: t('panel.grant.open'),
      icon: <Icon of={FileKey2} />,
      disabled: noProfile,
      onSelect: onGrant,
    },
    ...consentItems(flow),
    null,
    {
      id: 'hold',
      label: t('panel.flow_menu.hold'),
      switched: holds,
      icon: holds ? <Icon of={Check} /> : undefined,
      disabled: whyNoHold(flow, profile),
      onSelect: () => void command('flowHold', { id: flow.id, on: !flow.hold }),
    },
    {
      id: 'auto',
      label: foreign === null ? auto : `${auto}. ${foreign}`,
      switched: profile?.autoExchange ?? false,
      icon: profile?.autoExchange ? <Icon of={Check} /> : undefined,
      disabled: noProfile,
      onSelect: () =>
        profile &&
        void command('profileAutoExchange', { id: profile.id, on: !profile.autoExchange }),
    },
  ]
  return <Menu label={t('panel.flow_menu.title')} align="end" items={items} trigger={Trigger} />
}

function keepItems(flow: Flow, keeping: FlowKeeping): readonly MenuItem[] {
  const { id, kept, note, imported, incognito } = flow
  const disabled = incognito ? t('issues.keep_private') : undefined
  const hasSecrets = imported?.mode !== 'safe' && kept?.mode !== 'complete'
  return [
    {
      id: 'note',
      label: t(note ? 'panel.flows.note_edit' : 'panel.flows.note_add'),
      icon: <Icon of={StickyNote} />,
      keyHint: 'N',
      onSelect: () => keeping.writeNote(id),
    },
    {
      id: 'keep',
      label: t(kept ? 'panel.flows.keep_end' : 'panel.flows.keep'),
      icon: <Icon of={Bookmark} />,
      keyHint: 'K',
      disabled,
      onSelect: () => keeping.toggle([id]),
    },
    ...(hasSecrets
      ? [
          {
            id: 'keep-secrets',
            label: t('panel.flows.keep_secrets'),
            disabled,
            onSelect: () => keeping.ask(id),
          },
        ]
      : []),
  ]
}

/**
 * Why holding cannot be switched for a single flow: it has a response already, or its profile holds
 * them all.
 */
function whyNoHold({ messages }: Flow, profile: Profile | null): string | undefined {
  if (messages.some(({ kind }) => kind === 'authorization-response'))
    return t('panel.flow_menu.hold_late')
  return profile?.hold ? t('panel.flow_menu.hold_all') : undefined
}

function Trigger(props: TriggerProps) {
  return (
    <IconButton label={t('panel.flow_menu.title')} {...props}>
      <Icon of={Ellipsis} />
    </IconButton>
  )
}

/** The consent ids in the newest token response that has any. */
function consentItems({ messages }: Flow): readonly MenuItem[] {
  const granted = messages.flatMap((message) =>
    message.kind === 'token-response' ? [consentIdsOf(message.body)] : [],
  )
  const ids = granted.findLast(({ length }) => length > 0) ?? []
  return ids.map((id) => ({
    id: `consent ${id}`,
    label: (
      <>
        {t('panel.consent.copy')} <span className="mono meta">{id}</span>
      </>
    ),
    icon: <Icon of={Copy} />,
    onSelect: () => void copyConsent(id),
  }))
}

async function copyConsent(id: string): Promise<void> {
  const copied = await copyText(id)
  announce(t(copied === 'copied' ? 'ui.copy.copied' : 'ui.copy.failed'))
}
