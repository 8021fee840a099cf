import type { Observation } from '@/lib/capture/observation'
import { parseUrl } from '@/lib/oauth/url'
import { isWithin, type HoldCondition, type HoldRule } from './hold-rules'

/** Whether a request, or a redirect at the answer that makes it, is stopped by the rules, as the browser would say. */
export function isStopped(rules: readonly HoldRule[], observation: Observation): boolean {
  const effects = new Set(
    rules.filter((rule) => applies(rule, observation)).map(({ effect }) => effect),
  )
  return effects.has('hold') && !effects.has('let-through')
}

function applies({ effect, condition }: HoldRule, observation: Observation): boolean {
  const { tabIds, responseHeaders } = condition
  if (!(tabIds?.includes(observation.tabId) ?? true)) return false
  if (observation.kind !== 'redirect') return !responseHeaders && isCalled(condition, observation)
  return effect === 'hold'
    ? (responseHeaders?.[0].values ?? []).some((value) => fits(value, observation.location))
    : isCalled(condition, observation)
}

function isCalled(
  { requestMethods, excludedInitiatorDomains, urlFilter = '' }: HoldCondition,
  { url, method, initiator }: Observation,
): boolean {
  return (
    (requestMethods?.some((name) => name === method.toLowerCase()) ?? true) &&
    !isFrom(excludedInitiatorDomains, initiator) &&
    takes(urlFilter, parseUrl(url)?.href ?? url)
  )
}

function isFrom(domains: readonly string[] = [], initiator: string | null): boolean {
  const host = initiator === null ? undefined : parseUrl(initiator)?.hostname
  return host !== undefined && domains.some((domain) => isWithin(host, domain))
}

/**
 * Whether a filter takes a URL: `|` is an end of the URL, `*` is anything, and `^` is a letter that is in no
 * name, or the end.
 *
 * @see [declarativeNetRequest](https://developer.chrome.com/docs/extensions/reference/api/declarativeNetRequest#property-RuleCondition-urlFilter)
 */
function takes(urlFilter: string, url: string): boolean {
  if (urlFilter.endsWith('|')) return url === urlFilter.slice(1, -1)
  const [plain = ''] = urlFilter.slice(1).split(/[*^]/, 1)
  return url.startsWith(plain) && patternOf(urlFilter.slice(1)).test(url)
}

/** Whether the value of a header fits a pattern, whatever its case. */
function fits(pattern: string, value: string): boolean {
  const parts = pattern.match(/\\.|[^\\]/gs) ?? []
  const source = parts.map((part) => (part === '*' ? '.*' : escape(part.at(-1) ?? ''))).join('')
  return new RegExp(`^${source}$`, 'is').test(value)
}

const escape = (text: string) => text.replace(/[.+?${}()|[\]\\/^*]/g, '\\$&')

function patternOf(filter: string): RegExp {
  const pattern = filter
    .replace(/[.+?${}()|[\]\\/]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('^', '(?:[^\\w.%-]|$)')
  return new RegExp(`^${pattern}`, 's')
}
