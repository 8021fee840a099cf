import { parseUrl } from '@/lib/model/url'
import type { Finding } from '@/lib/model/rule-result'
import { finding, uriFindings } from '../builders'
import { grantOf } from '../grant-reading'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** Grants that continue an authorization request. */
const ofAuthorization: ReadonlySet<string | null> = new Set(['authorization_code', 'refresh_token'])

/**
 * A resource is an absolute URI. A client that named resources in the authorization request may ask for some of
 * them.
 *
 * @see [RFC 8707](https://www.rfc-editor.org/rfc/rfc8707.html#section-2)
 */
export default defineRule({
  id: 'res-token-request',
  on: 'token-request',
  about: 'resource',
  refs: ['RFC8707-2', 'RFC8707-2.2'],
  check({ message, resources }) {
    const named = message.params.flatMap(([name, value]) => (name === 'resource' ? [value] : []))
    if (named.length === 0) return undefined
    const isLimited = ofAuthorization.has(grantOf(message)) && (resources ?? []).length > 0
    const granted = new Set(isLimited ? resources : named)
    return [...new Set(named)].flatMap((uri) => ofResource(uri, granted))
  },
})

function ofResource(uri: string, granted: ReadonlySet<string>): readonly Finding[] {
  if (!parseUrl(uri) || uriFindings(uri).some(({ code }) => code === 'relative'))
    return [finding('relative', show(uri))]
  if (uri.includes('#')) return [finding('fragment', show(uri))]
  return granted.has(uri) ? [] : [finding('not_granted', show(uri), show([...granted].join(' ')))]
}
