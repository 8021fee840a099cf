import { t } from '@/lib/i18n'
import { AuthorizationPane } from './authorization/authorization-pane'
import {
  useAuthorizationItems,
  useRemovedRequest,
  useRequestedDraft,
} from './authorization/use-authorization-items'
import { CallPane } from './calls/call-pane'
import { useAddCall, useCallItems, useRemovedCall } from './calls/use-call-items'
import { ConsentPane } from './consents/consent-pane'
import { ConsentTools } from './consents/consent-tools'
import { useConsentItems } from './consents/use-consent-items'
import { DecoupledPane } from './decoupled/decoupled-pane'
import { useDecoupledItems } from './decoupled/use-decoupled-items'
import { EventPane } from './events/event-pane'
import { useEventItems } from './events/use-event-items'
import { ProbePane } from './probes/probe-pane'
import { RunAll } from './probes/run-all'
import { useProbeItems } from './probes/use-probe-items'
import type { LibraryGroup } from './library'

/** The groups of the library in their order. One row a group; its items and its pane are in a folder of its own. */
export function useLibraryGroups(): readonly LibraryGroup[] {
  const requested = useRequestedDraft()
  const removed = useRemovedRequest()
  const removedCall = useRemovedCall()
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
      id: 'calls',
      title: t('panel.calls.title'),
      items: useCallItems(),
      Pane: CallPane,
      keepsPane: true,
      add: useAddCall(),
      ...(removedCall && { removed: removedCall }),
    },
    {
      id: 'events',
      title: t('panel.events.title'),
      items: useEventItems(),
      Pane: EventPane,
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
