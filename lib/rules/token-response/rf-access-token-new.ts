import { textIn } from '@/lib/model/json'
import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { refreshOf } from '../grant-reading'
import { defineRule, notObserved } from '../rule'

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-6) */
export default defineRule({
  id: 'rf-access-token-new',
  on: 'token-response',
  about: 'access_token',
  refs: ['OIDF-SUITE', 'RFC6749-6', 'RFC6749-1.5'],
  check: (artefact) =>
    inSuccess(artefact.message, (members) => {
      if (!refreshOf(artefact)) return undefined
      const before = textIn(artefact.context.tokenContext.earlier.response, 'access_token')
      if (before === null) return notObserved
      return textIn(members, 'access_token') === before ? [finding('same')] : []
    }),
})
