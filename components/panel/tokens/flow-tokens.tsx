import { SectionBar } from '@/components/ui/section-bar'
import { Age } from '@/components/ui/time'
import { StatusIcon } from '@/components/ui/icon'
import type { OAuthMessage } from '@/lib/flow/model/message'
import { t } from '@/lib/i18n'
import { isEndpointResponse } from '@/lib/flow/read/endpoint-response'
import { isJwe, joseHeaderOf } from '@/lib/oauth/jwt-text'
import { messageName } from '@/components/panel/message/sequence-text'
import { useFlowTokens } from './use-flow-tokens'

interface FlowTokensProps {
  current: string
  /** Passes the flow along, which determines the kind of the token and the key that verifies it. */
  onSelect: (text: string, flowId: string) => void
}

/** Tokens in the messages of the flows that were viewed so far. */
export function FlowTokens({ current, onSelect }: FlowTokensProps) {
  const found = useFlowTokens()
  if (found.length === 0) return null
  return (
    <>
      <SectionBar level={3} title={t('panel.tokens.from_flows')}>
        {found.length}
      </SectionBar>
      <ul>
        {found.map(({ id, name, text, flow, message }) => (
          <li key={id}>
            <button
              type="button"
              className={`tok${text === current ? ' is-sel' : ''}`}
              aria-current={text === current ? 'true' : undefined}
              onClick={() => onSelect(text, flow.id)}
            >
              <TokenStatus name={name} message={message} />
              <span className="cut">
                <span className="mono">{name}</span>{' '}
                <span className="meta">
                  {signingOf(text)} {messageName(message.kind)}
                </span>
              </span>
              <span className="flow__age">
                <Age at={message.at} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

const statuses = { valid: 'pass', invalid: 'fail', 'not-run': 'neutral' } as const

/** The status of its signature at arrival, if it was verified. */
function TokenStatus({ name, message }: { name: string; message: OAuthMessage }) {
  const jwts = isEndpointResponse(message) ? message.jwts : []
  const found = jwts.find((jwt) => jwt.name === name)
  return found ? <StatusIcon status={statuses[found.verification.status]} /> : <span />
}

function signingOf(text: string): string {
  if (isJwe(text)) return t('panel.tokens.is_encrypted')
  const alg = joseHeaderOf(text)?.['alg']
  return typeof alg === 'string' ? alg : ''
}
