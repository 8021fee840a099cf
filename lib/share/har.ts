import type { Flow, SharedBy } from '@/lib/flow/model/flow'
import type { EndpointResponse, MessageOf, OAuthMessage } from '@/lib/flow/model/message'
import { isEndpointRequest, responseTo } from '@/lib/flow/read/endpoint-response'
import { header } from '@/lib/model/http-text'
import type { Params } from '@/lib/model/params'
import { formDecode, formEncode, splitUrl } from '@/lib/model/url'

/**
 * Flows as an HTTP archive. In safe mode, they must have been redacted.
 *
 * @see [HAR 1.2](https://w3c.github.io/web-performance/specs/HAR/Overview.html)
 */
export function harOf(flows: readonly Flow[], { parley, browser }: SharedBy): string {
  const log = {
    version: '1.2',
    creator: { name: 'Parley', version: parley },
    browser: { name: browser, version: '' },
    pages: flows.map(({ id, name = id, createdAt }) => ({
      id,
      title: name,
      startedDateTime: isoOf(createdAt),
      pageTimings: {},
    })),
    entries: flows
      .flatMap(entriesOf)
      .toSorted((a, b) => a.at - b.at)
      .map(({ entry }) => entry),
  }
  return `${JSON.stringify({ log }, null, 2)}\n`
}

function isoOf(milliseconds: number): string {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString()
}

interface Entry {
  readonly at: number
  readonly entry: object
}

/** A request with its response is an entry, and so is a page of the browser. */
function entriesOf({ id, messages }: Flow): readonly Entry[] {
  const pages = messages.filter((message) => 'method' in message && !isEndpointRequest(message))
  return messages.flatMap((message): readonly Entry[] => {
    if (isEndpointRequest(message)) {
      const response = responseTo(messages, message.id) ?? null
      const call = entryOf(id, message, message.headers, message.body, response)
      return [{ ...call, entry: { ...call.entry, _resourceType: 'fetch' } }]
    }
    if (!('method' in message)) return []
    const body = isForm(message) ? formEncode(message.params) : ''
    const headers = body === '' ? [] : [['content-type', formType] as const]
    const page = entryOf(id, message, headers, body, pageResponse(message, pages))
    return [{ ...page, entry: { ...page.entry, _resourceType: 'document' } }]
  })
}

const formType = 'application/x-www-form-urlencoded'

type Page = Extract<OAuthMessage, { readonly method: string }>

function isForm(message: Page): message is Page & { readonly params: Params } {
  return message.method === 'POST' && 'params' in message
}

/** What the browser received for a page. */
type Received = Pick<EndpointResponse, 'status' | 'headers' | 'body' | 'took'>

type Result = Partial<Pick<Received, 'status' | 'headers'>>

const results: Readonly<Partial<Record<OAuthMessage['kind'], (message: never) => Result>>> = {
  hop: (message: MessageOf<'hop'>) => message,
  'authorization-request': ({ httpResult }: MessageOf<'authorization-request'>) => httpResult ?? {},
  'authorization-response': ({ callback }: MessageOf<'authorization-response'>) => callback,
}

/** The redirect to the next page has its target in a header. Only those that rules judge are stored. */
function pageResponse(message: Page, pages: readonly OAuthMessage[]): Received {
  const { status = null, headers = [] } = results[message.kind]?.(message as never) ?? {}
  const next = pages[pages.indexOf(message) + 1]
  const isRedirect = status !== null && status >= 300 && status <= 399
  const target: Params = isRedirect && next && 'method' in next ? [['location', next.url]] : []
  return { status, headers: [...headers, ...target], body: '', took: null }
}

function entryOf(
  pageref: string,
  { at, method, url }: Pick<Page, 'at' | 'method' | 'url'>,
  headers: Params,
  body: string,
  response: Received | null,
): Entry {
  const time = response?.took ?? 0
  const type = header(headers, 'content-type') ?? formType
  const isFormBody = type.includes('x-www-form-urlencoded')
  return {
    at,
    entry: {
      pageref,
      startedDateTime: isoOf(at),
      time,
      request: {
        method,
        url,
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: named(headers),
        queryString: named(formDecode(splitUrl(url).query ?? '')),
        ...(body !== '' && {
          // The specification allows either the text or the parameters. Readers expect the text.
          postData: {
            mimeType: type,
            text: body,
            params: isFormBody ? named(formDecode(body)) : [],
          },
        }),
        headersSize: -1,
        bodySize: octetsOf(body),
      },
      response: responseOf(response),
      cache: {},
      timings: { send: 0, wait: time, receive: 0 },
    },
  }
}

/** A response that was not received has the status 0, as browsers write it. */
function responseOf(response: Received | null) {
  const { status = null, headers = [], body = '' } = response ?? {}
  return {
    status: status ?? 0,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: named(headers),
    content: {
      size: octetsOf(body),
      mimeType: header(headers, 'content-type') ?? '',
      text: body,
    },
    redirectURL: header(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: octetsOf(body),
  }
}

const named = (params: Params) => params.map(([name, value]) => ({ name, value }))

const octetsOf = (text: string) => new TextEncoder().encode(text).length
