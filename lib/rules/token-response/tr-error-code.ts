import { inRefusal } from '../answer-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** The error codes that are registered for the token endpoint, by the RFC that did so. */
const registered: Readonly<Record<string, readonly string[]>> = {
  'RFC 6749': [
    'invalid_request',
    'invalid_client',
    'invalid_grant',
    'unauthorized_client',
    'unsupported_grant_type',
    'invalid_scope',
  ],
  'RFC 8628': ['authorization_pending', 'slow_down', 'access_denied', 'expired_token'],
  'RFC 8707': ['invalid_target'],
  'RFC 9396': ['invalid_authorization_details'],
  'RFC 9449': ['invalid_dpop_proof', 'use_dpop_nonce'],
}

const codes: ReadonlySet<string> = new Set(Object.values(registered).flat())

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.2) */
export default defineRule({
  id: 'tr-error-code',
  on: 'token-response',
  about: 'error',
  refs: ['RFC6749-5.2', 'RFC9449-5', 'RFC9396-5', 'RFC8707-2'],
  check: ({ message }) =>
    inRefusal(message, ({ error }) => {
      if (error === undefined || error === '') return [finding('missing')]
      if (typeof error !== 'string') return [finding('type', show(error), 'string')]
      return codes.has(error) ? [] : [finding('unknown', show(error))]
    }),
})
