import { isSameSite } from '@/lib/oauth/site'
import type { NavigationStart } from '@/lib/flow/model/hold'
import type { Frame } from '@/lib/model/navigation'

/** What is known of a navigation that was stopped. */
export interface Stopped {
  readonly frame: Frame
  readonly method: string
  /** Where it was to go. */
  readonly url: string
  /** Origin of the page that started it: `null` as a text where that is opaque, null where no page did. */
  readonly initiator: string | null
  /** Origin of the server that redirected it, or of the page that sent it; null where that is not known. */
  readonly from: string | null
}

/**
 * Where a held navigation has to start again, so that the app gets the cookies of the genuine one. A page of
 * another site is the rule: SameSite=Strict cookies stay, and of a form Lax ones too. A page of the app's own
 * site sends all; so does a navigation that no page started. Firefox also counts the servers that redirected
 * it. What happens in a frame depends on the page around it, and starts in that frame again.
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
