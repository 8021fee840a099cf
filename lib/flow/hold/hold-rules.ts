import { carriers } from '@/lib/oauth/response'
import { isLoopback, isReachable, parseUrl, withoutQuery } from '@/lib/model/url'
import { responsesOf } from '@/lib/flow/read/responses'
import type { Flow } from '@/lib/flow/model/flow'
import type { Delivery } from '@/lib/flow/model/hold'
import type { World } from '@/lib/flow/model/world'

/** Which navigations a rule is for, as declarativeNetRequest has it. */
interface HoldCondition {
  /** Of what is called; it is there where no header is. */
  readonly urlFilter?: string
  readonly isUrlFilterCaseSensitive: true
  /** Of the answer: where it redirects to. `*` is anything there, and `\\` takes the meaning of the letter after it. */
  readonly responseHeaders?: readonly [
    { readonly header: 'location'; readonly values: readonly string[] },
  ]
  readonly resourceTypes: readonly ('main_frame' | 'sub_frame')[]
  readonly tabIds?: readonly number[]
  readonly requestMethods?: readonly ('get' | 'post')[]
  readonly excludedInitiatorDomains?: readonly string[]
}

/** A rule that sends a navigation to the held page, or one that lets through what another would stop. */
export interface HoldRule {
  /** Says what the rule is: another rule has another one. */
  readonly id: number
  readonly effect: 'hold' | 'let-through'
  readonly condition: HoldCondition
}

/** A client whose responses are all to be held. */
interface HeldClient {
  readonly redirectUris: readonly string[]
  /** URLs at its authorization server. */
  readonly servers: readonly string[]
}

/** Everything that the rules come from. */
export interface HoldWorld {
  readonly clients: readonly HeldClient[]
  /** The flows of which the one response is to be held. */
  readonly flows: readonly (HeldClient & { readonly tabId: number })[]
  readonly deliveries: readonly Delivery[]
  /** The browser can stop a redirect at the answer that makes it. */
  readonly seesAnswers: boolean
}

type Condition = Omit<HoldCondition, 'isUrlFilterCaseSensitive' | 'resourceTypes'> &
  Partial<Pick<HoldCondition, 'resourceTypes'>>

/**
 * The rules that are to be in force. They stop every navigation to a redirect_uri that has a parameter by
 * the name of one that makes it an authorization response, in its query or fragment, and every form that
 * is posted there from elsewhere: no rule can look into a form. A plain visit is not stopped.
 *
 * Chromium takes no regular expression that is longer than some 50 letters of a URL, so that there is a
 * filter for each name and place. It asks no rule about a navigation that a service worker of the app
 * answers, so that a redirect is stopped before it is followed where that is possible. The rule for that has to
 * be there before a navigation starts, and no one knows which will bring the request of another app.
 */
export function holdRules(world: HoldWorld): readonly HoldRule[] {
  const { clients, flows, deliveries, seesAnswers } = world
  const conditionsOf = (client: HeldClient) =>
    client.redirectUris.flatMap((uri) => [
      ...conditions(uri, client),
      ...(seesAnswers ? redirects(uri) : []),
    ])
  const held = [
    ...clients.flatMap(conditionsOf),
    ...flows.flatMap((flow) =>
      conditionsOf(flow).map((condition) => ({ ...condition, tabIds: [flow.tabId] })),
    ),
  ]
  const rules = new Map<string, Omit<HoldRule, 'id'>>()
  const add = (effect: HoldRule['effect']) => (condition: Condition) => {
    const rule = { effect, condition: { ...always, ...condition } } as const
    rules.set(JSON.stringify(rule), rule)
  }
  held.forEach(add('hold'))
  deliveries
    .filter(({ state }) => state !== 'undecided')
    .map(passage)
    .forEach(add('let-through'))
  return withIds([...rules])
}

const always = {
  isUrlFilterCaseSensitive: true,
  resourceTypes: ['main_frame', 'sub_frame'],
} as const

/** The one URL that a held page may call, in its tab, and in its frame only if that is where it stands. */
function passage({ tabId, frame, url, method }: Delivery): Condition {
  return {
    resourceTypes: [frame === 'top' ? 'main_frame' : 'sub_frame'],
    urlFilter: `|${parseUrl(url)?.href ?? url}|`,
    tabIds: [tabId],
    requestMethods: [method === 'GET' ? 'get' : 'post'],
  }
}

function conditions(redirectUri: string, { servers }: HeldClient): readonly Condition[] {
  const url = parseUrl(redirectUri)
  if (!url || !isReachable(url)) return []
  // A browser may upgrade what was registered as http.
  const schemes = isLoopback(url) ? ['http:', 'https:'] : [url.protocol]
  const own = isForeign(url.hostname, servers) ? { excludedInitiatorDomains: [url.hostname] } : {}
  return schemes.flatMap((scheme) => {
    const base = `${scheme}//${url.host}${url.pathname}`
    return [
      ...carriers.flatMap((name) =>
        places.map((place) => ({ urlFilter: `|${base}${place}${name}^` })),
      ),
      ...['|', url.search ? '&' : '?', '#'].map((end) => ({
        urlFilter: `|${base}${url.search}${end}`,
        requestMethods: ['post'] as const,
        ...own,
      })),
    ]
  })
}

/** The answers that redirect to a redirect_uri with a response; a header is compared as the server wrote it. */
function redirects(redirectUri: string): readonly Condition[] {
  const url = parseUrl(redirectUri)
  if (!url || !isReachable(url)) return []
  const bases = [withoutQuery(redirectUri), `${url.origin}${url.pathname}`].map(literal)
  const values = [...new Set(bases)].flatMap((base) =>
    carriers.flatMap((name) =>
      places.map((place) => `${base}${place.replaceAll('?', '\\?')}${name}=*`),
    ),
  )
  return [{ responseHeaders: [{ header: 'location', values }] }]
}

function literal(text: string): string {
  return text.replace(/[*?\\]/g, '\\$&')
}

/** What stands between a redirect_uri and the name of a parameter, in the query or the fragment. */
const places = ['?', '?*&', '#', '#*&', '?*#']

/** Whether a host, with what is below it, is none of the authorization server's, which may post forms from anywhere there. */
function isForeign(host: string, servers: readonly string[]): boolean {
  const known = servers.map((server) => parseUrl(server)?.hostname ?? '').filter(Boolean)
  return (
    known.length > 0 && !host.startsWith('[') && !known.some((server) => isWithin(server, host))
  )
}

/** Whether a host is a domain, or below it. */
export function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}

/** Whether the response of this one flow is to be held, and none was yet. */
export function isToBeHeld<F extends Pick<Flow, 'tabId' | 'hold' | 'messages'>>(
  flow: F,
): flow is F & { readonly tabId: number } {
  return flow.hold && flow.tabId !== null && responsesOf(flow).every(({ hold }) => hold === null)
}

/** Whether its tab, or one that was opened out of it, is there or is about to be. */
export function isThere(
  { tabId, tabClosed }: Pick<Flow, 'tabId' | 'tabClosed'>,
  { openers }: Pick<World, 'openers'>,
): boolean {
  return !tabClosed || Object.values(openers).some((opener) => opener === tabId)
}

/** Numbers the rules by what they say, so that the same rule has the same number in every worker. */
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

/** FNV-1a, as a number that a rule can have: from 1 to 2^31 - 1. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const letter of text)
    hash = Math.imul(hash ^ (letter.codePointAt(0) as number), 0x01000193) >>> 0
  return (hash % 0x7fffffff) + 1
}
