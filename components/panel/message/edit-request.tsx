import { startDraft } from '@/components/connected/edit-request'
import { useOpenScreen } from '@/components/connected/open-screen'
import { useFlowProfile } from '@/components/connected/use-flow-profile'
import { Button } from '@/components/ui/button'
import { t } from '@/lib/i18n'
import type { Flow } from '@/lib/flow/model/flow'
import type { MessageKind } from '@/lib/flow/model/message'

const requests: ReadonlySet<MessageKind> = new Set(['par-request', 'authorization-request'])

/** Sends an authorization request again with other values; nothing for other messages, or without its profile. */
export function EditRequest({ flow, kind }: { readonly flow: Flow; readonly kind: MessageKind }) {
  const profile = useFlowProfile(flow)
  const openScreen = useOpenScreen()
  if (!profile || !requests.has(kind)) return null
  return (
    <p className="note-line">
      <Button onClick={() => void startDraft(profile, flow).then(() => openScreen('requests'))}>
        {t('panel.push.own')}
      </Button>
    </p>
  )
}
