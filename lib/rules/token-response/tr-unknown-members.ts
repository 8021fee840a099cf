import { tokenMembers } from '@/lib/oauth/registered-members'
import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** Members that belong to the authorization response. */
const elsewhere: ReadonlySet<string> = new Set(['code', 'iss', 'state', 'response'])

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.1) */
export default defineRule({
  id: 'tr-unknown-members',
  on: 'token-response',
  about: 'body',
  refs: ['RFC6749-5.1', 'OFM', 'RFC6749-11.2'],
  check: ({ message }) =>
    inSuccess(message, (members) =>
      Object.keys(members)
        .filter((name) => !tokenMembers.has(name))
        .map((name) => finding(elsewhere.has(name) ? 'elsewhere' : 'unknown', show(name))),
    ),
})
