import type { ReactNode } from 'react'
import { evidenceText } from '@/components/ui/evidence-text'
import { StatusIcon } from '@/components/ui/icon'
import { Prose } from '@/components/ui/prose'
import { SpecLink } from '@/components/ui/spec-link'
import { t } from '@/lib/i18n'
import type { Status } from '@/lib/model/rule-result'
import type { CodeLine } from './code-line'
import type { RowCheck } from './row-checks'

interface CheckCellProps {
  readonly checks: readonly RowCheck[]
  readonly code: CodeLine | null
}

/**
 * The checks of one parameter. The remaining time of a valid code is more important than its check.
 */
export function CheckCell({ checks, code }: CheckCellProps) {
  const shown = code
    ? checks.filter(({ status }) => status === 'fail' || status === 'warn')
    : checks
  return (
    <td className="is-chk">
      {code && (
        <Line status={code.status}>
          <span title={code.title}>
            {code.text}
            {code.note !== null && (
              <>
                <br />
                <span className="meta">{code.note}</span>
              </>
            )}
          </span>
        </Line>
      )}
      {shown.map((check) => (
        <CheckLine key={check.key} check={check} />
      ))}
    </td>
  )
}

interface CheckLineProps {
  readonly check: RowCheck
  /** Names the subject of the check, too. */
  readonly about?: boolean
}

/** The verdict of a check; a failed one also shows the expected value. */
export function CheckLine({ check, about = false }: CheckLineProps) {
  const { status, text, expected, specRef } = check
  const isBad = status === 'fail' || status === 'warn'
  const link = specRef !== undefined && <SpecLink specRef={specRef} short />
  return (
    <Line status={status}>
      {isBad ? (
        <span>
          {about && <span className="mono">{check.about} </span>}
          <span className="strong">
            <Prose>{text}</Prose>
          </span>
          <br />
          <span className="meta">
            {about && check.seen !== undefined && (
              <>
                {t('held.table.seen')} <span className="mono">{evidenceText(check.seen)}</span>{' '}
              </>
            )}
            {expected !== undefined && (
              <>
                {t('held.table.expected')}{' '}
                <span className="mono">{evidenceText(expected)}</span>{' '}
              </>
            )}
            {link}
          </span>
        </span>
      ) : (
        <span>
          <Prose>{text}</Prose> {check.citesPass && link}
        </span>
      )}
    </Line>
  )
}

function Line({ status, children }: { readonly status: Status; readonly children: ReactNode }) {
  return (
    <div>
      <StatusIcon status={status} />
      {children}
    </div>
  )
}
