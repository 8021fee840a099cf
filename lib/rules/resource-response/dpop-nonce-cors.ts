import { listedIn } from '@/lib/model/http-text'
import { isSameOrigin, parseUrl } from '@/lib/model/url'
import { finding } from '../builders'
import { headerOf, noncesIn } from '../resource-reading'
import { defineRule, notObserved } from '../rule'

/**
 * A page of a different origin can read only the headers that the response exposes.
 *
 * @see [Fetch](https://fetch.spec.whatwg.org/#http-access-control-expose-headers)
 */
export default defineRule({
  id: 'dpop-nonce-cors',
  on: 'resource-response',
  about: 'DPoP-Nonce',
  refs: ['RFC9449-7.1', 'RFC9449-8'],
  check({ message, request }) {
    if (noncesIn(message).length === 0) return undefined
    if (!request) return notObserved
    const origin = headerOf(request, 'origin') ?? ''
    const isPage = /^https?:$/.test(parseUrl(origin)?.protocol ?? '')
    if (!isPage || isSameOrigin(origin, request.url)) return undefined
    // Without this header the page cannot read the response at all.
    if (headerOf(message, 'access-control-allow-origin') === undefined) return undefined
    const exposed = headerOf(message, 'access-control-expose-headers') ?? ''
    const names = listedIn(exposed)
    return names.includes('dpop-nonce') || names.includes('*')
      ? []
      : [finding('missing', exposed, 'DPoP-Nonce')]
  },
})
