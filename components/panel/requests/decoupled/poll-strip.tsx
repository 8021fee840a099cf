import { ExternalLink } from 'lucide-react'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon, StatusIcon } from '@/components/ui/icon'
import { IssueLine } from '@/components/ui/issue-line'
import { Prose } from '@/components/ui/prose'
import { TimeLeft, useNow } from '@/components/ui/time'
import { UrlLink } from '@/components/ui/url-link'
import { mayPoll, type PollState } from '@/lib/flow/read/poll-state'
import type { Status } from '@/lib/model/rule-result'
import { earliestPoll, nextPoll, type PollProgress } from '@/lib/oauth/polling'
import { t } from '@/lib/i18n'
import { PollEnd, Row } from './poll-end'
import { pollTitle } from './poll-title'

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
  const { progress, delivery } = state
  const now = useNow()
  const { status, text } = pollTitle(state, now)
  const isOpen = state.phase === 'waiting' || state.phase === 'sending'
  return (
    <section
      className={`sentstrip sentstrip--${tones[status]}`}
      aria-label={t('panel.decoupled.run')}
    >
      <div role="status">
        <h3 className="sentstrip__t">
          <StatusIcon status={status} />
          {text}
        </h3>
      </div>
      {(isOpen || state.phase === 'unreceivable') && <ForUser state={state} />}
      <dl className="sentstrip__d">
        {state.phase === 'waiting' && progress && <Waiting {...{ progress, delivery, now }} />}
        <PollEnd state={state} />
      </dl>
      {state.stop?.issues.map((issue) => (
        <IssueLine key={issue.code} issue={issue} />
      ))}
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

/** Seconds after which the browser may terminate the background between two polls. */
const longInterval = 25

/** When the next poll is due, and why it is later than the interval. */
function nextText(progress: PollProgress, now: number): string {
  const { failures, isUnderWay } = progress
  const seconds = isUnderWay ? 0 : Math.ceil((nextPoll(progress) - now) / 1000)
  const due =
    seconds > 0 ? t('panel.decoupled.in_seconds', [String(seconds)]) : t('panel.decoupled.now')
  return failures > 0 ? `${due}, ${t('panel.decoupled.failures', failures)}` : due
}

/** The interval, and how `slow_down` changed it. */
function intervalText({ terms, interval }: PollProgress): string {
  return interval === terms.interval
    ? t('ui.time.s', [String(interval)])
    : t('panel.decoupled.slowed', [String(terms.interval), String(interval)])
}

interface WaitingProps extends Pick<PollState, 'delivery'> {
  readonly progress: PollProgress
  readonly now: number
}

function Waiting({ progress, delivery, now }: WaitingProps) {
  const { terms, interval, polls } = progress
  return (
    <>
      <Row name={t('panel.decoupled.expires')}>
        <TimeLeft until={terms.expiresAt} total={terms.expiresAt - terms.at} />
        {terms.isAssumed && ` ${t('panel.decoupled.assumed')}`}
      </Row>
      <Row name={t('panel.decoupled.next_poll')}>{nextText(progress, now)}</Row>
      <Row name={t('panel.decoupled.polls')}>{polls}</Row>
      <Row name={t('panel.decoupled.interval')}>
        <Prose>{intervalText(progress)}</Prose>
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

function Buttons(props: PollStripProps & { readonly now: number }) {
  const { state, now, onStop, onContinue, onFlow } = props
  const { phase, stop, progress } = state
  const isWaiting = phase === 'waiting'
  const isExpired = progress !== null && now >= progress.terms.expiresAt
  return (
    <div className="btns">
      {isWaiting && !isExpired && <PageLink state={state} />}
      {(isWaiting || stop?.by === 'expired') && <PollButton {...props} />}
      {isWaiting && <Button onClick={onStop}>{t('panel.decoupled.cancel')}</Button>}
      {phase === 'stopped' && !isExpired && (
        <Button variant="primary" onClick={onContinue}>
          {t('panel.decoupled.continue')}
        </Button>
      )}
      <Button onClick={onFlow}>{t('panel.consents.show_flow')}</Button>
    </div>
  )
}

/** Opens the page where the user enters the code. */
function PageLink({ state }: Pick<PollStripProps, 'state'>) {
  const page = state.verificationUriComplete ?? state.verificationUri
  if (page === null || !/^https?:/i.test(page)) return null
  return (
    <a className="btn btn--primary" href={page} target="_blank" rel="noreferrer">
      <Icon of={ExternalLink} />
      {t('panel.decoupled.open_page')}
    </a>
  )
}

type PollButtonProps = Pick<PollStripProps, 'state' | 'pollPending' | 'onPoll'> & {
  readonly now: number
}

/** Polls once, as soon as the interval is over. */
function PollButton({ state, pollPending, now, onPoll }: PollButtonProps) {
  const { progress, stop } = state
  const left = progress ? Math.ceil((earliestPoll(progress) - now) / 1000) : 0
  const early = t('panel.decoupled.too_early', [String(Math.max(1, left))])
  return (
    <ActionButton pending={pollPending} off={mayPoll(state, now) ? null : early} onClick={onPoll}>
      {t(stop?.by === 'expired' ? 'panel.decoupled.poll_again' : 'panel.decoupled.poll_now')}
    </ActionButton>
  )
}
