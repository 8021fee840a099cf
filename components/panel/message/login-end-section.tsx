import { adviceText } from '@/components/ui/advice-text'
import { Prose } from '@/components/ui/prose'
import { StatusIcon } from '@/components/ui/icon'
import { SectionBar } from '@/components/ui/section-bar'
import { SpecLink } from '@/components/ui/spec-link'
import type { Flow } from '@/lib/flow/model/flow'
import type { Advice, AuthorizationRequest } from '@/lib/flow/model/message'
import { standingOf } from '@/lib/flow/read/summary'
import { t } from '@/lib/i18n'
import { Evidence } from '@/components/ui/evidence'
import { Facts, type Fact } from '@/components/ui/facts'
import { keyed } from '@/components/ui/keyed'

interface LoginEndSectionProps {
  flow: Flow
  message: AuthorizationRequest
}

/** Where a flow ended without a response, and advice; nothing while it is running. */
export function LoginEndSection({ flow, message }: LoginEndSectionProps) {
  const said = endSaid(flow, message)
  const { advice = [] } = message
  if (said === null) return null
  return (
    <>
      <SectionBar level={3} title={t('panel.message.end.title')} />
      <p className="note-line with-icon">
        <StatusIcon status={said.status} />
        <span className="strong">{said.text}</span>
      </p>
      <Facts facts={factsOf(flow, message)} />
      {advice.length > 0 && (
        <ul aria-label={t('panel.message.end.advice')}>
          {keyed(advice, ({ code }) => code).map(({ key, item }) => (
            <AdviceItem key={key} advice={item} />
          ))}
        </ul>
      )}
    </>
  )
}

/** The response of the authorization endpoint, if the flow did not end with it. */
export function ResultSection({ flow, message }: LoginEndSectionProps) {
  if (!message.httpResult || endSaid(flow, message)) return null
  return (
    <>
      <SectionBar level={3} title={t('panel.message.end.title')} />
      <Facts facts={resultFacts(message)} />
    </>
  )
}

/** Only the newest request of a flow shows the end of the flow. */
function endSaid(flow: Flow, message: AuthorizationRequest) {
  const newest = flow.messages.findLast(({ kind }) => kind === message.kind)
  return newest === message ? sentenceOf(flow) : null
}

function AdviceItem({ advice }: { advice: Advice }) {
  const { seen, expected, refs } = advice
  return (
    <li className="check">
      <StatusIcon status="info" />
      <p className="wrap">
        <Prose>{adviceText(advice)}</Prose>
      </p>
      <dl className="check__facts">
        <Evidence seen={seen} expected={expected} />
        {refs.length > 0 && (
          <>
            <dt>{t('panel.checks.clause')}</dt>
            <dd className="check__refs">
              {refs.map((ref) => (
                <SpecLink key={ref} specRef={ref} />
              ))}
            </dd>
          </>
        )}
      </dl>
    </li>
  )
}

const sentences = {
  unreachable: 'panel.message.end.unreachable',
  'error-page': 'panel.message.end.error_page',
  'tab-closed': 'panel.message.end.tab_closed',
  'not-observable': 'panel.message.end.not_observable',
} as const

function sentenceOf(flow: Flow) {
  const { outcome, error, end } = standingOf(flow)
  if (outcome === 'refused-at-server')
    return warning(
      error === '401'
        ? t('panel.message.end.refused_401')
        : t('panel.message.end.refused_at_server', [error ?? '']),
    )
  if (outcome === 'page-failed')
    return warning(
      end?.step.kind === 'hop' && end.step.failure === undefined
        ? t('panel.message.end.page_status', [error ?? ''])
        : t('panel.message.end.page_unreachable'),
    )
  if (!isSaid(outcome)) return null
  const text = t(sentences[outcome])
  return end ? warning(text) : ({ status: 'neutral', text } as const)
}

const warning = (text: string) => ({ status: 'warn', text }) as const

function isSaid(outcome: string): outcome is keyof typeof sentences {
  return Object.hasOwn(sentences, outcome)
}

function resultFacts({ httpResult }: AuthorizationRequest): readonly Fact[] {
  return [
    [t('panel.facts.status'), httpResult?.status ?? null],
    [t('panel.facts.error'), httpResult?.error ?? null],
  ]
}

/** The result of the endpoint, then the last page if it is a different one. */
function factsOf(flow: Flow, message: AuthorizationRequest): readonly Fact[] {
  const { outcome, error, end } = standingOf(flow)
  const own = resultFacts(message)
  if (outcome === 'not-observable') return [...own, [t('panel.message.end.delivery'), error]]
  if (end?.step.kind !== 'hop') return own
  const { method, url, status, failure, errorCode } = end.step
  return [
    ...own,
    [t('panel.message.end.last_page'), `${method} ${url}`],
    [t('panel.message.end.last_status'), status],
    [t('panel.facts.error'), failure ?? null],
    [t('panel.message.end.error_code'), errorCode ?? null],
  ]
}
