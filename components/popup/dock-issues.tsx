import { IssueLine } from '@/components/ui/issue-line'
import type { Issue } from '@/lib/model/issue'

/** Why an action on the latest response was not sent. */
export function DockIssues({ issues }: { readonly issues: readonly Issue[] }) {
  return (
    issues.length > 0 && (
      <div className="dock__issues" role="alert">
        {issues.map((issue) => (
          <IssueLine key={issue.code} issue={issue} />
        ))}
      </div>
    )
  )
}
