import type { Metadata } from '@/lib/oauth/metadata'
import type { LoginEnd } from './login-end'
import type { Advice } from '@/lib/flow/model/message'
import type { StoredRequest } from '@/lib/flow/model/stored-request'

/** What is known where a flow ended at the server; null is "not known". */
export interface RefusalFacts {
  readonly end: LoginEnd
  /** In the request, or in what was pushed. */
  readonly redirectUri: string | null
  /** The redirect_uris of the profile that the request was made with. */
  readonly registered: readonly string[] | null
  /** What was known about the request_uri before this use. */
  readonly stored: Pick<StoredRequest, 'clientId' | 'receivedAt' | 'expiresAt' | 'usedAt'> | null
  readonly metadata: Metadata | null
}

export type Evidence = Pick<Advice, 'seen' | 'expected'>

/** One piece of advice; `fits` gives its values, or null where the facts do not support it. */
export type AdviceRow = readonly [
  code: string,
  refs: Advice['refs'],
  fits: (facts: RefusalFacts) => Evidence | null,
]

/** The status of what ended it; null where the browser received no response. */
export function statusOf({ end: { step } }: Pick<RefusalFacts, 'end'>): number | null {
  return step.kind === 'hop' ? step.status : (step.httpResult?.status ?? null)
}
