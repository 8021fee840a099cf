import { finding } from '../builders'
import { grantOf } from '../grant-reading'
import { inSuccess } from '../response-reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** Grants whose tokens belong to a sharing arrangement. */
const ofArrangement: ReadonlySet<string | null> = new Set(['authorization_code', 'refresh_token'])

/** @see [Consumer Data Standards](https://consumerdatastandardsaustralia.github.io/standards/#security-profile) */
export default defineRule({
  id: 'tr-cdr-arrangement-id',
  on: 'token-response',
  about: 'cdr_arrangement_id',
  refs: ['CDS'],
  check: ({ message, request }) =>
    inSuccess(message, ({ cdr_arrangement_id: id }) => {
      if (typeof id === 'string' && id !== '') return []
      // The grant of a pasted response is not known.
      if (!request && id === undefined) return notObserved
      if (request && !ofArrangement.has(grantOf(request))) return undefined
      return [finding('missing', id === undefined ? null : show(id), 'string')]
    }),
})
