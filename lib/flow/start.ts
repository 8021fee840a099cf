import type { Flow, MatchReason } from './flow'
import { param, type AuthorizationRequest, type OAuthMessage, type ParResponse } from './message'
import type { StoredRequest } from './request'
import type { KnownClient } from './world'

/** What a new flow is made of. */
export interface FlowStart {
  readonly id: string
  readonly client: KnownClient | null
  readonly stored: StoredRequest | null
  readonly request: AuthorizationRequest
  readonly matchedBy: MatchReason
  readonly tabId: number | null
  readonly incognito: boolean
  /** Id for the message of the PAR response, where the stored request came from one. */
  readonly parId: string
}

/** Makes a flow whose first messages are the pasted PAR response, if there is one, and the authorization request. */
export function startFlow(start: FlowStart): Flow {
  const { client, stored, request } = start
  const par = stored && parResponse(stored, start.parId)
  const own = (name: string) => param(request.params, name)
  const redirectUri = own('redirect_uri')
  const messages: readonly OAuthMessage[] = par ? [par, request] : [request]
  return {
    id: start.id,
    profileId: client?.profileId ?? null,
    ruleProfile: client?.ruleProfile ?? 'oauth2',
    issuer: client?.issuer ?? null,
    clientId: stored?.clientId ?? client?.clientId ?? null,
    requestUri: stored?.requestUri ?? null,
    requestId: stored?.id ?? null,
    redirectUris: redirectUri === undefined ? (client?.redirectUris ?? []) : [redirectUri],
    expected: {
      state: stored?.expected.state ?? own('state') ?? null,
      nonce: stored?.expected.nonce ?? own('nonce') ?? null,
    },
    createdAt: request.at,
    updatedAt: request.at,
    tabId: start.tabId,
    incognito: start.incognito,
    chains: [],
    matchedBy: start.matchedBy,
    messages,
  }
}

function parResponse(stored: StoredRequest, id: string): ParResponse | null {
  return (
    stored.par && {
      kind: 'par-response',
      id,
      at: stored.receivedAt,
      source: 'pasted',
      results: [],
      requestUri: stored.requestUri,
      ...stored.par,
    }
  )
}
