import { formatLeft } from '@/components/ui/format'
import { t } from '@/lib/i18n'
import type { CallToken } from './use-call-tokens'

/** The name of the flow of a token, what is special about the token, and how long it is valid. */
export function tokenText({ flow, token }: CallToken): string {
  return [flow, token.ofClient ? t('panel.calls.of_client') : null, lifeText(token)]
    .filter((part) => part !== null)
    .join(', ')
}

/** How long a token is valid; null if that is not known. */
export function lifeText({ expiresAt }: CallToken['token']): string | null {
  if (expiresAt === null) return null
  const left = expiresAt - Date.now()
  return left > 0 ? t('panel.calls.left', [formatLeft(left)]) : t('panel.flow_tokens.expired')
}
