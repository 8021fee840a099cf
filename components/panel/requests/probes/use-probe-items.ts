import { t } from '@/lib/i18n'
import type { LibraryItem } from '../library'
import { probeName } from './probe-text'
import { countsOf, shownSteps, useProbes, type ProbeView } from './use-probes'

/** The item for all tests together. */
export const allItemId = 'all'

/** The negative tests of the current profile: one row for all, and one for each. */
export function useProbeItems(): readonly LibraryItem[] {
  const view = useProbes()
  if (!view) return [{ id: allItemId, name: t('probes.all'), status: null, verdict: null }]
  const [worst] = countsOf(shownSteps(view))
  return [
    { id: allItemId, name: t('probes.all'), status: null, verdict: worst?.[0] ?? null },
    ...view.views.map((each) => ({
      id: each.probe.id,
      name: probeName(each.probe),
      status: itemStatus(each),
      verdict: each.status,
    })),
  ]
}

function itemStatus({ need, steps }: ProbeView): string | null {
  if (need !== null) return t('probes.not_offered')
  const statuses = new Set(steps.flatMap(({ result }) => result?.response?.status ?? []))
  return statuses.size === 0 ? null : [...statuses].join(', ')
}
