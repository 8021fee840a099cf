import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** Registered members of a token response. */
const registered: ReadonlySet<string> = new Set([
  'access_token',
  'token_type',
  'expires_in',
  'refresh_token',
  'scope',
  'id_token',
  'issued_token_type',
  'authorization_details',
  'ace_profile',
  'cnf',
  'rs_cnf',
  'nonce',
])

/** Members that belong to the authorization response. */
const elsewhere: ReadonlySet<string> = new Set(['code', 'iss', 'state', 'session_state'])

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.1) */
export default defineRule({
  id: 'tr-unknown-members',
  on: 'token-response',
  about: 'body',
  refs: ['RFC6749-5.1', 'RFC6749-11.2'],
  check: ({ message }) =>
    inSuccess(message, (members) =>
      Object.keys(members)
        .filter((name) => !registered.has(name))
        .map((name) =>
          elsewhere.has(name)
            ? finding('elsewhere', name)
            : { ...finding('unknown', show(name)), severity: 'info' },
        ),
    ),
})
