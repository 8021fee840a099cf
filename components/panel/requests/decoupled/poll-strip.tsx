import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Prose } from '@/components/ui/prose'
import { TimeLeft, useNow } from '@/components/ui/time'
import { UrlLink } from '@/components/ui/url-link'
import { mayPoll, type PollState } from '@/lib/flow/read/poll-state'
import type { Status } from '@/lib/model/rule-result'
import { serverErrors } from '@/lib/oauth/error-body'
import { earliestPoll, nextPoll } from '@/lib/oauth/polling'
import { t } from '@/lib/i18n'
import { pollCause, pollTitle } from './poll-title'

interface PollStripProps {
  readonly state: PollState
  /** A poll of this page is under way. */
  readonly pollPending: boolean
  readonly onPoll: () => void
  readonly onStop: () => void
  readonly onContinue: () => void
  readonly onFlow: () => void
}

const tones: Readonly<Record<Status, string>> = {
  pass: 'pass',
  fail: 'fail',
  warn: 'warn',
  info: 'info',
  neutral: 'info',
  pending: 'info',
}

/** The last run: what the user needs, how long it lasts, when the next poll is due, and how it ended. */
export function PollStrip(props: PollStripProps) {
  const { state } = props
  const now = useNow()
  const { status, text } = pollTitle(state, now)
  const isOpen = state.phase === 'waiting' || state.phase === 'sending'
  return (
    <section className={`sentstrip sentstrip--${tones[status]}`} aria-label={t('panel.decoupled.run')}>
      <div role="status">
        <h3 className="sentstrip__t">
          <StatusIcon status={status} />
          {text}
        </h3>
      </div>
      {(isOpen || state.phase === 'unreceivable') && <ForUser state={state} />}
      <dl className="sentstrip__d">
        {state.phase === 'waiting' && <Waiting state={state} now={now} />}
        <Ended state={state} />
      </dl>
      {state.stop && <IssueNotes issues={state.stop.issues} />}
      <Buttons {...props} now={now} />
    </section>
  )
}

/** What the user enters on another device, or compares with it. */
function ForUser({ state }: Pick<PollStripProps, 'state'>) {
  const { userCode, bindingMessage, verificationUri, verificationUriComplete } = state
  return (
    <>
      {userCode !== null && <BigText label={t('panel.decoupled.user_code')} text={userCode} />}
      {bindingMessage !== null && (
        <BigText label={t('panel.decoupled.binding_message')} text={bindingMessage} />
      )}
      {verificationUri !== null && (
        <Address label={t('panel.decoupled.enter_at')} url={verificationUri} />
      )}
      {verificationUriComplete !== null && (
        <Address label={t('panel.decoupled.or_open')} url={verificationUriComplete} />
      )}
    </>
  )
}

function BigText({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className="pcode">
      <span className="meta">{label}</span>
      <span className="pcode__t mono">{text}</span>
      <CopyButton value={text} label={t('panel.decoupled.copy', [label])} />
    </div>
  )
}

function Address({ label, url }: { readonly label: string; readonly url: string }) {
  return (
    <div className="pcode pcode--url">
      <span className="meta">{label}</span>
      <span className="wrap">
        <UrlLink url={url} />
      </span>
      <CopyButton value={url} label={t('panel.decoupled.copy', [label])} />
    </div>
  )
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** Seconds after which the browser may terminate the background between two polls. */
const longInterval = 25

function Waiting({ state, now }: { readonly state: PollState; readonly now: number }) {
  const { progress, delivery } = state
  if (!progress) return null
  const { terms, interval, polls, failures } = progress
  const seconds = Math.max(0, Math.ceil((nextPoll(progress) - now) / 1000))
  const isSlower = interval !== terms.interval
  return (
    <>
      <Row name={t('panel.decoupled.expires')}>
        <TimeLeft until={terms.expiresAt} total={terms.expiresAt - terms.at} />
        {terms.isAssumed && ` ${t('panel.decoupled.assumed')}`}
      </Row>
      <Row name={t('panel.decoupled.next_poll')}>
        {progress.isUnderWay || seconds === 0
          ? t('panel.decoupled.polling_now')
          : t('panel.decoupled.in_seconds', [String(seconds)])}
        {failures > 0 && `, ${t('panel.decoupled.failures', failures)}`}
      </Row>
      <Row name={t('panel.decoupled.polls')}>{polls}</Row>
      <Row name={t('panel.decoupled.interval')}>
        {isSlower
          ? t('panel.decoupled.slowed', [String(terms.interval), String(interval)])
          : t('ui.time.s', [String(interval)])}
      </Row>
      {delivery === 'ping' && (
        <Row name={t('panel.decoupled.delivery')}>
          <Prose>{t('panel.decoupled.ping')}</Prose>
        </Row>
      )}
      {interval >= longInterval && (
        <Row name={t('panel.decoupled.note')}>{t('panel.decoupled.keep_open')}</Row>
      )}
    </>
  )
}

/** What the server responded in the end, its cause, and the next step. */
function Ended({ state }: Pick<PollStripProps, 'state'>) {
  const { phase, stop, progress, response } = state
  if (phase === 'unreceivable')
    return (
      <Row name={t('panel.decoupled.why')}>
        <Prose>{t('panel.decoupled.push')}</Prose>
      </Row>
    )
  if (phase === 'stopped' && stop?.by !== 'refused')
    return (
      <Row name={t('panel.decoupled.next_step')}>
        {t(stop?.by === 'expired' ? 'panel.decoupled.after_expiry' : 'panel.decoupled.after_stop')}
      </Row>
    )
  const [first] = phase === 'refused' && response ? serverErrors(response) : []
  const end = phase === 'ended' ? (progress?.end ?? null) : null
  const error = first?.code ?? end?.error ?? null
  const status = phase === 'refused' ? (response?.status ?? null) : (end?.status ?? null)
  if (phase !== 'refused' && (!end || end.kind === 'tokens')) return null
  const known = pollCause(error)
  return (
    <>
      <Row name={t('panel.consents.received')}>
        {[status === null ? t('panel.sequence.no_response') : String(status), error ?? '']
          .filter(Boolean)
          .join(', ')}
      </Row>
      {first?.description && (
        <Row name={t('panel.consents.says')}>{`“${first.description}”`}</Row>
      )}
      {known && (
        <Row name={t('panel.decoupled.why')}>
          <Prose>{known.cause}</Prose>
        </Row>
      )}
      {known && (
        <Row name={t('panel.decoupled.next_step')}>
          <Prose>{known.next}</Prose>
        </Row>
      )}
    </>
  )
}

function Buttons(props: PollStripProps & { readonly now: number }) {
  const { state, pollPending, now, onPoll, onStop, onContinue, onFlow } = props
  const { phase, stop, progress, verificationUri, verificationUriComplete } = state
  const isExpired = progress !== null && now >= progress.terms.expiresAt
  const page = verificationUriComplete ?? verificationUri
  const wait = progress ? Math.ceil((earliestPoll(progress) - now) / 1000) : 0
  const canPoll = progress !== null && (phase === 'waiting' || stop?.by === 'expired')
  return (
    <div className="btns">
      {phase === 'waiting' && !isExpired && page !== null && /^https?:/i.test(page) && (
        <a className="btn btn--primary" href={page} target="_blank" rel="noreferrer">
          <Icon of={ExternalLink} />
          {t('panel.decoupled.open_page')}
        </a>
      )}
      {canPoll && (
        <ActionButton
          pending={pollPending}
          off={
            mayPoll(state, now) ? null : t('panel.decoupled.too_early', [String(Math.max(1, wait))])
          }
          onClick={onPoll}
        >
          {t(stop?.by === 'expired' ? 'panel.decoupled.poll_again' : 'panel.decoupled.poll_now')}
        </ActionButton>
      )}
      {phase === 'waiting' && <Button onClick={onStop}>{t('panel.decoupled.cancel')}</Button>}
      {phase === 'stopped' && stop?.by !== 'expired' && !isExpired && (
        <Button variant="primary" onClick={onContinue}>
          {t('panel.decoupled.continue')}
        </Button>
      )}
      <Button onClick={onFlow}>{t('panel.consents.show_flow')}</Button>
    </div>
  )
}
