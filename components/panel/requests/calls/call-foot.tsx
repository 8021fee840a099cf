import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { plainText, Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import { callSecrets } from '@/lib/oauth/call-secrets'
import { SaveAs } from '@/components/connected/request/save-as'
import { TokenChoice } from './token-choice'
import type { EditedCall } from './use-call'
import type { CallToken } from './use-call-tokens'
import type { SendingCall } from './use-send-call'

interface CallFootProps {
  readonly call: EditedCall
  readonly sending: SendingCall
  /** Why the call cannot be made; null if it can. */
  readonly off: string | null
  readonly isNaming: boolean
  readonly tokens: readonly CallToken[]
  readonly chosen: CallToken | null
  readonly onNaming: (isNaming: boolean) => void
  readonly onToken: (tokenId: string) => void
}

/** Makes the call, names the flow whose token is used, and keeps the call. */
export function CallFoot(props: CallFootProps) {
  const { call, sending, off, isNaming, tokens, chosen, onNaming, onToken } = props
  if (isNaming)
    return (
      <SaveAs
        from={call.from}
        isDraft={call.isDraft}
        secrets={callSecrets(call.values)}
        onSave={call.save}
        onDone={() => onNaming(false)}
      />
    )
  const reason = off === null ? null : plainText(off)
  return (
    <div className="bar bar--foot">
      <ActionButton
        variant="primary"
        pending={sending.pending}
        off={reason}
        aria-keyshortcuts="Control+Enter"
        onClick={() => sending.send(null)}
      >
        {t('panel.calls.send')}
      </ActionButton>
      {chosen && <TokenChoice {...{ tokens, chosen, onToken }} />}
      <span className="meta cut grow" title={reason ?? undefined}>
        {off !== null && <Prose>{off}</Prose>}
      </span>
      {call.savedId !== null && (
        <Button variant="quiet" onClick={call.remove}>
          {t('panel.requests.remove')}
        </Button>
      )}
      {call.isDraft && (
        <Button variant="quiet" onClick={call.reset}>
          {t('panel.requests.reset')}
        </Button>
      )}
      <Button variant="quiet" aria-keyshortcuts="Control+S" onClick={() => onNaming(true)}>
        {t('panel.requests.save_as')}
      </Button>
    </div>
  )
}
