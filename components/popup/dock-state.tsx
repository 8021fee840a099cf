import { Chip } from '@/components/ui/chip'
import { HeldIcon } from '@/components/ui/icon'
import { plainText } from '@/components/ui/prose'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { isUnsolicited } from '@/lib/flow/read/code-state'
import { t } from '@/lib/i18n'

const words = {
  held: 'popup.dock.held',
  releasing: 'popup.dock.releasing',
  released: 'popup.dock.released',
  exchanged: 'popup.dock.exchanged',
  discarded: 'popup.dock.discarded',
} as const

interface DockStateProps {
  readonly response: AuthorizationResponse
  /** Auto-exchange has not ended yet. */
  readonly exchangeDue: boolean
}

/**
 * Whether a request is known, whether the app has received the response, and whether it was received
 * more than once.
 */
export function DockState({ response, exchangeDue }: DockStateProps) {
  const { hold, replays } = response
  return (
    <>
      {exchangeDue && <Chip>{t('popup.dock.exchange_due')}</Chip>}
      {isUnsolicited(response) && (
        <Chip tone="warn">
          <span title={plainText(t('ui.unsolicited.text'))}>{t('ui.unsolicited.chip')}</span>
        </Chip>
      )}
      {hold && (
        <Chip>
          {hold.state === 'held' && <HeldIcon />}
          {t(words[hold.state])}
        </Chip>
      )}
      {replays.length > 0 && (
        <Chip tone="warn">
          <span title={t('popup.dock.replays', replays.length)}>{t('popup.dock.replayed')}</span>
        </Chip>
      )}
    </>
  )
}
