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
type Error = ReturnType<typeof serverErrors>[number] | undefined

/** The rows that have something to say. */
function rowsOf({ issues }: CallRun, response: EndpointResponse, error: Error): readonly Row[] {
  const status = response.status ?? t('panel.requests.no_response')
  const said = [error?.description, error?.path && `(${error.path})`].filter(Boolean).join(' ')
  const rows: readonly (readonly [name: Row[0], texts: readonly string[]])[] = [
    ['received', [[status, error?.code].filter(Boolean).join(', ')]],
    ['expected', issues.map(issueSummary)],
    ['server_says', said === '' ? [] : [said]],
    ['cause', causesOf(response, error)],
  ]
  return rows
    .filter(([, texts]) => texts.length > 0)
    .map(([name, texts]) => [name, shown[name](texts)])
}

function causesOf({ status, advice, issues }: EndpointResponse, error: Error): readonly string[] {
  const noResponse = status === null ? issues.slice(0, 1).map(issueText) : []
  return [...adviceLines(advice, error?.code), ...noResponse]
}

const lines = (texts: readonly string[]) => texts.map((text) => <Line key={text} text={text} />)

const shown: Readonly<Record<Row[0], (texts: readonly string[]) => ReactNode>> = {
  received: (texts) => <span className="mono">{texts.join(', ')}</span>,
  expected: lines,
  server_says: (texts) => (
    <ServerText>
      <LongText text={texts.join(' ')} maxCharacters={300} />
    </ServerText>
  ),
  cause: lines,
}

const Line = ({ text }: { readonly text: string }) => (
  <div>
    <Prose>{text}</Prose>
  </div>
)
