import type { PollState } from '@/lib/flow/read/poll-state'
import type { Status } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'

/** What the strip of a run says. */
export interface PollTitle {
  readonly status: Status
  readonly text: string
}

/** The state of a run in words. A lifetime that is over counts before the background has noted it. */
export function pollTitle(state: PollState, now: number): PollTitle {
  const { phase, progress, stop, delivery } = state
  const isOver = progress !== null && now >= progress.terms.expiresAt
  if (phase === 'sending') return { status: 'pending', text: t('panel.decoupled.state.sending') }
  if (phase === 'refused') return { status: 'fail', text: t('panel.decoupled.state.refused') }
  if (phase === 'ended') return ended(progress?.end?.kind ?? 'error', progress?.end?.error ?? null)
  if (phase === 'unreceivable')
    return { status: 'warn', text: t('panel.decoupled.state.unreceivable', [delivery]) }
  if (stop?.by === 'tester') return { status: 'neutral', text: t('panel.decoupled.state.stopped') }
  if (stop?.by === 'refused') return { status: 'fail', text: t('panel.decoupled.state.not_sent') }
  if (stop?.by === 'expired' || isOver)
    return { status: 'warn', text: t('panel.decoupled.state.expired') }
  const isSlowed = (progress?.slowDowns ?? 0) > 0
  return {
    status: 'pending',
    text: t(isSlowed ? 'panel.decoupled.state.slowed' : 'panel.decoupled.state.waiting'),
  }
}

const decided = {
  access_denied: 'panel.decoupled.state.denied',
  expired_token: 'panel.decoupled.state.expired',
  transaction_failed: 'panel.decoupled.state.failed',
} as const

function ended(kind: 'tokens' | 'error', error: string | null): PollTitle {
  if (kind === 'tokens') return { status: 'pass', text: t('panel.decoupled.state.done') }
  const known = Object.entries(decided).find(([code]) => code === error)
  return known
    ? { status: 'warn', text: t(known[1]) }
    : { status: 'fail', text: t('panel.decoupled.state.error') }
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
