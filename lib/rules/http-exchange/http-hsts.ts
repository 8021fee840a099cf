import type { PageResponse } from '@/lib/facts/http-exchange'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { isPublicHttps, valuesOf } from '../page-reading'

/**
 * A preloaded domain is protected without the header. Some top-level domains are preloaded as a whole. A host is
 * judged once, at its first response.
 *
 * @see [RFC 6797](https://www.rfc-editor.org/rfc/rfc6797.html#section-6.1)
 */
export default defineRule({
  id: 'http-hsts',
  on: 'http-exchange',
  about: 'strict-transport-security',
  refs: ['FAPI2-SP-5.2.3', 'RFC6797-6.1'],
  check({ exchange }) {
    const { url, place, headers, before, all } = exchange
    if (place === 'app' || !isPublicHttps(exchange) || before.length > 0) return undefined
    if (!headers) return all.length > 0 ? undefined : notObserved
    if (preloaded.test(url.hostname)) return []
    const ages = all.flatMap(agesIn)
    if (ages.some((age) => age > 0)) return []
    if (ages.length > 0) return [finding('zero', 'max-age=0')]
    return [finding(hasParent(url.hostname) ? 'parent' : 'missing', url.host)]
  },
})

/** Whether a domain above may have set the policy for all of its subdomains. */
const hasParent = (hostname: string) => hostname.split('.').length > 2

/** @see [HSTS preload list](https://hstspreload.org/#tld) */
const preloaded = /\.(?:app|bank|dev|insurance|page)$/

/** `max-age` in seconds, from each header that has one. */
function agesIn(response: PageResponse): readonly number[] {
  return valuesOf(response, 'strict-transport-security').flatMap((value) => {
    const age = /(?:^|;)\s*max-age\s*=\s*"?(\d+)/i.exec(value)?.[1]
    return age === undefined ? [] : [Number(age)]
  })
}
