import { headersNamed } from '@/lib/model/http-text'
import type { Params } from '@/lib/model/params'
import { parseUrl, percentEncoded, splitUrl } from '@/lib/model/url'
import { dictionaryIn, memberText, type Component, type HttpSignature } from './read'

/** A request as signed. */
interface SignedRequest {
  readonly method: string
  /** As sent, without fragment. */
  readonly url: string
  readonly headers: Params
}

/** A signed message: a request alone, or a response with its request, which is null if it is not known. */
export type SignedExchange =
  | { readonly of: 'request'; readonly request: SignedRequest }
  | {
      readonly of: 'response'
      readonly status: number
      readonly headers: Params
      readonly request: SignedRequest | null
    }

/** The signature base, or the covered components that are missing or not supported. */
export type SignatureBase = { readonly base: string } | { readonly unknown: readonly string[] }

/** A signature that covers more is not rebuilt. Real ones cover about ten components. */
const maxComponents = 100

/**
 * Rebuilds what a signature is over: a line for each covered component, and the parameters.
 *
 * @see [RFC 9421](https://www.rfc-editor.org/rfc/rfc9421.html#section-2.5)
 */
export function signatureBase(
  { components, input }: Pick<HttpSignature, 'components' | 'input'>,
  exchange: SignedExchange,
): SignatureBase {
  if (components.length > maxComponents) return { unknown: [`> ${maxComponents}`] }
  const lines = components.map((component) => ({ component, value: valueOf(component, exchange) }))
  const unknown = lines.filter(({ value }) => value === null).map(({ component }) => component.text)
  const known = new Set<string>()
  const repeated = components.flatMap(({ text }) =>
    known.has(text) || !known.add(text) ? [text] : [],
  )
  if (unknown.length + repeated.length > 0) return { unknown: [...unknown, ...repeated] }
  const covered = lines.map(({ component, value }) => `${component.text}: ${value ?? ''}`)
  return { base: [...covered, `"@signature-params": ${input}`].join('\n') }
}

function valueOf(component: Component, exchange: SignedExchange): string | null {
  const { name, req, unsupported } = component
  if (unsupported.length > 0) return null
  if (exchange.of === 'response' && !req) return ofResponse(component, exchange)
  // A request has no request of its own.
  const { request } = exchange
  if (!request || (exchange.of === 'request' && req)) return null
  return name.startsWith('@')
    ? derived(component, request)
    : headerValue(component, request.headers)
}

/** Of a response itself, the status is the only derived component. */
function ofResponse(
  component: Component,
  { status, headers }: Extract<SignedExchange, { of: 'response' }>,
): string | null {
  if (!component.name.startsWith('@')) return headerValue(component, headers)
  return component.name === '@status' ? `${status}` : null
}

/** @see [RFC 9421](https://www.rfc-editor.org/rfc/rfc9421.html#section-2.2) */
function derived({ name, key }: Component, { method, url }: SignedRequest): string | null {
  const parsed = parseUrl(url)
  if (name === '@method') return method
  if (name === '@target-uri') return url
  if (!parsed) return null
  const query = splitUrl(url).query
  const values: Readonly<Record<string, string | null>> = {
    '@authority': parsed.host.toLowerCase(),
    '@scheme': parsed.protocol.replace(':', ''),
    '@path': parsed.pathname,
    '@query': `?${query ?? ''}`,
    '@request-target': `${parsed.pathname}${query === null ? '' : `?${query}`}`,
    '@query-param': key === null ? null : queryParam(parsed.searchParams, key),
  }
  return values[name] ?? null
}

/**
 * A parameter that occurs more than once cannot be covered.
 *
 * @see [RFC 9421](https://www.rfc-editor.org/rfc/rfc9421.html#section-2.2.8)
 */
function queryParam(params: URLSearchParams, key: string): string | null {
  const values = params.getAll(decoded(key))
  return values.length === 1 ? encoded(values[0] ?? '') : null
}

/** Percent-encoded as the values of a form, but a space is `%20`. */
function encoded(value: string): string {
  return percentEncoded(value).replaceAll('%2A', '*').replaceAll('~', '%7E')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * The values of a header: trimmed, on one line, joined. One member of a dictionary if the component names it.
 *
 * @see [RFC 9421](https://www.rfc-editor.org/rfc/rfc9421.html#section-2.1)
 */
function headerValue({ name, key }: Component, headers: Params): string | null {
  const values = headersNamed(headers, name)
  if (values.length === 0) return null
  if (key === null) return values.map(onOneLine).join(', ')
  const dictionary = dictionaryIn(headers, name)
  return dictionary && memberText(dictionary, key)
}

/** Folds are made one space, line by line, so that the time is linear. */
function onOneLine(value: string): string {
  return value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .join(' ')
    .trim()
}
