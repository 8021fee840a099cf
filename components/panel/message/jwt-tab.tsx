import type { Flow } from '@/lib/flow/model/flow'
import { t } from '@/lib/i18n'
import type { MessageToken } from '@/lib/flow/read/message-tokens'
import { TokenDetails } from './token-details'
import { InspectionState, useInspection } from './use-inspection'

interface JwtTabProps {
  flow: Flow
  tokens: readonly MessageToken[]
  /** The selected token; null selects the first. */
  name: string | null
  onName: (name: string) => void
}

const noToken: MessageToken = { name: '', text: '' }

export function JwtTab({ flow, tokens, name, onName }: JwtTabProps) {
  const token = tokens.find((each) => each.name === name) ?? tokens[0] ?? noToken
  const inspection = useInspection({
    text: token.text,
    flowId: flow.id,
    jwks: null,
    nonce: flow.expected.nonce,
    payload: null,
  })
  return (
    <>
      {tokens.length > 1 && (
        <div className="bar">
          <select
            className="pick"
            aria-label={t('panel.tokens.which')}
            value={token.name}
            onChange={(event) => onName(event.target.value)}
          >
            {tokens.map((each) => (
              <option key={each.name}>{each.name}</option>
            ))}
          </select>
        </div>
      )}
      <InspectionState inspection={inspection} />
      {inspection.view && (
        <TokenDetails view={inspection.view} text={token.text} onRetry={inspection.retry} />
      )}
    </>
  )
}
