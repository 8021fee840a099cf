import { inSuccess } from '../answer-reading'
import { finding } from '../builders'
import { beyond, scopeAsked } from '../grant-reading'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** Tokens of printable ASCII with one space between them. */
const syntax = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/

/**
 * A server that grants another scope than the one asked for says so; more is seldom meant.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.3)
 */
export default defineRule({
  id: 'tr-scope',
  on: 'token-response',
  about: 'scope',
  refs: ['RFC6749-3.3', 'RFC6749-5.1'],
  check: (artefact) =>
    inSuccess(artefact.message, ({ scope }) => {
      const asked = scopeAsked(artefact)
      if (scope === undefined) return asked === null ? notObserved : []
      if (typeof scope !== 'string') return [finding('type', show(scope), 'string')]
      if (!syntax.test(scope)) return [finding('syntax', show(scope))]
      if (asked === null) return notObserved
      const extra = beyond(scope, asked)
      return extra.length === 0
        ? []
        : [{ ...finding('wider', show(extra.join(' ')), asked), severity: 'warn' }]
    }),
})
