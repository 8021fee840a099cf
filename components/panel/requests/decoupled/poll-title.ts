import type { PollState } from '@/lib/flow/read/poll-state'
import type { Status } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'

/** What the strip of a run says. */
export interface PollTitle {
  readonly status: Status
  readonly text: string
}

const title = (status: Status, text: string): PollTitle => ({ status, text })

const expired = () => title('warn', t('panel.decoupled.state.expired'))

type Read = (state: PollState, isOver: boolean) => PollTitle

const titles: Readonly<Record<PollState['phase'], Read>> = {
  sending: () => title('pending', t('panel.decoupled.state.sending')),
  refused: () => title('fail', t('panel.decoupled.state.refused')),
  unreceivable: ({ delivery }) =>
    title('warn', t('panel.decoupled.state.unreceivable', [delivery])),
  waiting({ progress }, isOver) {
    if (isOver) return expired()
    const isSlowed = (progress?.slowDowns ?? 0) > 0
    return title(
      'pending',
      t(isSlowed ? 'panel.decoupled.state.slowed' : 'panel.decoupled.state.waiting'),
    )
  },
  stopped({ stop }) {
    if (stop?.by === 'expired') return expired()
    return stop?.by === 'refused'
      ? title('fail', t('panel.decoupled.state.not_sent'))
      : title('neutral', t('panel.decoupled.state.stopped'))
  },
  ended({ progress }) {
    const { kind = 'error', error = null } = progress?.end ?? {}
    if (kind === 'tokens') return title('pass', t('panel.decoupled.state.done'))
    const known = Object.entries(decided).find(([code]) => code === error)
    return known ? title('warn', t(known[1])) : title('fail', t('panel.decoupled.state.error'))
  },
}

const decided = {
  access_denied: 'panel.decoupled.state.denied',
  expired_token: 'panel.decoupled.state.expired',
  transaction_failed: 'panel.decoupled.state.failed',
} as const

/** The state of a run in words. A lifetime that is over counts before the background has noted it. */
export function pollTitle(state: PollState, now: number): PollTitle {
  const { phase, progress } = state
  return titles[phase](state, progress !== null && now >= progress.terms.expiresAt)
}

/** Error codes with a sentence about the cause and one about the next step. */
const explained = [
  'access_denied',
  'expired_token',
  'transaction_failed',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_client',
  'invalid_request',
  'invalid_scope',
  'unknown_user_id',
  'missing_user_code',
  'invalid_user_code',
  'invalid_binding_message',
  'expired_login_hint_token',
] as const

/** Why the server refused, and what to do; null for a code without a text. */
export function pollCause(
  error: string | null,
): { readonly cause: string; readonly next: string } | null {
  const known = explained.find((code) => code === error)
  if (!known) return null
  return {
    cause: t(`panel.decoupled.cause.${known}`),
    next: t(`panel.decoupled.next.${known}`),
  }
}
