import { Chip } from '@/components/ui/chip'
import { formatDay, formatMinute, formatRelative } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { beginningOf } from '@/components/ui/long-text'
import { Prose } from '@/components/ui/prose'
import { Clock, TimeBar, useNow } from '@/components/ui/time'
import type { Consent } from '@/lib/consent/consent'
import { t } from '@/lib/i18n'
import { isPayment, issueText, sentenceText, sourceTexts, unknownText } from './consent-text'

/** The consent in words: a sentence, remarks and dates. */
export function ConsentSummary({ consent }: { readonly consent: Consent }) {
  const { status, issues, expiry, granted, life } = consent
  return (
    <>
      <div className={`cons__sum is-${status}`}>
        <StatusIcon status={status} />
        <h3 className="wrap">{sentenceText(consent)}</h3>
        {notesOf(consent).map((note) => (
          <p key={note}>{note}</p>
        ))}
        {issues.map((issue) => (
          <p key={`${issue.column} ${issue.code}`} className="with-icon">
            <StatusIcon status="warn" />
            <Prose>{issueText(issue)}</Prose>
          </p>
        ))}
        <Facts consent={consent} />
      </div>
      {expiry !== null && granted && life === 'active' && (
        <TimeBar from={granted.at} until={expiry} />
      )}
    </>
  )
}

function notesOf(consent: Consent): readonly string[] {
  const { life, sections, now, later } = consent
  const isGeneric = sections.some(({ type }) => type === 'rfc9396')
  const refused = later.findLast(
    ({ kind, problem }) => kind === 'refresh-response' && problem !== null,
  )
  const unknown = now && unknownText(now)
  return [
    ...(life === 'expired' ? [t('panel.consent.note.expired')] : []),
    ...(life === 'withdrawn' ? [t('panel.consent.note.withdrawn')] : []),
    ...(isGeneric && life !== 'waiting' ? [t('panel.consent.note.generic')] : []),
    ...(unknown ? [t('panel.consent.note.now', [unknown])] : []),
    ...(refused?.problem && refused !== now
      ? [t('panel.consent.note.refresh', [beginningOf(refused.problem, 200)])]
      : []),
  ]
}

function Facts({ consent }: { readonly consent: Consent }) {
  const { id, statusText, expiry, reauthenticateBy, life, granted, now } = consent
  return (
    <dl className="cons__facts">
      {id && (
        <div>
          <dt>{id[0]}</dt>{' '}
          <dd>
            <code>{beginningOf(id[1], 120)}</code>
          </dd>
        </div>
      )}
      {statusText !== null && (
        <div>
          <dt>{t('panel.consent.facts.status')}</dt>{' '}
          <dd>
            <StatusChip consent={consent} text={beginningOf(statusText, 60)} />
          </dd>
        </div>
      )}
      {life !== 'refused' && life !== 'withdrawn' && (
        <div>
          <dt>{t(endTexts[endOf(consent)])}</dt>{' '}
          <dd>{expiry === null ? t('panel.consent.facts.not_stated') : <Moment at={expiry} />}</dd>
        </div>
      )}
      {reauthenticateBy !== null && life === 'active' && (
        <div>
          <dt>{t('panel.consent.facts.reauthenticate')}</dt>{' '}
          <dd>
            <Moment at={reauthenticateBy} />
          </dd>
        </div>
      )}
      {now?.isInactive && (
        <div>
          <dt>{t('panel.consent.facts.seen_in')}</dt>{' '}
          <dd>
            {t(sourceTexts[now.kind])}, <Clock at={now.at} />: <code>active: false</code>
          </dd>
        </div>
      )}
      {life === 'withdrawn' && granted && (
        <div>
          <dt>{t('panel.consent.facts.known_good')}</dt>{' '}
          <dd>
            {t(sourceTexts[granted.kind])}, <Clock at={granted.at} />
          </dd>
        </div>
      )}
    </dl>
  )
}

const endTexts = {
  expired: 'panel.consent.facts.expired',
  pay: 'panel.consent.facts.pay',
  expires: 'panel.consent.facts.expires',
} as const

function endOf(consent: Consent): keyof typeof endTexts {
  if (consent.life === 'expired') return 'expired'
  return isPayment(consent) ? 'pay' : 'expires'
}

function StatusChip({ consent, text }: { readonly consent: Consent; readonly text: string }) {
  const tone = toneOf(consent)
  return <Chip {...(tone && { tone })}>{text}</Chip>
}

/** A date with its time and its distance from now. */
function Moment({ at }: { readonly at: number }) {
  const now = useNow()
  return t('panel.consent.facts.moment', [
    `${formatDay(at)} ${formatMinute(at)}`,
    formatRelative(at - now),
  ])
}

/** The tone of the chip with the status. */
function toneOf({ life }: Pick<Consent, 'life'>): 'pass' | 'warn' | undefined {
  if (life === 'active' || life === 'used') return 'pass'
  return life === 'withdrawn' || life === 'suspended' || life === 'refused' ? 'warn' : undefined
}
