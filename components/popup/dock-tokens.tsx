import { StatusIcon } from '@/components/ui/icon'
import { serverErrorOf, tokensVerdict, type Exchange } from '@/components/connected/exchange'
import { adviceLines } from '@/components/ui/advice-text'
import { plainText, Prose } from '@/components/ui/prose'
import { t } from '@/lib/i18n'
import { ErrorRows } from './error-rows'

/** The dock has room for this many sentences. The panel shows all. */
const maxAdvice = 2

/** The result of the exchange: the worst finding about the tokens, or the error as sent. */
export function DockTokens({ exchange: { request, tokenResponse } }: { exchange: Exchange }) {
  if (!request) return null
  if (!tokenResponse) return <Line status="pending" text={t('popup.dock.exchanging')} />
  const error = serverErrorOf(tokenResponse)
  const advice = adviceLines(tokenResponse.advice, error?.code).slice(0, maxAdvice)
  const code = error?.code ?? (advice.length > 0 ? String(tokenResponse.status) : null)
  if (code !== null)
    return <ErrorRows code={code} description={error?.description ?? null} advice={advice} />
  return <Line {...tokensVerdict(tokenResponse)} />
}

function Line({ status, text }: ReturnType<typeof tokensVerdict>) {
  return (
    <>
      <dt>{t('popup.dock.tokens')}</dt>
      <dd className="dock__wide">
        <StatusIcon status={status} />
        <span className={status === 'fail' ? 'strong cut' : 'cut'} title={plainText(text)}>
          <Prose>{text}</Prose>
        </span>
      </dd>
    </>
  )
}
