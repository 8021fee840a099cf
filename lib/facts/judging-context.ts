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

/** What is known of the server and the client when an artefact is judged; null is "not known". */
export interface JudgingContext {
  /** Milliseconds since the epoch, at the capture. */
  readonly now: number
  readonly issuer: string | null
  readonly clientId: string | null
  readonly redirectUris: readonly string[]
  readonly metadata: Metadata | null
  readonly expected: Expected
  readonly requested: RequestedParams
  /** What the rules are chosen by. */
  readonly ruleProfile: RuleProfile
  /** What came with a token, to compare its hashes and bindings with. */
  readonly tokenContext: TokenContext
}

/** What the rules may compare with, when nothing is known at all. */
export function emptyContext(now: number): JudgingContext {
  return {
    now,
    issuer: null,
    clientId: null,
    redirectUris: [],
    metadata: null,
    expected: { state: null, nonce: null },
    requested: noRequestedParams,
    ruleProfile: 'oauth2',
    tokenContext: emptyTokenContext,
  }
}

/** What the rules may compare with, when nothing but the profile is known. */
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

/** What the rules may compare a message of a flow with. */
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
    ruleProfile,
    tokenContext,
  }
}
