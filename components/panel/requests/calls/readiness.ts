import { noAccessText } from '@/components/connected/can-push'
import type { Destination } from '@/components/connected/destination'
import { issueText } from '@/components/ui/issue-line'
import { t } from '@/lib/i18n'
import { parseUrl } from '@/lib/model/url'
import type { FilledCall } from '@/lib/oauth/call-values'
import type { CallToken } from './use-call-tokens'

/** The chosen token, or the preferred one that has not expired, or the first of these. */
export function chosenToken(
  tokens: readonly CallToken[],
  tokenId: string | null,
  isPreferred: (token: CallToken) => boolean,
): CallToken | null {
  const lives = ({ token: { expiresAt } }: CallToken) =>
    expiresAt === null || expiresAt > Date.now()
  const usable = tokens.filter(lives)
  return (
    tokens.find(({ token }) => token.id === tokenId) ??
    usable.find(isPreferred) ??
    usable[0] ??
    tokens[0] ??
    null
  )
}

interface Readiness {
  readonly chosen: CallToken | null
  readonly isReading: boolean
  readonly filled: FilledCall
  readonly to: readonly Destination[]
}

/** Why a call cannot be made; null if it can. */
export function whyNoCall({ chosen, isReading, filled, to }: Readiness): string | null {
  const [issue] = filled.issues
  if (issue) return `${issueText(issue)} \`${issue.seen ?? ''}\``
  const url = parseUrl(filled.url)
  if (!url) return issueText({ code: 'url_malformed' })
  if (!chosen) return t(isReading ? 'panel.calls.reading' : 'panel.calls.no_token')
  if (to.length === 0) return `${issueText({ code: 'resource_host' })} \`${url.host}\``
  return noAccessText(to)
}
