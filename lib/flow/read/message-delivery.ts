import type { RequestedParams } from '@/lib/flow/model/flow'

/**
 * Non-standard response modes in which a page of the server sends the response to a window by script.
 *
 * @see [OAuth 2.0 Web Message Response Mode](https://datatracker.ietf.org/doc/html/draft-sakimura-oauth-wmrm-00)
 */
const messageModes: ReadonlySet<string> = new Set([
  'web_message',
  'web_message.jwt',
  'okta_post_message',
])

/**
 * The response_mode or redirect_uri that requests a response by `postMessage`, which extensions cannot
 * observe; null if the response is a navigation. Google has special redirect_uris for this.
 */
export function messageDelivery({
  responseMode,
  redirectUri,
}: Pick<RequestedParams, 'responseMode' | 'redirectUri'>): string | null {
  if (responseMode !== null && messageModes.has(responseMode)) return responseMode
  if (redirectUri === null) return null
  return redirectUri === 'postmessage' || /^storagerelay:/i.test(redirectUri) ? redirectUri : null
}
