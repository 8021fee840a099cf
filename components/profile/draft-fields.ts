import type { Profile, ProfileDraft, ProfileField } from '@/lib/oauth/profile'
import type { Issue } from '@/lib/model/issue'
import { neededUrls } from '@/lib/oauth/endpoint-members'
import { accessUrl } from '@/lib/oauth/origins'
import { issueText } from '@/components/ui/issue-line'
import type { ProbedMetadata } from './metadata-hint'

/** The values of the form of a saved profile. The background keeps the rest. */
export function draftOf(profile: Profile): ProfileDraft {
  const { createdAt: _, removedAt: __, registration: ___, ...draft } = profile
  return draft
}

/** The props of every part of the form. */
export interface PartProps {
  readonly draft: ProfileDraft
  readonly edit: (change: Partial<ProfileDraft>) => void
  /** The issues from `profileSave`, by field. */
  readonly issues: readonly Issue[]
}

/** The sentence to show at a field, if it has an issue. */
export function fieldIssue(issues: readonly Issue[], field: ProfileField): string | null {
  const issue = issues.find((item) => item.field === field)
  return issue ? issueText(issue) : null
}

/** The match patterns of all origins that a profile needs, as far as they are known. */
export function profilePatterns(
  draft: Pick<ProfileDraft, 'issuer' | 'discovery' | 'redirectUris' | 'resourceServers'>,
  metadata: ProbedMetadata,
  accessPattern: (url: string) => string | null,
): readonly string[] {
  const record = metadata === 'reading' ? null : metadata
  const json = record && record.issues.length === 0 ? (record.document?.json ?? null) : null
  const patterns = neededUrls(draft, json).map(([role, url]) =>
    typeof url === 'string' ? accessPattern(accessUrl([role], url.trim())) : null,
  )
  return [...new Set(patterns.filter((pattern) => pattern !== null))]
}
