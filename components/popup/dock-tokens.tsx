import { StatusIcon } from '@/components/ui/icon'
import {
  consentVerdict,
  serverErrorOf,
  tokensVerdict,
  type Exchange,
  type TokensVerdict,
} from '@/components/connected/exchange'
import { adviceLines } from '@/components/ui/advice-text'
import { Prose } from '@/components/ui/prose'
import { TimeLeft } from '@/components/ui/time'
import type { FlowToken } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import { ErrorRows } from './error-rows'
import { Evidence } from './verdict-row'

/** The dock has room for this many sentences. The panel shows all. */
const maxAdvice = 2

interface DockTokensProps {
  readonly exchange: Exchange
  readonly accessToken: FlowToken | null
  readonly onInspect: () => void
}

/** The result of the exchange: the worst finding about the tokens, or the error as sent. */
export function DockTokens({ exchange, accessToken, onInspect }: DockTokensProps) {
  const { request, tokenResponse } = exchange
  if (!request) return null
  if (!tokenResponse)
    return (
      <>
        <dt>{t('popup.dock.tokens')}</dt>
        <Line status="pending" text={t('popup.dock.exchanging')} />
      </>
    )
  const error = serverErrorOf(tokenResponse)
  const advice = adviceLines(tokenResponse.advice, error?.code).slice(0, maxAdvice)
  const code = error?.code ?? (advice.length > 0 ? String(tokenResponse.status) : null)
  if (code !== null)
    return (
      <ErrorRows
        code={code}
        description={error?.description ?? null}
        advice={advice}
        onInspect={onInspect}
      />
    )
  const consent = consentVerdict(tokenResponse)
  return (
    <>
      <dt>{t('popup.dock.tokens')}</dt>
      <Line {...tokensVerdict(tokenResponse)} accessToken={accessToken} />
      {consent && (
        <>
          <dt>{t('popup.dock.consent')}</dt>
          <Line {...consent} />
        </>
      )}
    </>
  )
}

function Line({
  status,
  text,
  seen,
  expected,
  accessToken = null,
}: TokensVerdict & { readonly accessToken?: FlowToken | null }) {
  return (
    <dd className="dock__wide is-two">
      <StatusIcon status={status} />
      <span className={status === 'fail' ? 'strong grow wrap' : 'grow wrap'}>
        <Prose>{text}</Prose>
      </span>
      {accessToken?.expiresAt && <AccessLeft token={accessToken} until={accessToken.expiresAt} />}
      <Evidence got={seen ?? null} sent={expected ?? null} sentLabel={t('ui.expected')} />
    </dd>
  )
}

function AccessLeft({ token, until }: { token: FlowToken; until: number }) {
  return (
    <span className="meta num nowrap">
      {t('popup.dock.access_token')} <TimeLeft until={until} total={until - token.receivedAt} />
    </span>
  )
}
