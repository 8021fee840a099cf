import { IssueLine } from './issue-line'
import type { Issue } from '@/lib/model/issue'
import { keyed } from './keyed'

/** Why something could not be sent; nothing without issues. */
export function IssueNotes({ issues }: { issues: readonly Issue[] }) {
  if (issues.length === 0) return null
  return (
    <div className="note-line issue-notes" role="alert">
      {keyed(issues, ({ code }) => code).map(({ key, item }) => (
        <IssueLine key={key} issue={item} />
      ))}
    </div>
  )
}
