import { middle } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { beginningOf } from '@/components/ui/long-text'
import { Prose } from '@/components/ui/prose'
import { SpecLink } from '@/components/ui/spec-link'
import { t } from '@/lib/i18n'
import { asciiText } from '@/lib/model/visible-text'
import type { Verdict } from './verdicts'

interface VerdictRowProps {
  readonly name: string
  readonly verdict: Verdict
  /** Opaque values are shortened in the middle, URLs at the end. */
  readonly opaque: boolean
}

/**
 * A parameter of the response with its verdict, which wraps and is never cut; a difference shows the received and
 * the sent value.
 */
export function VerdictRow({ name, verdict, opaque }: VerdictRowProps) {
  const { status, text, bad, got, sent, specRef } = verdict
  return (
    <>
      <dt>{name}</dt>
      <dd className="dock__wide is-two">
        <StatusIcon status={status} />
        <span className={bad ? 'strong grow wrap' : 'grow wrap'}>
          <Prose>{text}</Prose>
        </span>
        {opaque && !bad && got !== null ? (
          <Value value={got} opaque />
        ) : (
          <span className="meta">
            <SpecLink specRef={specRef} short />
          </span>
        )}
        {bad && (
          <Evidence
            got={got ?? t('popup.dock.nothing')}
            sent={sent}
            sentLabel={t(opaque ? 'popup.dock.sent' : 'popup.dock.issuer')}
            opaque={opaque}
          />
        )}
      </dd>
    </>
  )
}

interface EvidenceProps {
  /** Null if it says nothing. */
  readonly got: string | null
  readonly sent: string | null
  readonly sentLabel: string
  readonly opaque?: boolean
}

/** The value that was received and the value that it was compared with. */
export function Evidence({ got, sent, sentLabel, opaque = false }: EvidenceProps) {
  if (got === null && sent === null) return null
  return (
    <span className="meta dock__line dock__from">
      {got !== null && (
        <>
          <span>{t('popup.dock.got')}</span>
          <Value value={asciiText(got)} opaque={opaque} />
        </>
      )}
      {sent !== null && (
        <>
          <span>{sentLabel}</span>
          <Value value={asciiText(sent)} opaque={opaque} />
        </>
      )}
    </span>
  )
}

function Value({ value, opaque }: { value: string; opaque: boolean }) {
  return (
    <span className={opaque ? 'mono nowrap' : 'mono wrap'} title={beginningOf(value)}>
      {value === '' ? t('popup.dock.empty') : opaque ? middle(value, 11) : beginningOf(value)}
    </span>
  )
}
