import { finding } from '../builders'
import { defineRule } from '../rule'

/**
 * A response in the URL reaches the app by GET. Only a redirect that sends a form again makes it a POST.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.2)
 */
export default defineRule({
  id: 'ar-query-get',
  on: 'authorization-response',
  about: 'method',
  refs: ['RFC6749-4.1.2', 'OIDF-SUITE', 'RFC9700-4.12'],
  check({ message: { via, responseMode, method }, context: { requested } }) {
    const isOfForm =
      responseMode === 'form' || (requested.responseMode?.startsWith('form_post') ?? false)
    if (via === 'pasted' || isOfForm) return undefined
    return method === 'GET' ? [] : [finding('method', method, 'GET')]
  },
})
