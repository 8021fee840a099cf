import { parseUrl, splitUrl } from '@/lib/model/url'
import { finding } from '../builders'
import { defineRule } from '../rule'

/**
 * The browser keeps a fragment over redirects without their own fragment, so it reaches the app's page.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1)
 */
export default defineRule({
  id: 'az-no-fragment',
  on: 'authorization-request',
  about: 'url',
  refs: ['RFC6749-3.1', 'RFC9110-10.2.2'],
  check({ message: { url } }) {
    if (!parseUrl(url)) return undefined
    const { fragment } = splitUrl(url)
    return fragment === null ? [] : [finding('fragment', `#${fragment}`)]
  },
})
