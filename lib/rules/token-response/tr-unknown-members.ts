import { tokenMembers } from '@/lib/oauth/registered-members'
import type { Spec } from '@/lib/model/rule-profiles'
import { rowForBody } from '../bodies'
import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** Members that belong to the authorization response. */
const elsewhere: ReadonlySet<string> = new Set(['code', 'iss', 'state', 'response'])

/** Members that an ecosystem requires. */
const ofEcosystems: Readonly<Partial<Record<Spec, readonly string[]>>> = {
  CDR: ['cdr_arrangement_id'],
}

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-5.1) */
export default defineRule({
  id: 'tr-unknown-members',
  on: 'token-response',
  about: 'body',
  refs: ['RFC6749-5.1', 'OFM', 'RFC6749-11.2'],
  check: ({ message, context }) => {
    const own = rowForBody(context.ruleProfile, ofEcosystems)
    return inSuccess(message, (members) =>
      Object.keys(members)
        .filter((name) => !tokenMembers.has(name) && !(own ?? []).includes(name))
        .map((name) => finding(elsewhere.has(name) ? 'elsewhere' : 'unknown', show(name))),
    )
  },
})
