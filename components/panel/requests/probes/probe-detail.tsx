import { ActionButton } from '@/components/ui/action-button'
import { Chip } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import { Icon } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Prose } from '@/components/ui/prose'
import { SpecLink } from '@/components/ui/spec-link'
import { SendsTo } from '@/components/connected/sends-to'
import { pushTargets } from '@/components/connected/destination'
import { Info } from 'lucide-react'
import { t, tData } from '@/lib/i18n'
import { refsOf } from '@/lib/oauth/probes/rules'
import { familyOf, modulesFor } from '@/lib/oauth/probes/suite'
import { probesMarkdown } from './probe-markdown'
import { expectedText, probeName } from './probe-text'
import { StepResult } from './step-result'
import { Unmarked } from './unmarked'
import { useProbeActions } from './use-probe-actions'
import type { ProbesView, ProbeView } from './use-probes'

interface ProbeDetailProps {
  readonly view: ProbesView
  readonly test: ProbeView
  readonly onFlow: (flowId: string) => void
}

/** One negative test: what a correct server does and why, and afterwards the verdict. */
export function ProbeDetail({ view, test, onFlow }: ProbeDetailProps) {
  const actions = useProbeActions(view)
  const { probe, steps, need, place } = test
  const { profile } = view.facts
  const off = need === null ? actions.off : tData(`probes.needs.${need}`)
  const waiting = steps.find(({ state }) => state === 'waiting' || state === 'open')
  const isBrowser = place === 'browser'
  const next = waiting ?? steps.find(({ state }) => state !== 'running')
  return (
    <>
      <div className="bar worktop">
        <h2 className="cut">{probeName(probe)}</h2>
        <Chip>{probe.id}</Chip>
        <Chip>{t('probes.tag')}</Chip>
      </div>
      <section className="pane pane--both" aria-label={probeName(probe)}>
        <div className="scroll">
          <Unmarked view={view} actions={actions} />
          <Before view={view} test={test} />
          {steps.map((step) => (
            <StepResult
              key={step.step.id}
              view={step}
              isOnly={steps.length === 1}
              actions={actions}
              onFlow={onFlow}
              markdown={() => probesMarkdown(view, [step])}
            />
          ))}
        </div>
        <IssueNotes issues={actions.issues} />
      </section>
      <div className="bar bar--foot">
        {isBrowser || waiting ? (
          <ActionButton
            variant="primary"
            off={off}
            pending={actions.isRunning}
            onClick={() => next && actions.open(next.step.id)}
          >
            {t('probes.open')}
          </ActionButton>
        ) : (
          <ActionButton
            variant="primary"
            off={off}
            pending={actions.isRunning}
            onClick={() => actions.run(steps.map(({ step }) => step.id))}
          >
            {t(test.status === null ? 'probes.run' : 'probes.run_again')}
          </ActionButton>
        )}
        <SendsTo profile={profile} targets={pushTargets(profile)} />
      </div>
    </>
  )
}

/** What a correct server does, why, and how the test is judged. */
function Before({ view, test }: Pick<ProbeDetailProps, 'view' | 'test'>) {
  const { probe, need, place, steps } = test
  const { facts } = view
  const modules = modulesFor(probe.modules, familyOf(facts))
  const hasCounter = steps.some(({ step }) => step.expects === 'success')
  const isMild = (probe.accepted?.(facts) ?? 'fail') === 'warn'
  return (
    <div className="probe__before">
      <h3>
        <Icon of={Info} />
        {t(hasCounter ? 'probes.before.accepts' : 'probes.before.title')}
      </h3>
      {need !== null && <p className="strong">{tData(`probes.needs.${need}`)}</p>}
      <Facts
        facts={[
          [
            t('probes.before.expected'),
            <Prose key="expected">{expectedText(probe.refusal, place !== 'push')}</Prose>,
          ],
          [
            t('probes.before.why'),
            <span key="why">
              <Prose>{tData(`probes.why.${probe.id}`)}</Prose>{' '}
              {refsOf(probe, facts).map((ref) => (
                <span key={ref}>
                  <SpecLink specRef={ref} />{' '}
                </span>
              ))}
            </span>,
          ],
          [
            t('probes.before.judged'),
            <span key="judged">
              {t(isMild ? 'probes.before.judged_warn' : 'probes.before.judged_text')}{' '}
              {t('probes.before.first')}
            </span>,
          ],
          [
            t('probes.spends.title'),
            probe.cost === 'nothing'
              ? t('probes.spends.none')
              : t('probes.spends.request', [String(Math.max(1, steps.length))]),
          ],
          [
            t('probes.before.suite'),
            modules.length === 0 ? (
              t('probes.before.suite_none')
            ) : (
              <span key="suite" className="mono">
                {modules.join(', ')}
              </span>
            ),
          ],
        ]}
      />
    </div>
  )
}
