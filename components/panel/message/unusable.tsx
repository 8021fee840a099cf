import { Fragment } from 'react'
import { serverErrorOf } from '@/components/connected/exchange'
import { adviceLines } from '@/components/ui/advice-text'
import { StatusIcon } from '@/components/ui/icon'
import { issueText } from '@/components/ui/issue-line'
import type { OAuthMessage } from '@/lib/flow/model/message'
import type { Issue } from '@/lib/model/issue'
import { Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import { Evidence } from '@/components/ui/evidence'
import { isEndpointResponse, issuesOf } from '@/lib/flow/read/endpoint-response'
import { keyed } from '@/components/ui/keyed'

/** The reasons why a conforming client would reject the message, each with advice. */
export function UnusableItems({ message }: { message: OAuthMessage }) {
  const advice = isEndpointResponse(message)
    ? adviceLines(message.advice, serverErrorOf(message)?.code)
    : []
  return keyed(issuesOf(message), ({ code }) => code).map(({ key, item }) => (
    <UnusableItem key={key} issue={item} advice={advice} />
  ))
}

function UnusableItem({ issue, advice }: { issue: Issue; advice: readonly string[] }) {
  return (
    <article className="check check--fail" tabIndex={-1} data-problem>
      <StatusIcon status="fail" />
      <h3 className="wrap">
        <Prose>{t('panel.checks.unusable', [issueText(issue)])}</Prose>
      </h3>
      <dl className="check__facts">
        <Evidence seen={issue.seen || undefined} expected={issue.expected || undefined} />
        {advice.map((text) => (
          <Fragment key={text}>
            <dt>{t('panel.checks.fix')}</dt>
            <dd>
              <Prose>{text}</Prose>
            </dd>
          </Fragment>
        ))}
      </dl>
    </article>
  )
}
