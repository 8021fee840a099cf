import type { Flow } from '@/lib/flow/model/flow'
import type {
  AuthorizationRequest,
  AuthorizationResponse,
  Hop,
  OAuthMessage,
} from '@/lib/flow/model/message'
import type { Params } from '@/lib/model/params'
import { parseUrl } from '@/lib/model/url'

/** A message that the browser sent for a page. */
export type PageMessage = AuthorizationRequest | Hop | AuthorizationResponse

export function isPageMessage(message: OAuthMessage): message is PageMessage {
  return pageKinds.has(message.kind)
}

const pageKinds: ReadonlySet<OAuthMessage['kind']> = new Set([
  'authorization-request',
  'authorization-response',
  'hop',
])

/** A response whose headers were observed. */
export interface PageResponse {
  readonly status: number | null
  readonly headers: Params
}

/** A page of a flow, and its response as far as it was observed. */
export interface HttpExchange {
  readonly url: URL
  readonly place: 'authorization-endpoint' | 'server' | 'app'
  /** Null if no response was received or observed. */
  readonly status: number | null
  /** The headers that rules judge; null if they were not observed. */
  readonly headers: Params | null
  /** The responses of this host before this one. One report of a policy that is missing is enough. */
  readonly before: readonly PageResponse[]
  /** All responses of this host in the flow. */
  readonly all: readonly PageResponse[]
  /** An earlier page of this host was requested over http. */
  readonly wasInsecure: boolean
  /** Milliseconds until the next message of the flow; null for the last one. */
  readonly stayed: number | null
}

type Page = Pick<HttpExchange, 'url' | 'place' | 'status' | 'headers'>

/** The exchange of a page of a flow; null if its page belongs neither to the server nor to the app. */
export function httpExchangeOf(
  message: PageMessage,
  { messages }: Pick<Flow, 'messages'>,
): HttpExchange | null {
  return exchangesOf(messages).get(message.id) ?? null
}

/** Computed once for each state of a flow, because each message is judged by itself. */
const known = new WeakMap<readonly OAuthMessage[], ReadonlyMap<string, HttpExchange>>()

function exchangesOf(messages: readonly OAuthMessage[]): ReadonlyMap<string, HttpExchange> {
  const found = known.get(messages) ?? read(messages)
  known.set(messages, found)
  return found
}

function read(messages: readonly OAuthMessage[]): ReadonlyMap<string, HttpExchange> {
  const servers = new Set<string>()
  const byHost = new Map<string, PageResponse[]>()
  const insecure = new Set<string>()
  const exchanges = new Map<string, HttpExchange>()
  for (const [index, message] of messages.entries()) {
    if (message.kind === 'authorization-request') servers.add(hostOf(message.url))
    const page = pageOf(message, servers)
    if (!page) continue
    const all = byHost.get(page.url.host) ?? []
    byHost.set(page.url.host, all)
    const next = messages[index + 1]
    const stayed = next ? next.at - message.at : null
    const wasInsecure = insecure.has(page.url.host)
    exchanges.set(message.id, { ...page, before: [...all], all, wasInsecure, stayed })
    if (page.url.protocol === 'http:') insecure.add(page.url.host)
    const { status, headers } = page
    if (headers) all.push({ status, headers })
  }
  return exchanges
}

/** http and https have the same host, unless a port is written. */
const hostOf = (url: string) => parseUrl(url)?.host ?? ''

/** Pages elsewhere, such as those of another identity provider, are not judged. */
function pageOf(message: OAuthMessage, servers: ReadonlySet<string>): Page | null {
  if (message.kind === 'authorization-request') return requestPage(message)
  if (message.kind === 'authorization-response') return appPage(message)
  if (message.kind !== 'hop') return null
  const url = parseUrl(message.url)
  return url && servers.has(url.host)
    ? { url, place: 'server', status: message.status, headers: message.headers ?? null }
    : null
}

function requestPage({ url: text, httpResult }: AuthorizationRequest): Page | null {
  const url = parseUrl(text)
  const { status = null, headers = null } = httpResult ?? {}
  return url && { url, place: 'authorization-endpoint', status, headers }
}

function appPage({ target, callback, via }: AuthorizationResponse): Page | null {
  const url = parseUrl(target)
  const { status = null, headers = null } = callback
  return url && via !== 'pasted' && /^https?:$/.test(url.protocol)
    ? { url, place: 'app', status, headers }
    : null
}
