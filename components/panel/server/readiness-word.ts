import { findingPhrase } from '@/components/ui/phrase-text'
import { t, tMaybe } from '@/lib/i18n'
import type { Verdict } from './readiness-rows'

/** The cause in a few words; null for a passed rule. */
export function wordOf({ result, finding }: Verdict): string | null {
  if (finding)
    return tMaybe(`panel.server.verdict.${finding.code}`) ?? findingPhrase(result.id, finding.code)
  return result.outcome === 'passed' ? null : t('ui.result.not_checked')
}
