import type { Observation } from '@/lib/capture/observation'
import { seenResponse } from '@/lib/flow/match/seen-response'
import { isToBeHeld } from '@/lib/flow/hold/hold-rules'
import { isExactRedirectUri, isRedirectUri, type Match } from '@/lib/flow/match/match'
import { param } from '@/lib/model/params'
import { membersOf } from '@/lib/flow/read/response-members'
import { emptyFlow } from './start'
import type { KnownClient, World } from '@/lib/flow/model/world'

/**
 * Begins a flow for a response without an observed request at a redirect_uri of a known client: from a
 * restored tab, a link, or an injected code.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.7)
 */
export function startUnsolicited(
  { clients, flows }: World,
  observation: Observation,
  newId: () => string,
): Match | null {
  const stopped = flows.filter((flow) => isToBeHeld(flow) && flow.tabId === observation.tabId)
  const registered = [...clients, ...stopped].flatMap(({ redirectUris }) => redirectUris)
  const response = seenResponse(observation, registered)
  if (!response) return null
  const exact = clients.filter((client) => isExactRedirectUri(client, response.read.target))
  const fitting =
    exact.length > 0
      ? exact
      : clients.filter((client) => isRedirectUri(client, response.read.target))
  const isStopped = stopped.some((flow) => isRedirectUri(flow, response.read.target))
  if (fitting.length === 0 && !isStopped) return null
  const issuer = param(membersOf({ params: response.read.params, jwts: [] }), 'iss')
  const start = {
    id: newId(),
    createdAt: observation.at,
    tabId: observation.tabId,
    incognito: observation.incognito ?? false,
    cookieStoreId: observation.cookieStoreId,
    initiator: observation.initiator,
    matchedBy: 'unsolicited',
  } as const
  return { flow: emptyFlow(start, clientOf(fitting, issuer)), response, reason: 'unsolicited' }
}

/** The client of the issuer in the response, otherwise the only possible client. */
function clientOf(fitting: readonly KnownClient[], issuer: string | undefined): KnownClient | null {
  const named = fitting.filter((client) => client.issuer === issuer)
  const found = named.length > 0 ? named : fitting
  return found.length === 1 ? (found[0] ?? null) : null
}
