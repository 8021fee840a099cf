import type { Profile, ProfileDraft, ProfileField } from '@/lib/oauth/profile'
import type { Issue } from '@/lib/oauth/issue'
import type { RuleProfile } from '@/lib/rules/profiles'
import { issueText } from './issue-line'
import type { ProbedMetadata } from './metadata-hint'

export { emptyDraft } from '@/lib/oauth/profile-defaults'

export function draftOf({ createdAt: _, removedAt: __, ...draft }: Profile): ProfileDraft {
  return draft
}

/** Another rule profile brings its own habit of `scope=openid`. */
export function withRuleProfile(draft: ProfileDraft, ruleProfile: RuleProfile): ProfileDraft {
  return { ...draft, ruleProfile, addScopeOpenid: ruleProfile === 'ofm' }
}

/** The sentence to show at a field, if there is something to say. */
export function fieldIssue(issues: readonly Issue[], field: ProfileField): string | null {
  const issue = issues.find((item) => item.field === field)
  return issue ? issueText(issue) : null
}

/** The match patterns of all origins that a profile needs, as far as they are known by now. */
export function profilePatterns(
  draft: Pick<ProfileDraft, 'issuer' | 'redirectUris'>,
  metadata: ProbedMetadata,
  accessPattern: (url: string) => string | null,
): readonly string[] {
  const record = metadata === 'reading' ? null : metadata
  const json = record && record.issues.length === 0 ? record.document?.json : null
  const urls = [
    draft.issuer,
    ...draft.redirectUris,
    json?.['authorization_endpoint'],
    json?.['jwks_uri'],
  ]
  const patterns = urls.map((url) => (typeof url === 'string' ? accessPattern(url.trim()) : null))
  return [...new Set(patterns.filter((pattern) => pattern !== null))]
}
