import { textIn } from '@/lib/model/json'
import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { beyond, refreshOf, scopeGranted } from '../grant-reading'
import { given } from '../reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-6) */
export default defineRule({
  id: 'rf-scope-not-wider',
  on: 'token-response',
  about: 'scope',
  refs: ['RFC6749-6'],
  check: (artefact) =>
    inSuccess(artefact.message, (members) => {
      const request = refreshOf(artefact)
      if (!request) return undefined
      const original = scopeGranted(artefact)
      if (original === null) return notObserved
      const parts = [
        ['asked', given(request.params, 'scope') ?? ''],
        ['wider', textIn(members, 'scope') ?? ''],
      ] as const
      return parts.flatMap(([code, scope]) => {
        const extra = beyond(scope, original)
        return extra.length === 0 ? [] : [finding(code, show(extra.join(' ')), original)]
      })
    }),
})
