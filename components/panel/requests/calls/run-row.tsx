import { StatusIcon } from '@/components/ui/icon'
import { Clock } from '@/components/ui/time'
import { t } from '@/lib/i18n'
import type { CallRun } from '@/lib/storage/saved-calls'

interface RunRowProps {
  readonly run: CallRun
  readonly isSelected: boolean
  readonly onSelect: () => void
}

/** One call of the history: verdict, time, status, duration, and the page or the error. */
export function RunRow({ run, isSelected, onSelect }: RunRowProps) {
  const { at, status, took, verdict } = run
  return (
    <button
      type="button"
      className={isSelected ? 'lib call-run is-sel' : 'lib call-run'}
      aria-current={isSelected ? true : undefined}
      onClick={onSelect}
    >
      <StatusIcon status={verdict ?? 'pending'} />
      <span className="mono">
        <Clock at={at} />
      </span>
      <span className="mono">{status ?? '–'}</span>
      <span className="meta num">{took === null ? '' : secondsText(took)}</span>
      <span className="meta cut">{runNote(run)}</span>
    </button>
  )
}

export const secondsText = (ms: number) => `${(ms / 1000).toFixed(2)} s`

/** The error code of the server, or what the expectation says, or the page. */
export function runNote({ error, page, issues, idempotencyKey }: CallRun): string {
  if (error !== null) return error
  if (issues.length > 0) return t('panel.calls.not_expected')
  if (page) return pageText(page)
  return idempotencyKey === null ? '' : idempotencyKey
}

export function pageText({ page, pages }: NonNullable<CallRun['page']>): string {
  if (page === null) return t('panel.calls.paged')
  return pages === null
    ? t('panel.calls.page', [String(page)])
    : t('panel.calls.page_of', [String(page), String(pages)])
}
