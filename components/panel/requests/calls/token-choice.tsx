import { t } from '@/lib/i18n'
import { tokenText } from './token-text'
import type { CallToken } from './use-call-tokens'

interface TokenChoiceProps {
  readonly tokens: readonly CallToken[]
  readonly chosen: CallToken
  readonly onToken: (tokenId: string) => void
}

/** The flow whose token is used; another one can be chosen. */
export function TokenChoice({ tokens, chosen, onToken }: TokenChoiceProps) {
  return (
    <label className="meta call-token">
      <span className="nowrap">{t('panel.calls.with_token')}</span>
      <select
        className="pick strong"
        value={chosen.token.id}
        onChange={({ target }) => onToken(target.value)}
      >
        {tokens.map((each) => (
          <option key={each.token.id} value={each.token.id}>
            {tokenText(each)}
          </option>
        ))}
      </select>
    </label>
  )
}
