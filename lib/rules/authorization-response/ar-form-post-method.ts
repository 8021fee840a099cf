import { finding } from '../builders'
import { namesElsewhere } from '../reading'
import { defineRule } from '../rule'

/**
 * `form_post` is a POST of a form to the redirect_uri. The URL contains no part of the response.
 *
 * @see [OAuth 2.0 Form Post Response Mode](https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html#FormPostResponseMode)
 */
export default defineRule({
  id: 'ar-form-post-method',
  on: 'authorization-response',
  about: 'response_mode',
  refs: ['OAUTH-FORM-POST-2'],
  check({ message, context: { requested } }) {
    const isForm = message.responseMode === 'form'
    if (message.via === 'pasted') return undefined
    if (!isForm) {
      const isRequested = requested.responseMode?.startsWith('form_post') ?? false
      return isRequested && message.method === 'POST'
        ? [finding('in_url', message.responseMode)]
        : undefined
    }
    const outside = namesElsewhere(message)
    return [
      ...(message.method === 'POST' ? [] : [finding('method', message.method, 'POST')]),
      ...[...new Set(outside)].map((name) => finding('in_url', name)),
    ]
  },
})
