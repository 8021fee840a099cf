import { fnv } from '@/lib/model/fnv'
import { carriers } from '@/lib/oauth/response'
import { acceptsAnyPort, isLoopback, isReachable, parseUrl, withoutQuery } from '@/lib/model/url'
import { responsesOf } from '@/lib/flow/read/find-response'
import type { Flow } from '@/lib/flow/model/flow'
import type { Delivery } from '@/lib/flow/model/hold'
import type { World } from '@/lib/flow/model/world'

/** The condition of a rule, as in declarativeNetRequest. */
interface HoldCondition {
  /** Matches the requested URL. Absent if `responseHeaders` is present. */
  readonly urlFilter?: string
  readonly isUrlFilterCaseSensitive: true
  /** Matches the Location header of a redirect. `*` is any text, and `\\` escapes the next character. */
  readonly responseHeaders?: readonly [
    { readonly header: 'location'; readonly values: readonly string[] },
  ]
  readonly resourceTypes: readonly ('main_frame' | 'sub_frame')[]
  readonly tabIds?: readonly number[]
  readonly requestMethods?: readonly ('get' | 'post')[]
  readonly excludedInitiatorDomains?: readonly string[]
}

/** A rule that redirects a navigation to the held page, or an exception that lets it through. */
export interface HoldRule {
  /** Derived from the contents of the rule, so it differs for different rules. */
  readonly id: number
  readonly effect: 'hold' | 'let-through'
  /** Rules of a higher priority win; of the same priority, exceptions win. */
  readonly priority: (typeof priorities)[keyof typeof priorities]
  readonly condition: HoldCondition
}

/** A filter for any port also matches other URLs of its host, so everything else is more certain. */
const priorities = { anyPort: 1, exact: 2, delivery: 3 } as const

/** A client whose responses are all held. */
interface HeldClient {
  readonly redirectUris: readonly string[]
  /** The request is not known, so a loopback redirect_uri may have another port. */
  readonly anyPort: boolean
  /** URLs of its authorization server. */
  readonly servers: readonly string[]
}

/** The input for computing the rules. */
export interface HoldWorld {
  readonly clients: readonly HeldClient[]
  /** Flows whose one response is held. */
  readonly flows: readonly (HeldClient & { readonly tabId: number })[]
  readonly deliveries: readonly Delivery[]
  /** The browser can match rules against response headers, and so stop a redirect before it is followed. */
  readonly matchesResponseHeaders: boolean
}

type Condition = Omit<HoldCondition, 'isUrlFilterCaseSensitive' | 'resourceTypes'> &
  Partial<Pick<HoldCondition, 'resourceTypes'>>

type Draft = Pick<HoldRule, 'effect' | 'priority'> & { readonly condition: Condition }

/**
 * Computes the rules. They stop every navigation to a redirect_uri that has a response parameter in its query
 * or fragment, and every form posted there from another site, because no rule can inspect a form. A plain
 * visit is not stopped. Chromium limits the size of regular expressions in rules to the equivalent of about
 * 50 characters of a URL, so each parameter and position has its own filter. Chromium does not apply rules to
 * a navigation that a service worker of the app handles. If the browser supports it, redirects are therefore
 * also stopped by their Location header. Such a rule must exist before the navigation starts, and the
 * navigation that will produce a request of a third-party app is not known in advance.
 */
export function holdRules(world: HoldWorld): readonly HoldRule[] {
  const { clients, flows, deliveries, matchesResponseHeaders } = world
  const draftsOf = (client: HeldClient) => [
    ...client.redirectUris.flatMap((uri) => draftsAt(uri, client, matchesResponseHeaders)),
    ...exceptions(client),
  ]
  const drafts = [
    ...clients.flatMap(draftsOf),
    ...flows.flatMap((flow) => draftsOf(flow).map((draft) => inTab(draft, flow.tabId))),
    ...deliveries
      .filter(({ state }) => state !== 'undecided')
      .map((delivery): Draft => {
        return {
          effect: 'let-through',
          priority: priorities.delivery,
          condition: passage(delivery),
        }
      }),
  ]
  const rules = new Map<string, Omit<HoldRule, 'id'>>()
  for (const { condition, ...draft } of drafts) {
    const rule = { ...draft, condition: { ...always, ...condition } }
    rules.set(JSON.stringify(rule), rule)
  }
  return withIds([...rules])
}

function inTab(draft: Draft, tabId: number): Draft {
  return { ...draft, condition: { ...draft.condition, tabIds: [tabId] } }
}

function draftsAt(
  redirectUri: string,
  client: HeldClient,
  matchesResponseHeaders: boolean,
): readonly Draft[] {
  const url = parseUrl(redirectUri)
  if (!url || !isReachable(url)) return []
  const hold = (priority: HoldRule['priority']) => (condition: Condition) =>
    ({ effect: 'hold', priority, condition }) as const
  const exact = [
    ...bases(url).flatMap((base) => conditions(base, url, client)),
    ...(matchesResponseHeaders ? redirects(redirectUri, url) : []),
  ]
  const onOtherPorts = client.anyPort
    ? otherPorts(url).flatMap((base) => conditions(base, url, client))
    : []
  return [...exact.map(hold(priorities.exact)), ...onOtherPorts.map(hold(priorities.anyPort))]
}

/** A browser may upgrade a redirect_uri that is registered with http. */
function bases(url: URL): readonly string[] {
  const schemes = isLoopback(url) ? ['http:', 'https:'] : [url.protocol]
  return schemes.map((scheme) => `${scheme}//${url.host}${url.pathname}`)
}

/**
 * A native app may listen on any loopback port. The port cannot be matched by itself, so the filter also
 * matches a longer path.
 *
 * @see [RFC 8252](https://www.rfc-editor.org/rfc/rfc8252.html#section-7.3)
 */
function otherPorts(url: URL): readonly string[] {
  if (!acceptsAnyPort(url)) return []
  const withoutPort = url.port === '' ? [] : ['']
  return [':*', ...withoutPort].map((port) => `http://${url.hostname}${port}${url.pathname}`)
}

/** A filter for any port may also match the pages of a server on the same loopback host. */
function exceptions({ redirectUris, servers, anyPort }: HeldClient): readonly Draft[] {
  const urlsOf = (texts: readonly string[]) =>
    texts.flatMap((text) => parseUrl(text) ?? []).filter(acceptsAnyPort)
  const hosts = new Set(anyPort ? urlsOf(redirectUris).map(({ hostname }) => hostname) : [])
  return urlsOf(servers)
    .filter(({ hostname }) => hosts.has(hostname))
    .map(({ origin }) => ({
      effect: 'let-through',
      priority: priorities.anyPort,
      condition: { urlFilter: `|${origin}/` },
    }))
}

const always = {
  isUrlFilterCaseSensitive: true,
  resourceTypes: ['main_frame', 'sub_frame'],
} as const

/** Lets a held page send one URL, only in its own tab and type of frame. */
function passage({ tabId, frame, url, method }: Delivery): Condition {
  return {
    resourceTypes: [frame === 'top' ? 'main_frame' : 'sub_frame'],
    urlFilter: `|${parseUrl(url)?.href ?? url}|`,
    tabIds: [tabId],
    requestMethods: [method === 'GET' ? 'get' : 'post'],
  }
}

function conditions(base: string, url: URL, { servers }: HeldClient): readonly Condition[] {
  const own = isForeign(url.hostname, servers) ? { excludedInitiatorDomains: [url.hostname] } : {}
  return [
    ...carriers.flatMap((name) =>
      [
        ...places.map((place) => `${place}${name}^`),
        ...routes.map((route) => `${route}${name}=`),
      ].map((rest) => ({ urlFilter: `|${base}${rest}` })),
    ),
    ...['|', url.search ? '&' : '?', '#'].map((end) => ({
      urlFilter: `|${base}${url.search}${end}`,
      requestMethods: ['post'] as const,
      ...own,
    })),
  ]
}

/** Redirects with a response to a redirect_uri. The header is compared as the server wrote it. */
function redirects(redirectUri: string, url: URL): readonly Condition[] {
  const written = [withoutQuery(redirectUri), `${url.origin}${url.pathname}`].map(literal)
  const values = [...new Set(written)].flatMap((base) =>
    carriers.flatMap((name) =>
      [...places, ...routeMarks].map((place) => `${base}${place.replaceAll('?', '\\?')}${name}=*`),
    ),
  )
  return [{ responseHeaders: [{ header: 'location', values }] }]
}

function literal(text: string): string {
  return text.replace(/[*?\\]/g, '\\$&')
}

/** The text between a redirect_uri and a parameter name, in the query or the fragment. */
const places = ['?', '?*&', '#', '#*&', '?*#']

/** The text between a redirect_uri and a parameter name behind a route in the fragment. */
const routeMarks = ['#*?', '#*/', '#*#', '?*#*?', '?*#*/', '?*#*#']

/** The same for URL filters, where one character represents all of these separators. */
const routes = ['#*^', '?*#*^']

/**
 * Whether the authorization server is neither at this host nor at a subdomain. A server there may post forms
 * from any of its pages.
 */
function isForeign(host: string, servers: readonly string[]): boolean {
  const known = servers.map((server) => parseUrl(server)?.hostname ?? '').filter(Boolean)
  return (
    known.length > 0 && !host.startsWith('[') && !known.some((server) => isWithin(server, host))
  )
}

/** Whether a host is a domain or one of its subdomains. */
export function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}

/** Whether the next response of this flow has to be held, and none has been held yet. */
export function isToBeHeld<F extends Pick<Flow, 'tabId' | 'hold' | 'messages'>>(
  flow: F,
): flow is F & { readonly tabId: number } {
  return flow.hold && flow.tabId !== null && responsesOf(flow).every(({ hold }) => hold === null)
}

/** Whether the tab of a flow, or a tab opened from it, exists or is about to open. */
export function isThere(
  { tabId, tabClosed }: Pick<Flow, 'tabId' | 'tabClosed'>,
  { openers }: Pick<World, 'openers'>,
): boolean {
  return !tabClosed || Object.values(openers).some((opener) => opener === tabId)
}

/**
 * Derives the ids from the contents of the rules, so that an equal rule has the same id after a restart of
 * the worker.
 */
function withIds(rules: readonly (readonly [string, Omit<HoldRule, 'id'>])[]): readonly HoldRule[] {
  const taken = new Set<number>()
  return rules
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([text, rule]) => {
      let id = hashOf(text)
      while (taken.has(id)) id = (id % 0x7fffffff) + 1
      taken.add(id)
      return { id, ...rule }
    })
}

/** A hash in the range of valid rule ids: 1 to 2^31 - 1. */
function hashOf(text: string): number {
  return (fnv(text) % 0x7fffffff) + 1
}
