import { t, tData } from '@/lib/i18n'
import type { RuleResult } from '@/lib/model/rule-result'

/** A result in one sentence; several different findings are joined. */
export function resultText(result: RuleResult): string {
  const said = sentences[result.outcome](result)
  return [...new Set(said)].join('; ')
}

const sentences: Readonly<
  Record<RuleResult['outcome'], (result: RuleResult) => readonly string[]>
> = {
  passed: ({ id }) => [tData(`rules.${id}.passed`)],
  failed: ({ id, findings }) => findings.map(({ code }) => tData(`rules.${id}.${code}`)),
  'not-observed': () => [t('ui.result.not_observed')],
  crashed: () => [t('ui.result.crashed')],
}
