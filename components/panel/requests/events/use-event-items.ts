import { useCurrentProfile } from '@/components/connected/use-flow-profile'
import { t } from '@/lib/i18n'
import type { LibraryItem } from '../library'
import { useFeed } from './use-feed'

/** The poll for SETs, with the number of those that are neither acknowledged nor refused. */
export function useEventItems(): readonly LibraryItem[] {
  const profile = useCurrentProfile()
  const { last, sets } = useFeed(profile?.id ?? '')
  if (!profile) return []
  const waiting = sets.filter(({ state }) => state === 'new').length
  const isGood = last?.accepted === true && last.issues.length === 0
  return [
    {
      id: 'poll',
      name: t('panel.events.poll_item'),
      status: waiting === 0 ? null : t('panel.events.waiting', waiting),
      verdict: last ? (isGood ? 'pass' : 'fail') : null,
    },
  ]
}
