import type { Flow } from '@/lib/flow/flow'
import type { OAuthMessage } from '@/lib/flow/message'
import { useMirror } from '@/lib/state/mirror'
import { t } from '@/lib/i18n'
import type { MessageToken } from './params'
import { TokenDetails } from './token-details'
import { keysFor, type TokenKeys } from './token-keys'
import { useFlowProfile } from '@/components/ui/use-flow-profile'
import { InspectionState, useInspection } from './use-inspection'

interface JwtTabProps {
  flow: Flow
  message: OAuthMessage
  tokens: readonly MessageToken[]
  /** The token that was asked for; the first where it is null. */
  name: string | null
  onName: (name: string) => void
}

const noToken: MessageToken = { name: '', text: '' }

export function JwtTab({ flow, message, tokens, name, onName }: JwtTabProps) {
  const token = tokens.find((each) => each.name === name) ?? tokens[0] ?? noToken
  const { by, jwks } = useTokenKeys(flow, message, token)
  const inspection = useInspection({
    text: token.text,
    profileId: flow.profileId,
    flowId: flow.id,
    jwks,
    nonce: flow.expected.nonce,
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
        <TokenDetails
          view={inspection.view}
          text={token.text}
          by={by}
          profileId={flow.profileId}
          onRetry={inspection.retry}
        />
      )}
    </>
  )
}

function useTokenKeys(flow: Flow, message: OAuthMessage, token: MessageToken): TokenKeys {
  const keys = useMirror((state) => state.keys)
  const profile = useFlowProfile(flow)
  return keysFor(token, message, profile, keys)
}
