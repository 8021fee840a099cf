import { jsonObjectOf, textIn } from '@/lib/model/json'
import { errorAdvice } from '@/components/ui/error-advice'
import { StatusIcon } from '@/components/ui/icon'
import { issueText } from '@/components/ui/issue-line'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { Issue } from '@/lib/model/issue'
import { Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import { Evidence } from '@/components/ui/checks'
import { issuesOf } from '@/lib/flow/read/endpoint-response'
import { keyed } from '@/components/ui/keyed'

/** The reasons why a conforming client would reject the message, each with advice. */
export function UnusableItems({ message }: { message: OAuthMessage }) {
  const advice = adviceOf(message)
  return keyed(issuesOf(message), ({ code }) => code).map(({ key, item }) => (
    <UnusableItem key={key} issue={item} advice={advice} />
  ))
}

function UnusableItem({ issue, advice }: { issue: Issue; advice: string | null }) {
  return (
    <article className="check">
      <StatusIcon status="fail" />
      <h3 className="wrap">
        <Prose>{t('panel.checks.unusable', [issueText(issue)])}</Prose>
      </h3>
      <dl className="check__facts">
        <Evidence seen={issue.seen || undefined} expected={issue.expected || undefined} />
        {advice !== null && (
          <>
            <dt>{t('panel.checks.fix')}</dt>
            <dd>
              <Prose>{advice}</Prose>
            </dd>
          </>
        )}
      </dl>
    </article>
  )
}

/** Advice for the error code of an endpoint. */
function adviceOf(message: OAuthMessage): string | null {
  if (!('body' in message)) return null
  const error = textIn(jsonObjectOf(message.body), 'error')
  return error === null ? null : errorAdvice(error)
}
