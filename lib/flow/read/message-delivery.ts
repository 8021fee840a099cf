import type { RequestedParams } from '@/lib/flow/model/flow'

/**
 * Response modes in which a page of the server hands the response to a window by script. They are no standard.
 *
 * @see [OAuth 2.0 Web Message Response Mode](https://datatracker.ietf.org/doc/html/draft-sakimura-oauth-wmrm-00)
 */
const messageModes: ReadonlySet<string> = new Set([
  'web_message',
  'web_message.jwt',
  'okta_post_message',
])

/**
 * What in a request asks for a response by `postMessage`, which no extension sees: its response_mode, or one of
 * Google's redirect_uris for that; null where the response is a navigation.
 */
export function messageDelivery({
  responseMode,
  redirectUri,
}: Pick<RequestedParams, 'responseMode' | 'redirectUri'>): string | null {
  if (responseMode !== null && messageModes.has(responseMode)) return responseMode
  if (redirectUri === null) return null
  return redirectUri === 'postmessage' || /^storagerelay:/i.test(redirectUri) ? redirectUri : null
}
