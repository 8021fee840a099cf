import { Chip } from '@/components/ui/chip'
import { HeldIcon, StatusIcon } from '@/components/ui/icon'
import { tokensVerdict, type Exchange } from '@/components/connected/exchange'
import { plainText } from '@/components/ui/prose'
import type { AuthorizationResponse } from '@/lib/flow/model/message'
import { isUnsolicited } from '@/lib/flow/read/code-state'
import { isSuccess } from '@/lib/flow/read/endpoint-response'
import { t } from '@/lib/i18n'
import { valueOf } from './latest'

const words = {
  held: 'popup.dock.held',
  releasing: 'popup.dock.releasing',
  released: 'popup.dock.released',
  discarded: 'popup.dock.discarded',
} as const

interface DockStateProps {
  readonly response: AuthorizationResponse
  readonly exchange: Exchange | null
  /** The response whose code auto-exchange is exchanging. */
  readonly exchangeDue: string | undefined
}

/** What came of the response: tokens, or an error of either endpoint. */
const ends = {
  exchanged: { tone: 'pass', word: 'popup.dock.exchanged' },
  doubtful: { tone: undefined, word: 'popup.dock.exchanged' },
  refused: { tone: 'fail', word: 'popup.dock.refused_chip' },
} as const

function endOf(response: AuthorizationResponse, exchange: Exchange | null) {
  if (valueOf(response, 'error') !== undefined) return ends.refused
  const tokenResponse = exchange?.tokenResponse
  if (!tokenResponse) return null
  if (!isSuccess(tokenResponse)) return ends.refused
  return tokensVerdict(tokenResponse).status === 'fail' ? ends.doubtful : ends.exchanged
}

/**
 * Whether a request is known, whether the app has received the response, and whether it was received
 * more than once.
 */
export function DockState({ response, exchange, exchangeDue }: DockStateProps) {
  const { id, hold, replays } = response
  const end = endOf(response, exchange)
  return (
    <>
      {exchangeDue === id && <Chip>{t('popup.dock.exchange_due')}</Chip>}
      {isUnsolicited(response) && (
        <Chip tone="warn">
          <StatusIcon status="warn" />
          <span title={plainText(t('ui.unsolicited.text'))}>{t('ui.unsolicited.chip')}</span>
        </Chip>
      )}
      {end && (
        <Chip {...(end.tone && { tone: end.tone })}>
          {end.tone && <StatusIcon status={end.tone} />}
          {t(end.word)}
        </Chip>
      )}
      {hold && hold.state !== 'exchanged' && (
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
