import { useCurrentProfile } from '@/components/connected/use-flow-profile'
import { t } from '@/lib/i18n'
import type { LibraryItem } from '../library'

/** The item for what a profile sends without any change. */
export const profileItemId = 'profile'

/** The authorization requests of the current profile. */
export function useAuthorizationItems(): readonly LibraryItem[] {
  const profile = useCurrentProfile()
  if (!profile) return []
  return [
    {
      id: profileItemId,
      name: t('panel.requests.as_profile'),
      status: t('panel.requests.default'),
      verdict: null,
    },
  ]
}
