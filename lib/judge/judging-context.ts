import { type Expected, type Flow, noRequestedParams } from '@/lib/flow/model/flow'
import type { Profile } from '@/lib/oauth/profile'
import { emptyTokenContext, type TokenContext, type JudgingContext } from '@/lib/rules/artefacts'
import type { Data } from '@/lib/storage/data'
import { usableMetadata, profileOfFlow } from '@/lib/storage/select'

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
