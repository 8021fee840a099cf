import { targetOf } from '@/lib/capture/devtools'
import type { NetworkEntry } from '@/lib/capture/network-entry'
import { header } from '@/lib/model/http-text'
import { parseUrl, splitUrl } from '@/lib/model/url'
import type { RecordedEntry } from './recording'

/** Where an entry of a recording happened: ids as webRequest has them. */
interface Place {
  readonly tabId: number
  readonly webRequestId: string
}

interface Redirect extends Place {
  readonly page: string | null
  readonly target: string
}

/** Redirects that were not followed yet. The oldest are dropped. */
const maxWaiting = 200

/**
 * Finds the tab and the navigation of each entry, in the order of time. A redirect and the request that follows it
 * are one navigation. A recording of a browser is one tab. In any other one, a page is in the tab of its `pageref`,
 * or of the last page that its `Referer` names, otherwise in a tab of its own.
 */
export function createPlaces(isOneTab: boolean): (recorded: RecordedEntry) => Place {
  const waiting: Redirect[] = []
  const tabs = new Map<string, number>()
  let count = 0

  const tabOf = ({ entry, page }: RecordedEntry): number => {
    if (isOneTab) return 1
    const known = page === null ? undefined : tabs.get(`page ${page}`)
    return known ?? tabs.get(`site ${siteOf(entry)}`) ?? nextTab(entry, page)
  }

  const nextTab = ({ loads }: NetworkEntry, page: string | null): number => {
    const tab = loads ? (count += 1) + 1 : 0
    if (page !== null && loads) tabs.set(`page ${page}`, tab)
    return tab
  }

  // Two tabs may be redirected to the same page at the same time.
  const followed = ({ entry, page }: RecordedEntry): Redirect | null => {
    const url = withoutFragment(entry.request.url)
    const isNext = ({ target }: Redirect) => target === url
    const inPage = waiting.findLastIndex((each) => isNext(each) && each.page === page)
    const at = inPage < 0 ? waiting.findLastIndex(isNext) : inPage
    return at < 0 ? null : (waiting.splice(at, 1)[0] ?? null)
  }

  return (recorded) => {
    const { entry } = recorded
    const before = entry.loads ? followed(recorded) : null
    const place = before ?? { tabId: tabOf(recorded), webRequestId: `har:${(count += 1)}` }
    const { tabId, webRequestId } = place
    const origin = entry.loads && parseUrl(entry.request.url)?.origin
    if (origin) tabs.set(`site ${origin}`, tabId)
    const next = entry.loads && targetOf(entry)
    if (next)
      waiting.push({
        tabId,
        webRequestId,
        page: recorded.page,
        target: withoutFragment(next.location),
      })
    if (waiting.length > maxWaiting) waiting.shift()
    return { tabId, webRequestId }
  }
}

/** The origin of the page that sent a request. */
function siteOf({ request: { headers } }: NetworkEntry): string {
  const page = header(headers, 'referer') ?? header(headers, 'origin') ?? ''
  return parseUrl(page)?.origin ?? ''
}

function withoutFragment(url: string): string {
  const { base, query } = splitUrl(url)
  return parseUrl(query === null ? base : `${base}?${query}`)?.href ?? url
}
