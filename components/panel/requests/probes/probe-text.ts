import { t, tData } from '@/lib/i18n'
import type { Probe, Refusal } from '@/lib/oauth/probes/model'
import type { ProbeOutcome } from '@/lib/model/probe'
import type { ProbeResult } from '@/lib/oauth/probes/run'
import type { StepView } from './use-probes'

export const probeName = ({ id }: Pick<Probe, 'id'>): string => tData(`probes.name.${id}`)

/** What a step sends, as a noun phrase. */
export const stepText = (step: string): string => tData(`probes.step.${step}`)

/** The response of a correct server: `400` `invalid_request`. */
export function expectedText({ statuses, errors }: Refusal, isPage: boolean): string {
  const code = (text: string) => `\`${text}\``
  const parts = [
    statuses?.map((status) => code(String(status))).join(' / '),
    errors?.map(code).join(' / '),
  ].filter(Boolean)
  const response = parts.length === 0 ? t('probes.before.any_error') : parts.join(' ')
  return isPage ? `${response}; ${t('probes.before.page')}` : response
}

const states: Readonly<Record<StepView['state'], (view: StepView) => string>> = {
  never: () => '',
  queued: () => '',
  running: () => t('probes.verdict.running'),
  waiting: () => t('probes.verdict.waiting'),
  open: ({ isBaseline }) => t(isBaseline ? 'probes.verdict.open_baseline' : 'probes.verdict.open'),
  mark: ({ isBaseline }) => t(isBaseline ? 'probes.verdict.mark_baseline' : 'probes.verdict.mark'),
  done: ({ step, probe, result }) => {
    if (!result) return ''
    const what = stepText(step.id)
    return step.expects === 'success'
      ? counterTexts[result.outcome](what, result)
      : outcomeTexts[result.outcome](what, result, probe.refusal)
  },
}

type OutcomeText = (what: string, result: ProbeResult, refusal: Refusal) => string

const outcomeTexts: Readonly<Record<ProbeOutcome, OutcomeText>> = {
  refused: () => t('probes.verdict.refused'),
  'refused-otherwise': (_, { response }, { suiteErrors = [] }) =>
    t(
      suiteErrors.includes(response?.error ?? '')
        ? 'probes.verdict.refused_suite'
        : 'probes.verdict.refused_otherwise',
    ),
  accepted: (what, { status }) =>
    t(status === 'warn' ? 'probes.verdict.accepted_warn' : 'probes.verdict.accepted', [what]),
  'not-judged': (_, { reason }) =>
    t('probes.verdict.not_judged', [reason === null ? '–' : tData(`probes.reason.${reason}`)]),
}

const refusedGood = (what: string) => t('probes.verdict.refused_good', [what])

/** The same for a counter-test, which a correct server accepts. */
const counterTexts: Readonly<Record<ProbeOutcome, (what: string, result: ProbeResult) => string>> =
  {
    refused: refusedGood,
    'refused-otherwise': refusedGood,
    accepted: () => t('probes.verdict.accepted_well'),
    'not-judged': (what, result) => outcomeTexts['not-judged'](what, result, {}),
  }

/** The verdict on a step in words. It may contain backticks. */
export const verdictText = (view: StepView): string => states[view.state](view)

/** What was received for a step: `400 invalid_request`. Empty before. */
export function receivedText(result: ProbeResult | null): string {
  if (!result) return ''
  const { response } = result
  if (!response) return t('probes.after.nothing')
  const { status, error } = response
  if (status === null) return error === null ? '–' : t('probes.after.error_response', [error])
  return error === null ? `${status}` : `${status} ${error}`
}

/** The hosts and the number of requests that a run needs. */
export function costOf(steps: readonly StepView[]): {
  readonly sent: number
  readonly kept: number
} {
  const baselines = 1 + Math.ceil(steps.length / 50)
  return {
    sent: steps.length + baselines,
    kept: baselines + steps.filter(({ probe }) => probe.cost === 'request').length,
  }
}
