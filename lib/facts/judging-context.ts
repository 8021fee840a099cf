import { observedRequestOf, type ObservedRequest } from './observed-request'
import { type TokenContext, emptyTokenContext } from './token-context'
import {
  type RequestedParams,
  type Expected,
  type Flow,
  noRequestedParams,
} from '@/lib/flow/model/flow'
import type { Metadata } from '@/lib/oauth/metadata'
import type { RuleProfile } from '@/lib/model/rule-profiles'
import type { Profile } from '@/lib/oauth/profile'
import type { Data } from '@/lib/storage/data'
import { usableMetadata, profileOfFlow } from '@/lib/storage/select'

/** Known facts about the server and the client for judging an artefact. Null means "not known". */
export interface JudgingContext {
  /** Time of the capture, in milliseconds since the epoch. */
  readonly now: number
  readonly issuer: string | null
  readonly clientId: string | null
  readonly redirectUris: readonly string[]
  readonly metadata: Metadata | null
  readonly expected: Expected
  readonly requested: RequestedParams
  /** Shows which parameters the authorization request did not have. */
  readonly observedRequest: ObservedRequest | null
  /** Selects the rules. */
  readonly ruleProfile: RuleProfile
  /** Data received with a token, for comparing its hashes and bindings. */
  readonly tokenContext: TokenContext
}

/** The context when nothing is known. */
export function emptyContext(now: number): JudgingContext {
  return {
    now,
    issuer: null,
    clientId: null,
    redirectUris: [],
    metadata: null,
    expected: { state: null, nonce: null },
    requested: noRequestedParams,
    observedRequest: null,
    ruleProfile: 'oauth2',
    tokenContext: emptyTokenContext,
  }
}

/** The context when only the profile is known. */
export function contextOfProfile(
  data: Data,
  profile: Profile | null,
  now: number,
  expected: Expected,
): JudgingContext {
  const known = { ...emptyContext(now), expected }
  if (!profile) return known
  const { issuer, clientId, redirectUris, ruleProfile } = profile
  const metadata = usableMetadata(data, profile)
  return { ...known, issuer, clientId, redirectUris, ruleProfile, metadata }
}

/** The context for a message of a flow. */
export function contextOfFlow(
  flow: Flow,
  data: Data,
  now: number,
  tokenContext: TokenContext = emptyTokenContext,
): JudgingContext {
  const { issuer, clientId, redirectUris, expected, requested, ruleProfile } = flow
  const profile = profileOfFlow(data, flow)
  const metadata = profile && usableMetadata(data, profile)
  return {
    now,
    issuer,
    clientId,
    redirectUris,
    metadata,
    expected,
    requested,
    observedRequest: observedRequestOf(flow),
    ruleProfile,
    tokenContext,
  }
}
