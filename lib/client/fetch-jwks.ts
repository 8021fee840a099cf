import type { Issue } from '@/lib/model/issue'
import type { KeySetDocument } from '@/lib/jose/key-set'
import { header } from '@/lib/model/http-text'
import { request, type Fetch } from './http'

/** A JWKS as fetched with status 200, and its expiry; milliseconds since the epoch. */
export interface FetchedJwks extends KeySetDocument {
  readonly fetchedAt: number
  readonly expiresAt: number
}

/** The default lifetime, and the maximum that a server can set. */
const maxAgeMs = 15 * 60_000

/** Fetches a JWKS; the issue names the failure. */
export async function fetchJwks(
  fetch: Fetch,
  url: string,
  now: number,
): Promise<{ jwks: FetchedJwks | null; issues: readonly Issue[] }> {
  const response = await request(fetch, url, {
    headers: { accept: 'application/jwk-set+json, application/json' },
  })
  if (!response.ok)
    return {
      jwks: null,
      issues: [{ code: `fetch_${response.failure}`, seen: response.cause, expected: url }],
    }
  if (response.status >= 300 && response.status < 400)
    return { jwks: null, issues: [{ code: 'fetch_redirect', seen: String(response.status) }] }
  if (response.status !== 200)
    return {
      jwks: null,
      issues: [{ code: 'jwks_status', seen: String(response.status), expected: url }],
    }
  const cacheControl = header(response.headers, 'cache-control')
  return {
    jwks: {
      url,
      status: response.status,
      contentType: header(response.headers, 'content-type') ?? null,
      cacheControl: cacheControl ?? null,
      body: response.body,
      fetchedAt: now,
      expiresAt: now + cacheLifetime(cacheControl),
    },
    issues: [],
  }
}

/**
 * Milliseconds that a response may be cached, from its `Cache-Control` header; at most 15 min, and 0
 * if the header is invalid.
 *
 * @see [RFC 9111](https://www.rfc-editor.org/rfc/rfc9111.html#section-4.2.1)
 */
export function cacheLifetime(cacheControl: string | undefined): number {
  if (cacheControl === undefined) return maxAgeMs
  if (/\bno-(store|cache)\b/i.test(cacheControl)) return 0
  const maxAge = /\bmax-age="?([^\s",]*)/i.exec(cacheControl)?.[1]
  if (maxAge === undefined) return maxAgeMs
  return /^\d+$/.test(maxAge) ? Math.min(Number(maxAge) * 1000, maxAgeMs) : 0
}
