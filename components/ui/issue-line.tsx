import { excerpt } from '@/lib/model/text-bound'
import './parts.css'
import { t, tData } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import type { Status } from '@/lib/model/rule-result'
import { evidenceText } from './evidence-text'
import { StatusIcon } from './icon'
import { Prose } from './prose'
import { withValues } from './values-text'

/** The sentence of an issue. */
export function issueText({ code, about }: Issue): string {
  return tData(`issues.${code}`, about === undefined ? undefined : { about })
}

/** The sentence of an issue with its values, in one line. */
export function issueSummary(issue: Issue): string {
  return withValues(issueText(issue), issue)
}

/** The problem, with the observed and the expected value below it. */
export function IssueLine({ issue, status = 'fail' }: { issue: Issue; status?: Status }) {
  const { seen, expected } = issue
  return (
    <div className="issue">
      <StatusIcon status={status} />
      <div className="grow wrap">
        <Prose>{issueText(issue)}</Prose>
        {seen && <Evidence label={t('ui.seen')} value={seen} />}
        {expected && <Evidence label={t('ui.expected')} value={expected} />}
      </div>
    </div>
  )
}

const maxCharacters = 200

function Evidence({ label, value }: { label: string; value: string }) {
  const whole = evidenceText(value)
  const text = excerpt(whole, maxCharacters)
  return (
    <div className="meta">
      {label} <span className="mono">{text}</span>
    </div>
  )
}
