import type { Observation } from '@/lib/capture/observation'
import { parseUrl } from '@/lib/model/url'
import { isWithin, type HoldRule } from './hold-rules'

/**
 * Whether the rules stop a request, evaluated as in the browser. Ignores rules on response headers, because
 * the browser reports those itself.
 */
export function isStopped(rules: readonly HoldRule[], observation: Observation): boolean {
  const effects = new Set(
    rules.filter((rule) => applies(rule, observation)).map(({ effect }) => effect),
  )
  return effects.has('hold') && !effects.has('let-through')
}

function applies({ condition }: HoldRule, observation: Observation): boolean {
  const { responseHeaders, excludedInitiatorDomains, urlFilter } = condition
  const { url, initiator } = observation
  return (
    !responseHeaders &&
    isInPlace(condition, observation) &&
    !isFrom(excludedInitiatorDomains, initiator) &&
    takes(urlFilter ?? '', parseUrl(url)?.href ?? url)
  )
}

/** Whether a rule applies to the tab, frame type and method of a request. */
function isInPlace(
  { tabIds, resourceTypes, requestMethods }: HoldRule['condition'],
  { tabId, frame, method }: Observation,
): boolean {
  return (
    resourceTypes.includes(frame === 'top' ? 'main_frame' : 'sub_frame') &&
    (tabIds?.includes(tabId) ?? true) &&
    (requestMethods?.some((name) => name === method.toLowerCase()) ?? true)
  )
}

function isFrom(domains: readonly string[] = [], initiator: string | null): boolean {
  const host = initiator === null ? undefined : parseUrl(initiator)?.hostname
  return host !== undefined && domains.some((domain) => isWithin(host, domain))
}

/**
 * Whether a URL filter matches a URL. `|` is the start or the end of the URL, `*` is any text, and `^` is a
 * separator character or the end.
 *
 * @see [declarativeNetRequest](https://developer.chrome.com/docs/extensions/reference/api/declarativeNetRequest#property-RuleCondition-urlFilter)
 */
function takes(urlFilter: string, url: string): boolean {
  if (urlFilter.endsWith('|')) return url === urlFilter.slice(1, -1)
  const [plain = ''] = urlFilter.slice(1).split(/[*^]/, 1)
  return url.startsWith(plain) && patternOf(urlFilter.slice(1)).test(url)
}

function patternOf(filter: string): RegExp {
  const pattern = filter
    .replace(/[.+?${}()|[\]\\/]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('^', '(?:[^\\w.%-]|$)')
  return new RegExp(`^${pattern}`, 's')
}
