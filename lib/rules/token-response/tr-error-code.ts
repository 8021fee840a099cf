import { inRefusal, isBusy } from '../response-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { tokenErrors } from '@/lib/oauth/token-errors'
import { show } from '../token-reading'

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2) */
export default defineRule({
  id: 'tr-error-code',
  on: 'token-response',
  about: 'error',
  refs: ['RFC6749-5.2', 'RFC9449-5', 'RFC9396-8', 'RFC8707-2', 'RFC8628-3.5', 'RFC9396-6'],
  check: ({ message }) =>
    inRefusal(message, ({ error }) => {
      if (error === undefined || error === '')
        return isBusy(message) ? undefined : [finding('missing')]
      if (typeof error !== 'string') return [finding('type', show(error), 'string')]
      return Object.hasOwn(tokenErrors, error) ? [] : [finding('unknown', show(error))]
    }),
})
