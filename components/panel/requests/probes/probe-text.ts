import { t, tData } from '@/lib/i18n'
import type { ProbeFacts, Probe, Refusal } from '@/lib/oauth/probes/model'
import { isFapi1, isFapi2 } from '@/lib/oauth/probes/rules'
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

/** The verdict on a step in words. It may contain backticks. */
export function verdictText({ state, step, probe, result }: StepView, pageStatus: string): string {
  if (state === 'running') return t('probes.verdict.running')
  if (state === 'waiting') return t('probes.verdict.waiting')
  if (state === 'open') return t('probes.verdict.open')
  if (state === 'mark') return t('probes.verdict.mark', [pageStatus])
  if (state !== 'done' || !result) return ''
  const what = stepText(step.id)
  const { outcome, reason, status } = result
  if (outcome === 'not-judged')
    return t('probes.verdict.not_judged', [
      reason === null ? '–' : tData(`probes.reason.${reason}`),
    ])
  if (step.expects === 'success')
    return outcome === 'accepted'
      ? t('probes.verdict.accepted_well')
      : t('probes.verdict.refused_good', [what])
  if (outcome === 'accepted')
    return status === 'warn'
      ? t('probes.verdict.accepted_warn', [what])
      : t('probes.verdict.accepted', [what])
  if (outcome === 'refused') return t('probes.verdict.refused')
  const error = result.response?.error ?? null
  const isSuite = error !== null && probe.refusal.suiteErrors?.includes(error) === true
  return t(isSuite ? 'probes.verdict.refused_suite' : 'probes.verdict.refused_otherwise')
}

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

/** The conformance suite's family of a rule profile. */
export function familyOf(facts: ProbeFacts): 'fapi1' | 'fapi2' | 'other' {
  if (isFapi1(facts)) return 'fapi1'
  return isFapi2(facts) ? 'fapi2' : 'other'
}
