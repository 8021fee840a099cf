import { Fragment } from 'react'
import { adviceLines } from '@/components/ui/advice-text'
import { serverErrorOf } from '@/components/connected/exchange'
import { StatusIcon } from '@/components/ui/icon'
import { LongText } from '@/components/ui/long-text'
import { IssueLine } from '@/components/ui/issue-line'
import type { Flow } from '@/lib/flow/model/flow'
import type { EndpointResponse } from '@/lib/flow/model/message'
import { Prose } from '@/components/ui/prose'
import { useNow } from '@/components/ui/time'
import { t } from '@/lib/i18n'
import { tokenLines } from './token-lines'

interface TokensSummaryProps {
  readonly flow: Flow
  readonly response: EndpointResponse
}

/**
 * The result of the exchange: a line for each token with its worst finding, or the error as sent.
 */
export function TokensSummary({ flow, response }: TokensSummaryProps) {
  const now = useNow()
  const error = serverErrorOf(response)
  const advice = adviceLines(response.advice, error?.code)
  if (error || advice.length > 0) {
    return (
      <table className="tbl toks">
        <caption className="vh">{t('held.tokens.error')}</caption>
        <tbody>
          <Row name="error" text={error?.code ?? String(response.status)} mono />
          {error && error.description !== null && (
            <Row name="error_description" text={error.description} />
          )}
          {advice.map((text) => (
            <Row key={text} name={t('held.tokens.advice')} text={text} plain />
          ))}
        </tbody>
      </table>
    )
  }
  return (
    <>
      {response.issues.map((issue) => (
        <p key={issue.code} className="held__note">
          <IssueLine issue={issue} />
        </p>
      ))}
      <table className="tbl toks">
        <caption className="vh">{t('held.tokens.title')}</caption>
        <tbody>
          {tokenLines(flow, response, now).map(({ name, text, verdicts, status }) => (
            <tr key={name}>
              <th className="is-key" scope="row">
                {name}
              </th>
              <td className="wrap">
                <LongText text={text} />
                {verdicts.map((verdict) => (
                  <Fragment key={verdict}>
                    . <Prose>{verdict}</Prose>
                  </Fragment>
                ))}
              </td>
              <td className="is-st">{status && <StatusIcon status={status} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

interface RowProps {
  readonly name: string
  readonly text: string
  readonly mono?: boolean
  /** The name is Parley's own wording. */
  readonly plain?: boolean
}

function Row({ name, text, mono = false, plain = false }: RowProps) {
  return (
    <tr>
      <th className={plain ? 'meta' : 'is-key'} scope="row">
        {name}
      </th>
      <td className={mono ? 'wrap mono' : 'wrap'}>
        {plain ? <Prose>{text}</Prose> : <LongText text={text} />}
      </td>
    </tr>
  )
}
