import type { PageResponse } from '@/lib/facts/http-exchange'
import { isLoopback } from '@/lib/model/url'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { inFirstLacking, valuesOf } from '../page-reading'

/**
 * How long a user stays at least on a page that asks something, in milliseconds. A page that sends the browser on
 * sooner, such as one that posts the response to the app, has nothing to click. The last page may still do so.
 */
const leastStay = 3000

/**
 * The pages on which the user logs in and consents cannot be framed.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.16)
 */
export default defineRule({
  id: 'http-frame-protection',
  on: 'http-exchange',
  about: 'content-security-policy',
  refs: ['RFC9700-4.16', 'RFC6749-10.13'],
  check({ exchange, context }) {
    const { url, place, stayed } = exchange
    if (place === 'app' || stayed === null || stayed < leastStay) return undefined
    if (isLoopback(url) || isFramed(context.requested.responseMode)) return undefined
    return inFirstLacking(exchange, isFrameable, () => [finding('missing', url.origin)])
  },
})

/** The app of the request frames the endpoint with this response mode. */
function isFramed(responseMode: string | null): boolean {
  return responseMode?.startsWith('web_message') === true
}

function isFrameable(response: PageResponse): boolean {
  const options = valuesOf(response, 'x-frame-options').join(' ')
  const policies = valuesOf(response, 'content-security-policy')
  return !/\b(?:deny|sameorigin)\b/i.test(options) && !policies.some(restrictsFrames)
}

/** Whether a policy names the sites that may frame the page, and not all sites. */
function restrictsFrames(policy: string): boolean {
  const sources = /^\s*frame-ancestors(?<sources>[^;]*)/i.exec(policy)?.groups?.['sources']
  return sources !== undefined && !/(?:^|\s)(?:\*|https?:|https?:\/\/\*)(?=\s|$)/i.test(sources)
}
