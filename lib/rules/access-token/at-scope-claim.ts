import { finding } from '../builders'
import { scopesOf } from '../grant-reading'
import { defineRule, type Finding } from '../rule'
import { show } from '../token-reading'

/**
 * The token says of its scope what the response said of it.
 *
 * @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-2.2.3)
 */
export default defineRule({
  id: 'at-scope-claim',
  on: 'access-token',
  about: 'scope',
  refs: ['RFC9068-2.2.3', 'RFC9396-9.1'],
  check({ jwt: { payload }, known: { beside } }) {
    const { scope, authorization_details: details } = payload ?? {}
    if (scope === undefined && details === undefined) return undefined
    return [
      ...ofScope(scope, beside.response?.['scope']),
      ...ofDetails(details, beside.response?.['authorization_details']),
    ]
  },
})

function ofScope(scope: unknown, granted: unknown): readonly Finding[] {
  if (scope === undefined) return []
  if (typeof scope !== 'string') return [finding('type', show(scope), 'string')]
  if (typeof granted !== 'string') return []
  const isSame = sorted(scope) === sorted(granted)
  return isSame ? [] : [finding('differs', show(scope), show(granted))]
}

function sorted(scope: string): string {
  return scopesOf(scope).toSorted().join(' ')
}

/** A token may hold less of them than the response, for the resource server that it is for. */
function ofDetails(details: unknown, granted: unknown): readonly Finding[] {
  if (details === undefined) return []
  if (!Array.isArray(details)) return [finding('details_type', typeof details, 'array')]
  if (!Array.isArray(granted)) return []
  return details.length > granted.length
    ? [finding('details_differ', String(details.length), String(granted.length))]
    : []
}
