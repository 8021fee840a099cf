import { t, tData, tMaybe } from '@/lib/i18n'
import type { Finding, RuleResult, Status } from '@/lib/model/rule-result'
import { statusOf, worstOf } from '@/lib/model/status'

/** What a row says of its value, in at most five words. */
export interface Phrase {
  readonly status: Status
  readonly text: string
}

/** The verdict of a finding as a sentence. */
export function verdictText(id: string, { code }: Pick<Finding, 'code'>): string {
  return code === 'crashed' ? t('ui.result.crashed') : tData(`rules.${id}.${code}`)
}

/** The verdict of a passed check in at most five words. */
function passedPhrase(id: string): string {
  return tMaybe(`rules.${id}.phrase`) ?? tData(`rules.${id}.passed`)
}

/** The verdict of a finding in at most five words. */
export function findingPhrase(id: string, code: string): string {
  const verdict = tData(`rules.${id}.${code}`)
  return isShort(verdict) ? verdict : (tMaybe(`phrases.${code}`) ?? verdict)
}

/** Verdicts without a phrase of their own are short, which a test checks. */
const maxWords = 5
const isShort = (text: string) => text.replaceAll(/`[^`]*`/g, 'x').split(' ').length <= maxWords

const phrases: Readonly<Record<RuleResult['outcome'], (result: RuleResult) => string>> = {
  passed: ({ id }) => passedPhrase(id),
  failed: ({ id, of, about, severity, findings }) => {
    const worst = findings.find((finding) => (finding.severity ?? severity) === severity)
    const text = worst ? findingPhrase(id, worst.code) : ''
    return of === 'message' || of === about ? text : `\`${about}\`: ${text}`
  },
  'not-observed': () => t('ui.result.not_checked'),
  crashed: () => t('ui.result.crashed'),
}

/**
 * What the results about a value say in a few words. Of several that are equally bad, those of the
 * message or the kind of token say more than those of any JWT.
 */
export function phraseOf(results: readonly RuleResult[]): Phrase | null {
  const status = worstOf(results)
  if (status === undefined) return null
  const worst = results.filter((result) => statusOf(result) === status)
  const told = worst.find(({ on }) => on !== 'jwt') ?? worst[0]
  return told ? { status, text: phrases[told.outcome](told) } : null
}
