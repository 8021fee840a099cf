import { isSameSite } from '@/lib/oauth/site'
import type { NavigationStart } from '@/lib/flow/model/hold'
import type { Frame } from '@/lib/model/navigation'

/** The known properties of a stopped navigation. */
export interface Stopped {
  readonly frame: Frame
  readonly method: string
  /** The target of the navigation. */
  readonly url: string
  /** Origin of the page that started it: the text `null` if the origin is opaque, null if no page started it. */
  readonly initiator: string | null
  /** Origin of the server that redirected it, or of the page that sent it; null if not known. */
  readonly from: string | null
}

/**
 * The start of the new navigation, so that the app receives the same cookies as from the original one.
 * Usually this is a page of another site: SameSite=Strict cookies are not sent, and with a form neither are
 * Lax cookies. A page of the app's own site sends all cookies, and so does a navigation that no page started.
 * Firefox also takes the redirecting servers into account. A navigation in a frame depends on the page around
 * it and starts again in that frame.
 *
 * @see [RFC 6265bis](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.2)
 */
export function startOf(
  { frame, method, url, initiator, from }: Stopped,
  countsRedirects: boolean,
): NavigationStart {
  if (frame === 'sub') return 'same-site'
  if (initiator === null) return method === 'GET' && !countsRedirects ? 'same-site' : 'cross-site'
  if (/^(?:chrome|moz)-extension:/.test(initiator)) return 'same-site'
  const sites = countsRedirects && from !== null ? [initiator, from] : [initiator]
  return sites.every((site) => isSameSite(site, url)) ? 'same-site' : 'cross-site'
}
