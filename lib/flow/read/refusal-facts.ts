import type { Metadata } from '@/lib/oauth/metadata'
import type { LoginEnd } from './login-end'
import type { StoredRequest } from '@/lib/flow/model/stored-request'

/** Known facts about a flow that ended at the server. Null means "not known". */
export interface RefusalFacts {
  readonly end: LoginEnd
  /** From the request or the push. */
  readonly redirectUri: string | null
  /** The redirect_uris of the profile that the request was made with. */
  readonly registered: readonly string[] | null
  /** The state of the request_uri before this use. */
  readonly stored: Pick<StoredRequest, 'clientId' | 'receivedAt' | 'expiresAt' | 'usedAt'> | null
  readonly metadata: Metadata | null
}

/** The status of the step that ended the flow; null if no response was received. */
export function statusOf({ end: { step } }: Pick<RefusalFacts, 'end'>): number | null {
  return step.kind === 'hop' ? step.status : (step.httpResult?.status ?? null)
}
