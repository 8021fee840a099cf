import { middle } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { beginningOf } from '@/components/ui/long-text'
import { plainText, Prose } from '@/components/ui/prose'
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
 * A parameter of the response with its verdict; a difference shows the received and the sent value.
 */
export function VerdictRow({ name, verdict, opaque }: VerdictRowProps) {
  const { status, text, bad, got, sent, specRef } = verdict
  return (
    <>
      <dt>{name}</dt>
      <dd className="dock__wide">
        <StatusIcon status={status} />
        <span className={bad ? 'strong cut' : 'cut'} title={plainText(text)}>
          <Prose>{text}</Prose>
        </span>
        <span className="grow" />
        {opaque && !bad && got !== null ? (
          <Value value={got} opaque />
        ) : (
          <span className="meta">
            <SpecLink specRef={specRef} short />
          </span>
        )}
      </dd>
      {bad && (
        <dd className="dock__wide dock__sub dock__from meta">
          <span>{t('popup.dock.got')}</span>
          {got === null ? (
            t('popup.dock.nothing')
          ) : (
            <Value value={asciiText(got)} opaque={opaque} />
          )}
          {sent !== null && (
            <>
              <span>{t(opaque ? 'popup.dock.sent' : 'popup.dock.issuer')}</span>
              <Value value={asciiText(sent)} opaque={opaque} />
            </>
          )}
        </dd>
      )}
    </>
  )
}

function Value({ value, opaque }: { value: string; opaque: boolean }) {
  return (
    <span className="mono cut" title={beginningOf(value)}>
      {value === '' ? t('popup.dock.empty') : opaque ? middle(value, 11) : beginningOf(value)}
    </span>
  )
}
