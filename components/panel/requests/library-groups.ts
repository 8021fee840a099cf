import { t } from '@/lib/i18n'
import { AuthorizationPane } from './authorization/authorization-pane'
import {
  useAuthorizationItems,
  useRemovedRequest,
  useRequestedDraft,
} from './authorization/use-authorization-items'
import type { LibraryGroup } from './library'

/** The groups of the library in their order. One row a group; its items and its pane are in a folder of its own. */
export function useLibraryGroups(): readonly LibraryGroup[] {
  const requested = useRequestedDraft()
  const removed = useRemovedRequest()
  return [
    {
      id: 'authorization',
      title: t('panel.requests.authorization'),
      items: useAuthorizationItems(),
      Pane: AuthorizationPane,
      keepsPane: true,
      ...(requested && { requested }),
      ...(removed && { removed }),
    },
  ]
}
