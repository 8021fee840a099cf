import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

/** Milliseconds after which a user may have done something on the page, so that a script made the form. */
const autoSubmit = 3000

/**
 * The page that submits the form contains the response, and must not be stored. The page that was seen last may
 * instead be an application that fetches the response and posts it, so a finding is only a note.
 *
 * @see [OAuth 2.0 Form Post Response Mode](https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html#FormPostResponseMode)
 */
export default defineRule({
  id: 'ar-form-post-cache',
  on: 'authorization-response',
  about: 'cache-control',
  refs: ['OAUTH-FORM-POST-2'],
  check({ responseContext: { formPage } }) {
    if (!formPage || formPage.shown >= autoSubmit) return undefined
    if (!formPage.headers) return notObserved
    const control = formPage.headers
      .filter(([name]) => name === 'cache-control')
      .map(([, value]) => value)
      .join(', ')
    return /\bno-store\b/i.test(control) ? [] : [finding('missing', control || null, 'no-store')]
  },
})
