import { Fragment, type ReactNode } from 'react'
import { adviceLines } from '@/components/ui/advice-text'
import { Button } from '@/components/ui/button'
import { StatusIcon } from '@/components/ui/icon'
import { issueSummary, issueText } from '@/components/ui/issue-line'
import { LongText } from '@/components/ui/long-text'
import { Prose } from '@/components/ui/prose'
import { ServerText } from '@/components/ui/server-text'
import { t } from '@/lib/i18n'
import type { EndpointResponse } from '@/lib/flow/model/message'
import { serverErrors } from '@/lib/oauth/error-body'
import type { CallRun } from '@/lib/storage/saved-calls'

interface CallStripProps {
  readonly run: CallRun
  readonly response: EndpointResponse
  readonly onFlow: () => void
}

/** Why a response is not the expected one, in the words of the server; nothing if it is. */
export function CallStrip({ run, response, onFlow }: CallStripProps) {
  const [error] = serverErrors(response)
  const isExpected = run.issues.length === 0
  if (isExpected && run.verdict === 'neutral')
    return <p className="note-line meta">{t('panel.calls.not_compared')}</p>
  if (isExpected && !error) return null
  const status = isExpected ? 'info' : 'fail'
  const rows = rowsOf(run, response, error)
  return (
    <div className={`sentstrip sentstrip--${status}`} role="status">
      <div className="sentstrip__t">
        <StatusIcon status={status} />
        {t(isExpected ? 'panel.calls.expected_error' : 'panel.calls.not_expected')}
      </div>
      <dl className="sentstrip__d">
        {rows.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{t(`panel.requests.${name}`)}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <div className="btns">
        <Button onClick={onFlow}>{t('panel.requests.show_flow')}</Button>
      </div>
    </div>
  )
}

type Row = readonly [name: 'received' | 'expected' | 'server_says' | 'cause', value: ReactNode]

function rowsOf(
  { issues }: CallRun,
  response: EndpointResponse,
  error: ReturnType<typeof serverErrors>[number] | undefined,
): readonly Row[] {
  const { status, advice } = response
  const received = [status ?? t('panel.requests.no_response'), error?.code].filter(Boolean)
  const lines = adviceLines(advice, error?.code)
  const path = error?.path ?? null
  const said = error?.description ?? null
  const noResponse = status === null ? response.issues[0] : undefined
  return [
    ['received', <span className="mono">{received.join(', ')}</span>],
    ...(issues.length > 0
      ? [
          [
            'expected',
            issues.map((issue) => <Line key={issue.code} text={issueSummary(issue)} />),
          ] as const,
        ]
      : []),
    ...(said === null && path === null
      ? []
      : [
          [
            'server_says',
            <ServerText>
              <LongText
                text={[said, path && `(${path})`].filter(Boolean).join(' ')}
                maxCharacters={300}
              />
            </ServerText>,
          ] as const,
        ]),
    ...(lines.length > 0 || noResponse
      ? [
          [
            'cause',
            [...lines, ...(noResponse ? [issueText(noResponse)] : [])].map((text) => (
              <Line key={text} text={text} />
            )),
          ] as const,
        ]
      : []),
  ]
}

const Line = ({ text }: { readonly text: string }) => (
  <div>
    <Prose>{text}</Prose>
  </div>
)
