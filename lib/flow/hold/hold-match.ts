import type { Observation } from '@/lib/capture/observation'
import { parseUrl } from '@/lib/model/url'
import { isWithin, type HoldRule } from './hold-rules'

/**
 * Whether the rules stop a request, evaluated as in the browser. Ignores rules on response headers, because
 * the browser reports those itself.
 */
export function isStopped(rules: readonly HoldRule[], observation: Observation): boolean {
  const applying = rules.filter((rule) => applies(rule, observation))
  const highest = Math.max(...applying.map(({ priority }) => priority))
  const effects = applying.flatMap((rule) => (rule.priority === highest ? [rule.effect] : []))
  return effects.length > 0 && !effects.includes('let-through')
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
  const isWhole = urlFilter.endsWith('|')
  const filter = urlFilter.slice(1, isWhole ? -1 : undefined)
  if (isWhole && url === filter) return true
  const [first = '', ...pieces] = filter.split('*')
  const start = url.startsWith(first.replace(/\^.*/s, '')) ? endOf(first, url, 0, 'y') : null
  const end = pieces.reduce<number | null>(
    (from, piece) => (from === null ? null : endOf(piece, url, from, 'g')),
    start,
  )
  if (end === null || !isWhole || end === url.length) return end !== null
  const last = pieces.at(-1)
  return last !== undefined && url.endsWith(last)
}

/**
 * The end of the first occurrence of a piece of a filter, at a position (`y`) or after it (`g`). The first
 * occurrence of each piece is enough, so that no text takes more than linear time.
 */
function endOf(piece: string, url: string, from: number, flag: 'y' | 'g'): number | null {
  const source = piece.replace(/[.+?${}()|[\]\\/]/g, '\\$&').replaceAll('^', '(?:[^\\w.%-]|$)')
  const pattern = new RegExp(source, flag)
  pattern.lastIndex = from
  return pattern.test(url) ? pattern.lastIndex : null
}
