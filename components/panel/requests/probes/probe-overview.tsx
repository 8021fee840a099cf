import { Download } from 'lucide-react'
import { useSharing } from '@/components/connected/sharing'
import { ActionButton } from '@/components/ui/action-button'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Icon, StatusIcon, statusName } from '@/components/ui/icon'
import { IssueNotes } from '@/components/ui/issue-notes'
import { Menu } from '@/components/ui/menu'
import { Prose } from '@/components/ui/prose'
import { SpecLink } from '@/components/ui/spec-link'
import { t, tData } from '@/lib/i18n'
import { refsOf } from '@/lib/oauth/probes/rules'
import type { FormatId } from '@/lib/share/formats'
import { probesMarkdown } from './probe-markdown'
import { costOf, probeName, receivedText, stepText, verdictText } from './probe-text'
import { PageMarks } from './step-result'
import { Unmarked } from './unmarked'
import { useProbeActions, type ProbeActions } from './use-probe-actions'
import { countsOf, shownSteps, type ProbesView, type StepView } from './use-probes'

interface ProbeOverviewProps {
  readonly view: ProbesView
  /** Shows one test. */
  readonly onSelect: (id: string) => void
}

/** All negative tests of the profile with their results: in the order of the run, failures first afterwards. */
export function ProbeOverview({ view, onSelect }: ProbeOverviewProps) {
  const actions = useProbeActions(view)
  const steps = shownSteps(view)
  const { run } = view
  const done = steps.filter(({ state }) => state === 'done')
  return (
    <>
      <div className="bar worktop">
        <h2 className="cut">{t('probes.title')}</h2>
        <span className="probe__counts">
          {countsOf(steps).map(([status, count]) => (
            <span key={status} title={statusName(status)}>
              <StatusIcon status={status} /> {count}
            </span>
          ))}
        </span>
        <span className="meta cut grow">
          {done.length > 0 && t('probes.done', [String(done.length), String(steps.length)])}
        </span>
        {done.length > 0 && (
          <CopyButton value={async () => probesMarkdown(view, steps)} label={t('probes.copy')}>
            {t('probes.copy')}
          </CopyButton>
        )}
        <SaveResults steps={done} />
      </div>
      <section className="pane pane--both" aria-label={t('probes.title')}>
        <div className="scroll">
          <Unmarked view={view} actions={actions} />
          <table className="tbl probe__table">
            <thead>
              <tr>
                <th className="is-st">
                  <span className="vh">{t('probes.after.verdict')}</span>
                </th>
                <th>{t('probes.after.test')}</th>
                <th>{t('probes.after.received')}</th>
                <th>{t('probes.after.verdict')}</th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <StepRow key={step.step.id} {...{ view, step, actions, onSelect }} />
              ))}
            </tbody>
          </table>
        </div>
        <IssueNotes issues={actions.issues} />
      </section>
      <div className="bar bar--foot">
        <RunButtons view={view} steps={steps} actions={actions} />
        <span className="meta grow">{footText(view, steps)}</span>
        {run?.state === 'ended' && <OpenNext steps={steps} actions={actions} />}
      </div>
    </>
  )
}

const savedFormats = ['html', 'junit', 'sarif', 'flow_file'] as const satisfies readonly FormatId[]

/** Saves the flows of the tests, each with its outcome. */
function SaveResults({ steps }: { readonly steps: readonly StepView[] }) {
  const { saveAs } = useSharing()
  const ids = steps.flatMap(({ result }) => result?.flowId ?? [])
  if (ids.length === 0) return null
  return (
    <Menu
      label={t('probes.save')}
      align="end"
      items={savedFormats.map((format) => ({
        id: format,
        label: t(`panel.share.formats.${format}`),
        onSelect: () => saveAs(ids, format),
      }))}
      // oxlint-disable-next-line react/no-unstable-nested-components -- called, not mounted
      trigger={(props) => (
        <Button icon={<Icon of={Download} />} {...props}>
          {t('probes.save')}
        </Button>
      )}
    />
  )
}

interface StepRowProps extends ProbeOverviewProps {
  readonly step: StepView
  readonly actions: ProbeActions
}

function StepRow({ view, step, actions, onSelect }: StepRowProps) {
  const { probe, status, result } = step
  return (
    <tr>
      <td className="is-st">{status && <StatusIcon status={status} />}</td>
      <td>
        <Button variant="link" onClick={() => onSelect(probe.id)}>
          {probeName(probe)}
        </Button>
        <span className="note">
          <Prose>{stepText(step.step.id)}</Prose>
        </span>
      </td>
      <td className="is-val">
        <Prose>{step.state === 'done' ? receivedText(result) : ''}</Prose>
      </td>
      <td>
        <Prose>{verdictText(step)}</Prose>
        {step.state === 'mark' && <PageMarks view={step} actions={actions} />}
        <span className="note">
          {refsOf(probe, view.facts).map((ref) => (
            <span key={ref}>
              <SpecLink specRef={ref} />{' '}
            </span>
          ))}
        </span>
      </td>
    </tr>
  )
}

interface RunButtonsProps {
  readonly view: ProbesView
  readonly steps: readonly StepView[]
  readonly actions: ProbeActions
}

function RunButtons({ view, steps, actions }: RunButtonsProps) {
  const { run } = view
  if (actions.isRunning) return <Button onClick={actions.stop}>{t('probes.stop')}</Button>
  const canContinue = (run?.queue.length ?? 0) > 0
  return (
    <>
      {canContinue && (
        <ActionButton variant="primary" off={actions.off} onClick={actions.resume}>
          {t('probes.resume')}
        </ActionButton>
      )}
      <ActionButton
        variant={canContinue ? undefined : 'primary'}
        off={actions.off}
        onClick={() => actions.run(steps.map(({ step }) => step.id))}
      >
        {t('probes.run_all')}
      </ActionButton>
    </>
  )
}

function OpenNext({ steps, actions }: Omit<RunButtonsProps, 'view'>) {
  const next = steps.find(({ state }) => state === 'waiting')
  if (!next) return null
  return (
    <ActionButton off={actions.off} onClick={() => actions.open(next.step.id)}>
      {t('probes.open_next')}
    </ActionButton>
  )
}

/** Why a run stopped; while it runs, its pace; before, what it uses up. */
function footText({ run }: ProbesView, steps: readonly StepView[]): string {
  const pages = steps.filter(({ state }) => state === 'waiting').length
  const waiting = pages > 0 ? ` ${t('probes.pages', pages)}` : ''
  if (run?.state === 'running') return t('probes.pace') + waiting
  if (run?.stop) return tData(`probes.stopped.${run.stop}`) + waiting
  if (run) return waiting.trim()
  const { sent, kept } = costOf(steps)
  return `${t('probes.pace')} ${t('probes.spends.all', [String(sent), String(kept)])}`
}
