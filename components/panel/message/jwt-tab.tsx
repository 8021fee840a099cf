import { useMemo } from 'react'
import { StatusIcon } from '@/components/ui/icon'
import { Scroll } from '@/components/ui/scroll'
import type { Flow } from '@/lib/flow/model/flow'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { tokensOf, type MessageToken } from '@/lib/flow/read/message-tokens'
import { jwtContentOf } from '@/lib/oauth/jwt-text'
import { t } from '@/lib/i18n'
import { Problems } from './problems'
import { TokenDetails, TokenParts } from './token-details'
import { useInspection } from '@/components/connected/use-inspection'
import { InspectionState } from './inspection-state'

interface JwtTabProps {
  flow: Flow
  message: OAuthMessage
  /** The selected token; null selects the first. */
  name: string | null
}

const noToken: MessageToken = { name: '', text: '' }

/** The token with this name, or the first of a message. */
export function selectedToken(tokens: readonly MessageToken[], name: string | null): MessageToken {
  return tokens.find((each) => each.name === name) ?? tokens[0] ?? noToken
}

export function JwtTab({ flow, message, name }: JwtTabProps) {
  const token = selectedToken(tokensOf(message), name)
  const inspection = useInspection({
    text: token.text,
    flowId: flow.id,
    jwks: null,
    nonce: flow.expected.nonce,
    payload: null,
    kind: null,
    anyKey: false,
  })
  const { view, failed, retry } = inspection
  if (view) return <TokenDetails view={view} text={token.text} isInMessage onRetry={retry} />
  return (
    <>
      {failed ? (
        <InspectionState inspection={inspection} />
      ) : (
        <div className="verify verify--idle">
          <div className="verify__t">
            <StatusIcon status="pending" />
            <span className="nowrap">{t('panel.verify.verifying')}</span>
          </div>
        </div>
      )}
      <Unverified message={message} token={token} />
    </>
  )
}

interface UnverifiedProps {
  message: OAuthMessage
  token: MessageToken
}

/** What a token says, with the checks of the time when it was received, until it has been verified. */
function Unverified({ message, token: { name, text } }: UnverifiedProps) {
  const content = useMemo(() => jwtContentOf(text), [text])
  const results = message.results.filter(({ of }) => of === name)
  if (content.jwt.kind === 'jwe') return null
  return (
    <Scroll label={t('panel.tokens.details')}>
      <Problems results={results} />
      <TokenParts view={{ ...content, results }} />
    </Scroll>
  )
}
