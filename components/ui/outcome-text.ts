import type { FlowSummary, Outcome } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { browserErrorText } from './browser-error-text'

type Standing = Pick<FlowSummary, 'outcome' | 'error'>

const outcomes = {
  pushed: 'panel.outcome.pushed',
  'consent-created': 'panel.outcome.consent_created',
  'consent-refused': 'panel.outcome.consent_refused',
  refused: 'panel.outcome.refused',
  waiting: 'panel.outcome.waiting',
  polling: 'panel.outcome.polling',
  'poll-stopped': 'panel.outcome.poll_stopped',
  'poll-expired': 'panel.outcome.poll_expired',
  held: 'panel.outcome.held',
  code: 'panel.outcome.code',
  'tokens-not-visible': 'panel.outcome.tokens_not_visible',
  error: 'panel.outcome.error',
  tokens: 'panel.outcome.tokens',
  'token-error': 'panel.outcome.token_error',
  'refused-at-server': 'panel.outcome.refused',
  unreachable: 'panel.outcome.unreachable',
  'error-page': 'panel.outcome.error_page',
  'page-failed': 'panel.outcome.page_failed',
  'tab-closed': 'panel.outcome.tab_closed',
  'not-observable': 'panel.outcome.not_observable',
} as const satisfies Record<Outcome, string>

/** Outcomes whose error is more informative than the label, or has its own sentence. */
const errorTexts: Partial<Readonly<Record<Outcome, (error: string) => string>>> = {
  error: (error) => error,
  'token-error': (error) => error,
  'refused-at-server': refusalText,
  unreachable: (error) => t('panel.outcome.unreachable_why', [browserErrorText(error)]),
  'page-failed': (error) =>
    isStatus(error)
      ? t('panel.outcome.page_status', [error])
      : t('panel.outcome.page_unreachable', [browserErrorText(error)]),
}

const isStatus = (error: string) => /^\d{3}$/.test(error)

/**
 * A server may send its login page with 401, and with a status from 500 it did not evaluate the
 * request.
 */
function refusalText(status: string): string {
  if (status === '401') return t('panel.outcome.refused_401')
  return t(
    Number(status) >= 500 ? 'panel.outcome.server_error' : 'panel.outcome.refused_at_server',
    [status],
  )
}

/** The outcome of a flow; an error code is shown as the server sent it. */
export function outcomeText({ outcome, error }: Standing): string {
  if (error === null) return t(outcomes[outcome])
  return errorTexts[outcome]?.(error) ?? [t(outcomes[outcome]), error].join(', ')
}
