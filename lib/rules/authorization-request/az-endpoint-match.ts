import { textIn } from '@/lib/model/json'
import { parseUrl, withoutQuery } from '@/lib/model/url'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

/**
 * The request went to the authorization endpoint in the metadata. A different spelling of the same URL, for
 * example with a default port, is reported differently from a different URL.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1)
 */
export default defineRule({
  id: 'az-endpoint-match',
  on: 'authorization-request',
  about: 'authorization_endpoint',
  refs: ['FAPI2-SP-5.3.3.1', 'RFC6749-3.1'],
  check({ message, context }) {
    if (!context.metadata) return notObserved
    const endpoint = textIn(context.metadata, 'authorization_endpoint')
    if (endpoint === null) return undefined
    const seen = withoutQuery(message.url)
    const expected = withoutQuery(endpoint)
    if (seen === expected) return []
    const same = parseUrl(seen)?.href === parseUrl(expected)?.href
    return [finding(same ? 'spelling' : 'differs', seen, expected)]
  },
})
