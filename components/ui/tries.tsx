import type { DiscoveryTry } from '@/lib/oauth/metadata'
import type { Issue } from '@/lib/model/issue'
import type { Status } from '@/lib/model/rule-result'
import { t } from '@/lib/i18n'
import { StatusIcon } from './icon'
import { issueText } from './issue-line'
import { Prose } from './prose'
import { UrlLink } from './url-link'

/** Every URL that the metadata was looked for at, and what each said. */
export function Tries({ tries }: { tries: readonly DiscoveryTry[] }) {
  return (
    <ul className="tries" aria-label={t('ui.metadata.tried')}>
      {tries.map(({ url, issues }) => (
        <li key={url} className="issue">
          <StatusIcon status={statusOf(issues.length)} />
          <div className="grow wrap">
            <UrlLink url={url} />
            {issues.map((issue) => (
              <div key={issue.code} className="meta">
                <Prose>{said(issue)}</Prose>
              </div>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** A status says enough by itself; anything else is a sentence and what was seen. */
function said(issue: Issue): string {
  const { code, seen } = issue
  if (code === 'metadata_status' && seen) return seen
  return seen ? t('ui.metadata.said', [issueText(issue), seen]) : issueText(issue)
}

const statusOf = (issues: number): Status => (issues === 0 ? 'pass' : 'fail')
