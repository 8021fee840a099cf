import { isDpopType } from '@/lib/model/token-kinds'
import type { Flow, FlowToken } from '@/lib/flow/model/flow'
import { userTokens } from './own-tokens'

/** A token of a flow that other tools can use. */
export interface TokenCopies {
  /** The usable tokens, each kind once: the newest one. */
  readonly tokens: readonly FlowToken[]
  readonly accessToken: FlowToken | null
  /** The `Authorization` header with the access token; null without one. */
  readonly header: string | null
}

const order = ['access_token', 'refresh_token', 'id_token'] as const

/** The tokens of a flow to copy. Tokens that were replaced, spent or revoked are left out. */
export function tokenCopies({ tokens }: Pick<Flow, 'tokens'>): TokenCopies {
  const newest = order.flatMap(
    (kind) =>
      userTokens(tokens).findLast((token) => token.kind === kind && token.state === 'live') ?? [],
  )
  const accessToken = newest.find(({ kind }) => kind === 'access_token') ?? null
  return { tokens: newest, accessToken, header: accessToken && headerOf(accessToken) }
}

/**
 * Schemes are not case-sensitive, but some servers accept only the registered spelling.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-7.1)
 */
function headerOf({ value, tokenType }: FlowToken): string {
  const scheme = isDpopType(tokenType) ? 'DPoP' : 'Bearer'
  return `Authorization: ${scheme} ${value}`
}
