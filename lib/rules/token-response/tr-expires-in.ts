import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { endlessLifetime, show } from '../token-reading'

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.1) */
export default defineRule({
  id: 'tr-expires-in',
  on: 'token-response',
  about: 'expires_in',
  refs: ['RFC6749-5.1'],
  check: ({ message }) =>
    inSuccess(message, ({ expires_in: value }) => {
      if (value === undefined) return [finding('missing')]
      if (typeof value !== 'number') return [finding('type', show(value), 'number')]
      if (!Number.isInteger(value) || value <= 0) return [finding('range', String(value), '> 0')]
      const endless = endlessLifetime(value)
      return endless ? [endless] : []
    }),
})
