import { IssueLine } from '@/components/ui/issue-line'
import type { Metadata } from '@/lib/oauth/metadata'
import type { ProfileDraft } from '@/lib/oauth/profile'
import { fitIssues } from '@/lib/oauth/profile-fit'
import { useMirror } from '@/lib/state/mirror'

interface ProfileFitProps {
  readonly draft: ProfileDraft
  readonly metadata: Metadata | null
}

/** Settings of the profile that the metadata does not support. The profile can be saved anyway. */
export function ProfileFit({ draft, metadata }: ProfileFitProps) {
  const key = useMirror(({ keys }) => keys.find(({ id }) => id === draft.signingKeyId))
  if (!metadata) return null
  const issues = fitIssues({ draft, alg: key?.alg ?? null, metadata })
  if (issues.length === 0) return null
  return (
    <div className="issues">
      {issues.map((issue) => (
        <IssueLine key={`${issue.seen} ${issue.expected}`} issue={issue} status="warn" />
      ))}
    </div>
  )
}
