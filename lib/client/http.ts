import type { Params } from '@/lib/flow/message'

export type Fetch = typeof globalThis.fetch

/** Longer answers are cut off: no document of an issuer comes near it. */
const maxOctets = 1_000_000
const timeoutMs = 10_000

type HttpFailure = 'timeout' | 'unreachable' | 'redirect' | 'too_large'

/** An answer as it came, or why there is none. */
export type HttpAnswer =
  | {
      readonly ok: true
      readonly url: string
      readonly status: number
      readonly headers: Params
      readonly body: string
    }
  | {
      readonly ok: false
      readonly url: string
      readonly failure: HttpFailure
      readonly cause: string
    }

/**
 * Sends a request without cookies and reads the whole answer, within 10 s and 1 MB. Redirects are
 * not followed: they could lead to a host that is none of the profile's.
 */
export async function request(
  fetch: Fetch,
  url: string,
  init: RequestInit = {},
): Promise<HttpAnswer> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (response.type === 'opaqueredirect')
      return { ok: false, url, failure: 'redirect', cause: 'opaqueredirect' }
    const body = await readBody(response)
    if (body === null) return { ok: false, url, failure: 'too_large', cause: String(maxOctets) }
    return { ok: true, url, status: response.status, headers: [...response.headers], body }
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error))
    const failure = cause.name === 'TimeoutError' ? 'timeout' : 'unreachable'
    return { ok: false, url, failure, cause: cause.message }
  }
}

async function readBody(response: Response): Promise<string | null> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  const reader = response.body.getReader()
  let text = ''
  let octets = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    octets += value.length
    if (octets > maxOctets) {
      await reader.cancel()
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
}
