import { t } from '@/lib/i18n'
import { AuthorizationPane } from './authorization/authorization-pane'
import { useAuthorizationItems } from './authorization/use-authorization-items'
import { ProbePane } from './probes/probe-pane'
import { RunAll } from './probes/run-all'
import { useProbeItems } from './probes/use-probe-items'
import type { LibraryGroup } from './library'

/** The groups of the library in their order. One row a group; its items and its pane are in a folder of its own. */
export function useLibraryGroups(): readonly LibraryGroup[] {
  return [
    {
      id: 'authorization',
      title: t('panel.requests.authorization'),
      items: useAuthorizationItems(),
      Pane: AuthorizationPane,
    },
    {
      id: 'negative',
      title: t('probes.title'),
      items: useProbeItems(),
      Pane: ProbePane,
      Tools: RunAll,
    },
  ]
}
