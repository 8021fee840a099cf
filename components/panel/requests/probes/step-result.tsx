import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Facts, type Fact } from '@/components/ui/facts'
import { formatClock, formatIso } from '@/components/ui/format'
import { StatusIcon } from '@/components/ui/icon'
import { plainText, Prose } from '@/components/ui/prose'
import { ServerText } from '@/components/ui/server-text'
import { SectionBar } from '@/components/ui/section-bar'
import { t } from '@/lib/i18n'
import { receivedText, stepText, verdictText } from './probe-text'
import type { StepView } from './use-probes'
import type { ProbeActions } from './use-probe-actions'

interface StepResultProps {
  readonly view: StepView
  /** The test has this step only, so its heading would repeat the name. */
  readonly isOnly: boolean
  readonly actions: ProbeActions
  readonly onFlow: (flowId: string) => void
  readonly markdown: () => string
}

/** One request of a test: what it changes, and the verdict with what was received. */
export function StepResult({ view, isOnly, actions, onFlow, markdown }: StepResultProps) {
  const { step, result, status, state } = view
  const flowId = result?.flowId ?? null
  const verdict = verdictText(view)
  return (
    <section aria-label={plainText(stepText(step.id))}>
      <SectionBar title={isOnly ? t('probes.after.verdict') : step.id} level={3}>
        <span className="meta cut">
          <Prose>{stepText(step.id)}</Prose>
        </span>
        {result && state === 'done' && (
          <CopyButton value={async () => markdown()} label={t('probes.copy_one')} />
        )}
      </SectionBar>
      <div className="probe__result">
        {verdict !== '' && (
          <p className="probe__verdict">
            {status && <StatusIcon status={status} />}
            <Prose>{verdict}</Prose>
          </p>
        )}
        <PageMarks view={view} actions={actions} />
        {state === 'done' && result && <Facts facts={factsOf(view)} />}
        {flowId !== null && (
          <p>
            <Button variant="link" onClick={() => onFlow(flowId)}>
              {t('probes.flow_open')}
            </Button>
          </p>
        )}
      </div>
    </section>
  )
}

/** The tester says what a page shows: Parley does not read it. */
export function PageMarks({ view, actions }: Pick<StepResultProps, 'view' | 'actions'>) {
  const { step, state, result } = view
  const isPage = state === 'mark' || state === 'open' || result?.marked !== undefined
  if (!isPage) return null
  return (
    <div className="btns">
      <Button onClick={() => actions.mark(step.id, 'error')}>{t('probes.shows_error')}</Button>
      <Button onClick={() => actions.mark(step.id, 'login')}>{t('probes.shows_login')}</Button>
    </div>
  )
}

function factsOf({ result }: StepView): readonly Fact[] {
  if (!result) return []
  const { differences, response, at, sentTo, marked } = result
  return [
    ...differences.map(({ name, from, to }): Fact => [
      name,
      <span key={name} className="mono">
        {from ?? t('probes.after.added')} → {to ?? t('probes.after.not_sent')}
      </span>,
    ]),
    [t('probes.after.received'), <Prose key="received">{receivedText(result)}</Prose>],
    [
      t('ui.server_says'),
      response?.description ? <ServerText key="said">{response.description}</ServerText> : null,
    ],
    [t('probes.before.judged'), marked ? t('probes.verdict.marked') : null],
    [
      t('probes.after.sent'),
      sentTo === null ? null : (
        <span key="sent" title={formatIso(at)}>
          {t('probes.after.at', [sentTo, formatClock(at)])}
        </span>
      ),
    ],
  ]
}
