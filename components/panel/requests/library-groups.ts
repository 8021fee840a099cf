import { t } from '@/lib/i18n'
import { AuthorizationPane } from './authorization/authorization-pane'
import {
  useAuthorizationItems,
  useRemovedRequest,
  useRequestedDraft,
} from './authorization/use-authorization-items'
import { ConsentPane } from './consents/consent-pane'
import { ConsentTools } from './consents/consent-tools'
import { useConsentItems } from './consents/use-consent-items'
import { DecoupledPane } from './decoupled/decoupled-pane'
import { useDecoupledItems } from './decoupled/use-decoupled-items'
import { ProbePane } from './probes/probe-pane'
import { RunAll } from './probes/run-all'
import { useProbeItems } from './probes/use-probe-items'
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
    {
      id: 'consents',
      title: t('panel.requests.consents'),
      items: useConsentItems(),
      Pane: ConsentPane,
      Tools: ConsentTools,
    },
    {
      id: 'decoupled',
      title: t('panel.decoupled.title'),
      items: useDecoupledItems(),
      Pane: DecoupledPane,
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
