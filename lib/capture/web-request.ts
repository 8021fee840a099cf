import type { Params } from '@/lib/model/params'
import { formDecode, parseUrl } from '@/lib/model/url'
import { readLocation } from './location'
import type { Observation, ObservationBase } from './observation'
import { policyHeaders } from './policy-headers'

type Redirect = Extract<Observation, { kind: 'redirect' }>

/** Properties of webRequest events in both browsers. */
interface Details {
  readonly requestId: string
  readonly tabId: number
  readonly timeStamp: number
  readonly method: string
  readonly url: string
  readonly type: string
  /** Firefox only. */
  readonly incognito?: boolean
  /** Firefox only. */
  readonly cookieStoreId?: string
  /** Chromium: origin of the page that started the request. */
  readonly initiator?: string
  /** Firefox: URL of the page that started the request. */
  readonly originUrl?: string | undefined
}

interface BeforeRequest extends Details {
  readonly requestBody?: {
    readonly formData?: Readonly<Record<string, readonly unknown[]>>
    readonly raw?: readonly { readonly bytes?: ArrayBuffer }[]
  } | null
}

interface Responded extends Details {
  readonly statusCode: number
  readonly responseHeaders?:
    readonly { readonly name: string; readonly value?: string | undefined }[] | undefined
}

interface BeforeRedirect extends Details {
  readonly statusCode: number
  readonly redirectUrl: string
}

const base = (details: Details): ObservationBase => ({
  webRequestId: details.requestId,
  tabId: details.tabId,
  at: details.timeStamp,
  method: details.method,
  url: details.url,
  frame: details.type === 'sub_frame' ? 'sub' : 'top',
  incognito: details.incognito ?? null,
  cookieStoreId: details.cookieStoreId ?? null,
  initiator: originOf(details.initiator ?? details.originUrl),
})

/** Chromium reports an opaque origin as `null`; Firefox reports the URL of the page. */
function originOf(url: string | undefined): string | null {
  const parsed = url === undefined || url === 'null' ? null : parseUrl(url)
  if (!parsed) return url === 'null' ? url : null
  return parsed.host === '' ? 'null' : `${parsed.protocol}//${parsed.host}`
}

export function fromBeforeRequest(details: BeforeRequest): Observation {
  return {
    kind: 'request',
    ...base(details),
    form: readForm(details.requestBody),
  }
}

/** Large bodies are reported as octets in several chunks. Chromium does the same if a value is not UTF-8. */
function readForm(body: BeforeRequest['requestBody']): Params | null {
  if (body?.formData)
    return Object.entries(body.formData).flatMap(([name, values]) =>
      values.map((value) => [name, textOf(value)] as const).filter(isParam),
    )
  const chunks = body?.raw?.flatMap(({ bytes }) => (bytes ? [new Uint8Array(bytes)] : [])) ?? []
  if (chunks.length === 0) return null
  const decoder = new TextDecoder()
  const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('')
  return formDecode(text + decoder.decode())
}

function textOf(value: unknown): string | null {
  if (value instanceof ArrayBuffer) return new TextDecoder().decode(value)
  return typeof value === 'string' ? value : null
}

const isParam = (
  pair: readonly [name: string, value: string | null],
): pair is readonly [name: string, value: string] => pair[1] !== null

/**
 * The Location header of a redirect, unchanged; null for any other response. A Location without a fragment
 * inherits the fragment of the previous URL. webRequest includes that in `redirectUrl`, but the header does
 * not contain it.
 *
 * @see [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.2)
 */
export function fromHeadersReceived(details: Responded): Redirect | null {
  const { statusCode, responseHeaders = [] } = details
  if (statusCode < 300 || statusCode > 399) return null
  const value = responseHeaders.find(({ name }) => name.toLowerCase() === 'location')?.value
  const target = readLocation(value, details.url)
  return (
    target && {
      kind: 'redirect',
      ...base(details),
      ...headersOf(details),
      status: statusCode,
      ...target,
    }
  )
}

/** Parley's page for held redirects. */
const heldPage = /^(?:chrome|moz)-extension:\/\/[^/]+\/held\.html$/

/**
 * A redirect whose headers were not reported, such as one from the cache or an internal redirect of the
 * browser. `location` is the target in the Location header, if there was one. A redirect to the held page is
 * then reported with that target.
 */
export function fromBeforeRedirect(
  details: BeforeRedirect,
  location: string | null = null,
): Observation {
  const own = base(details)
  if (heldPage.test(details.redirectUrl))
    return location === null
      ? { kind: 'held', ...own }
      : { kind: 'held', ...own, url: location, method: 'GET', isTarget: true }
  return {
    kind: 'redirect',
    ...own,
    status: details.statusCode,
    location: withoutInherited(details.redirectUrl, details.url),
  }
}

function withoutInherited(redirectUrl: string, url: string): string {
  const fragment = url.indexOf('#') < 0 ? '' : url.slice(url.indexOf('#'))
  return fragment.length > 1 && redirectUrl.endsWith(fragment)
    ? redirectUrl.slice(0, -fragment.length)
    : redirectUrl
}

export function fromCompleted(details: Responded): Observation {
  return {
    kind: 'completed',
    ...base(details),
    ...headersOf(details),
    status: details.statusCode,
  }
}

function headersOf({ responseHeaders }: Responded): { readonly headers?: Params } {
  if (!responseHeaders) return {}
  return {
    headers: policyHeaders(responseHeaders.map(({ name, value = '' }) => [name, value] as const)),
  }
}

export function fromErrorOccurred(details: Details & { readonly error: string }): Observation {
  return { kind: 'failed', ...base(details), error: details.error }
}
