import { excerpt } from '@/lib/model/text-bound'
import './parts.css'
import { t, tData } from '@/lib/i18n'
import type { Issue } from '@/lib/model/issue'
import type { Status } from '@/lib/model/rule-result'
import { evidenceText } from './evidence-text'
import { StatusIcon } from './icon'
import { Prose } from './prose'
import { withValues } from './values-text'

const named = ['about', 'seen', 'expected'] as const

/** The sentence of an issue with the values that it names, and the observed and expected value that it does not. */
function sentenceOf(issue: Issue) {
  const key = `issues.${issue.code}`
  const bare = tData(key)
  const values = named.flatMap((name) => {
    const value = issue[name]
    return value !== undefined && bare.includes(`{${name}}`) ? [[name, evidenceText(value)]] : []
  })
  const substitutions = Object.fromEntries(values) as Readonly<Record<string, string>>
  return {
    text: tData(key, substitutions),
    seen: 'seen' in substitutions ? undefined : issue.seen,
    expected: 'expected' in substitutions ? undefined : issue.expected,
  }
}

/** The sentence of an issue. */
export function issueText(issue: Issue): string {
  return sentenceOf(issue).text
}

/** The sentence of an issue with its values, in one line. */
export function issueSummary(issue: Issue): string {
  const { text, ...values } = sentenceOf(issue)
  return withValues(text, values)
}

/** The problem, with the observed and the expected value below it. */
export function IssueLine({ issue, status = 'fail' }: { issue: Issue; status?: Status }) {
  const { text, seen, expected } = sentenceOf(issue)
  return (
    <div className="issue">
      <StatusIcon status={status} />
      <div className="grow wrap">
        <Prose>{text}</Prose>
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
