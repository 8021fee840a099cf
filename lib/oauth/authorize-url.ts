import { joinUrl, splitUrl } from '@/lib/model/url'

export interface AuthorizeUrlParts {
  readonly authorizationEndpoint: string
  readonly clientId: string
  readonly requestUri: string
  /** Adds `scope=openid`, which some guides require and FAPI 2.0 does not allow. */
  readonly addScopeOpenid: boolean
}

/**
 * Builds the authorize URL of a pushed request: `client_id` and `request_uri`, after any query of the
 * endpoint.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-4)
 */
export function buildAuthorizeUrl(parts: AuthorizeUrlParts): string {
  const endpoint = splitUrl(parts.authorizationEndpoint)
  const added = new URLSearchParams([
    ['client_id', parts.clientId],
    ...(parts.addScopeOpenid ? [['scope', 'openid']] : []),
    ['request_uri', parts.requestUri],
  ])
  return joinUrl({
    base: endpoint.base,
    query: endpoint.query ? `${endpoint.query}&${added}` : String(added),
    fragment: null,
  })
}
