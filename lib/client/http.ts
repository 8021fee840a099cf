import type { HttpResult, SentRequest } from './client-context'
import { keptOctets } from '@/lib/model/bounds'
import type { Params } from '@/lib/model/params'

export type Fetch = typeof globalThis.fetch

const timeoutMs = 10_000

/** The maximum octets of a response, and whether a longer one is cut or dropped. */
interface Bound {
  readonly octets: number
  readonly cuts: boolean
}

/** No metadata document comes close to this size, and a truncated one cannot be used. */
const documents: Bound = { octets: 1_000_000, cuts: false }

/** The user inspects these responses, so a long one is cut. */
const endpoints: Bound = { octets: keptOctets, cuts: true }

/**
 * Fetches a document without cookies and reads the whole response, within 10 s and 1 MB. Redirects
 * are not followed: they could lead to a host outside the profile. Never throws.
 */
export function request(fetch: Fetch, url: string, init: RequestInit = {}): Promise<HttpResult> {
  return perform(fetch, url, () => ({ ...init, credentials: 'omit' }), documents)
}

/**
 * Sends a request to an endpoint within 10 s and keeps the first 256 kB of the response, or what arrived of it. Redirects
 * are not followed. The browser presents a client certificate only together with other credentials.
 * Never throws.
 *
 * @see [Fetch](https://fetch.spec.whatwg.org/#credentials)
 */
export function sendRequest(fetch: Fetch, sent: SentRequest): Promise<HttpResult> {
  const init = (): RequestInit => ({
    method: sent.method,
    headers: headersOf(sent.headers),
    ...(sent.body === '' ? {} : { body: sent.body }),
    credentials: sent.certificate ? 'include' : 'omit',
  })
  return perform(fetch, sent.url, init, endpoints)
}

/** Throws if a name or a value is not valid in a header. */
export function headersOf(params: Params): Headers {
  return new Headers(params.map(([name, value]): [string, string] => [name, value]))
}

async function perform(
  fetch: Fetch,
  url: string,
  init: () => RequestInit,
  bound: Bound,
): Promise<HttpResult> {
  try {
    const response = await fetch(url, {
      ...init(),
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (response.type === 'opaqueredirect')
      return { ok: false, url, failure: 'redirect', cause: 'opaqueredirect' }
    const { body, truncated, exact, lost } = await readBody(response, bound.octets)
    if (truncated && !bound.cuts)
      return { ok: false, url, failure: 'too_large', cause: String(bound.octets) }
    if (lost && (!bound.cuts || body === '')) throw lost
    return {
      ok: true,
      url,
      status: response.status,
      headers: [...response.headers],
      body,
      truncated,
      ...(!exact && { inexact: true }),
      ...(lost && { incomplete: failureOf(lost) }),
    }
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error))
    return { ok: false, url, failure: failureOf(cause), cause: cause.message }
  }
}

function failureOf(cause: Error): 'timeout' | 'unreachable' {
  return cause.name === 'TimeoutError' ? 'timeout' : 'unreachable'
}

interface Body {
  readonly body: string
  readonly truncated: boolean
  /** The text has exactly the octets that were read. */
  readonly exact: boolean
  /** Why the end was not received; null if it was, or if the rest is not wanted. */
  readonly lost: Error | null
}

/** Reads a body, or what arrives of it before the connection fails or the time is over. */
async function readBody(response: Response, limit: number): Promise<Body> {
  if (!response.body) return { body: '', truncated: false, exact: true, lost: null }
  const decoder = new TextDecoder()
  const exactness = createExactness()
  const reader = response.body.getReader()
  let body = ''
  let room = limit
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done)
        return {
          body: body + decoder.decode(),
          truncated: false,
          exact: exactness.ended(),
          lost: null,
        }
      exactness.read(value)
      body += decoder.decode(value.subarray(0, room), { stream: true })
      room -= value.length
      if (room < 0) {
        await reader.cancel()
        return { body, truncated: true, exact: exactness.ended(), lost: null }
      }
    }
  } catch (error) {
    return {
      body,
      truncated: false,
      exact: exactness.ended(),
      lost: error instanceof Error ? error : new Error(String(error)),
    }
  }
}

/**
 * Whether text has the octets that it was decoded from: valid UTF-8 without a byte order mark, which decoding drops.
 *
 * @see [Encoding](https://encoding.spec.whatwg.org/#utf-8-decode)
 */
function createExactness() {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let exact = true
  let begins = true
  const decode = (octets: Uint8Array, stream: boolean) => {
    try {
      const text = strict.decode(octets, { stream })
      if (begins && text.startsWith('\uFEFF')) exact = false
      begins &&= text === ''
    } catch {
      exact = false
    }
  }
  return {
    read: (octets: Uint8Array) => exact && decode(octets, true),
    ended: () => {
      if (exact) decode(new Uint8Array(), false)
      return exact
    },
  }
}
