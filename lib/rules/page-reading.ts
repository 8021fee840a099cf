import type { HttpExchange, PageResponse } from '@/lib/facts/http-exchange'
import { isLoopback } from '@/lib/model/url'
import { notObserved, type CheckResult } from './rule'

/** Whether a response is a page that the user sees. */
export function isShown({ status }: Pick<PageResponse, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300
}

/** Whether a host has a public name that is served over https. */
export function isPublicHttps({ url }: Pick<HttpExchange, 'url'>): boolean {
  const isAddress = /^\[|^[\d.]+$/.test(url.hostname)
  return url.protocol === 'https:' && !isLoopback(url) && !isAddress
}

/** All values of a header. */
export function valuesOf({ headers }: PageResponse, name: string): readonly string[] {
  return headers.filter(([key]) => key === name).map(([, value]) => value)
}

/**
 * Judges a policy of the pages of a host. The first page without the policy is enough, because the next ones
 * have the same cause.
 */
export function inFirstLacking(
  exchange: HttpExchange,
  lacks: (response: PageResponse) => boolean,
  check: () => CheckResult,
): CheckResult {
  const { status, headers, before } = exchange
  if (!isShown({ status })) return undefined
  if (!headers) return notObserved
  if (!lacks({ status, headers })) return []
  return before.some((response) => isShown(response) && lacks(response)) ? undefined : check()
}
