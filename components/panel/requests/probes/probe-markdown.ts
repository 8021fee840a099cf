import { formatIso } from '@/components/ui/format'
import { plainText } from '@/components/ui/prose'
import { specText } from '@/components/ui/spec-link'
import { statusName } from '@/components/ui/icon'
import { t } from '@/lib/i18n'
import { markdownRow as line, markdownText as cell } from '@/lib/model/markdown'
import { refsOf } from '@/lib/oauth/probes/rules'
import { familyOf, modulesFor } from '@/lib/oauth/probes/suite'
import { expectedText, probeName, receivedText, stepText, verdictText } from './probe-text'
import { countsOf, type ProbesView, type StepView } from './use-probes'

const plain = (text: string) => cell(plainText(text))

/** The results as Markdown. They contain no secret: no assertion, request object or code. */
export function probesMarkdown({ facts, run }: ProbesView, steps: readonly StepView[]): string {
  const { issuer, clientId, name } = facts.profile
  const shown = steps.filter(({ result }) => result !== null)
  const baseline = run?.baseline
  return [
    `## ${t('probes.title')}: ${cell(name || issuer)}`,
    '',
    `- issuer: ${cell(issuer)}`,
    `- client_id: ${cell(clientId)}`,
    ...(run ? [`- ${formatIso(run.startedAt)}`] : []),
    ...(baseline
      ? [
          `- ${t('probes.flow_baseline')}: ${baseline.response?.status ?? '–'}, ${formatIso(baseline.at)}`,
        ]
      : []),
    `- ${countsOf(shown)
      .map(([status, count]) => `${count} ${statusName(status)}`)
      .join(', ')}`,
    '',
    line([
      '',
      t('probes.after.test'),
      t('probes.after.changed_column'),
      t('probes.before.expected'),
      t('probes.after.received'),
      t('probes.after.verdict'),
      t('probes.after.source'),
      t('probes.before.suite'),
      t('probes.after.sent'),
    ]),
    line(Array.from({ length: 9 }, () => '---')),
    ...shown.map((view) => stepLine(view, facts)),
    '',
  ].join('\n')
}

function stepLine(view: StepView, facts: ProbesView['facts']): string {
  const { probe, step, result } = view
  const changes = result?.differences.map(
    ({ name, from, to }) =>
      `${name}: ${from ?? t('probes.after.added')} → ${to ?? t('probes.after.not_sent')}`,
  )
  return line([
    view.status === null ? '' : statusName(view.status),
    cell(`${probe.id} ${probeName(probe)}: ${plainText(stepText(step.id))}`),
    cell(changes?.join('; ') ?? ''),
    plain(expectedOf(view)),
    plain(receivedText(result)),
    plain(verdictText(view)),
    cell(refsOf(probe, facts).map(specText).join(', ')),
    cell(modulesFor(probe.modules, familyOf(facts)).join(', ')),
    result ? formatIso(result.at) : '',
  ])
}

function expectedOf({ probe, step }: StepView): string {
  return step.expects === 'success' ? '201' : expectedText(probe.refusal, false)
}
