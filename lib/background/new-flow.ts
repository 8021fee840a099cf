import type { Flow } from '@/lib/flow/model/flow'
import type { KnownClient } from '@/lib/flow/model/world'
import { emptyFlow } from '@/lib/flow/reduce/start'
import type { Ports } from './ports'

/** A flow that begins in Parley, with what it sends or what the tester pastes, and not in a tab. */
export function newFlow(
  ports: Pick<Ports, 'newId' | 'now'>,
  client: KnownClient | null,
  matchedBy: 'sent' | 'pasted' = 'sent',
): Flow {
  const start = {
    id: ports.newId(),
    createdAt: ports.now(),
    tabId: null,
    incognito: false,
    cookieStoreId: null,
    matchedBy,
  }
  return emptyFlow(start, client)
}
