import type { JsonObject } from '@/lib/model/json'
import { isProfiled } from '../at-reading'
import { finding } from '../builders'
import { detailsBeyond } from '../grant-findings'
import { detailsIn, scopesOf } from '../grant-reading'
import { defineRule, notObserved, type CheckResult } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import { show } from '../token-reading'

/**
 * The token has the scope in the response, and no further authorization_details. Details are compared only
 * with the response, which another rule compares with the request. `scope` has a defined form only in a token
 * of RFC 9068; some servers send an array, others a part of the granted scope.
 *
 * @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-2.2.3)
 * @see [RFC 9396](https://www.rfc-editor.org/rfc/rfc9396.html#section-9.1)
 */
export default defineRule({
  id: 'at-scope-claim',
  on: 'access-token',
  about: 'scope',
  refs: ['RFC9068-2.2.3', 'RFC9396-9.1'],
  check({ jwt, context: { tokenContext } }) {
    const { scope, authorization_details: details } = jwt.payload ?? {}
    const results = [
      isProfiled(jwt) ? ofScope(scope, tokenContext.response?.['scope']) : undefined,
      ofDetails(details, tokenContext.response),
    ].filter((result) => result !== undefined)
    if (results.length === 0) return undefined
    const findings = results.flatMap((result) => (result === notObserved ? [] : result))
    return findings.length === 0 && results.includes(notObserved) ? notObserved : findings
  },
})

function ofScope(scope: unknown, granted: unknown): CheckResult {
  if (scope === undefined) return undefined
  if (typeof scope !== 'string') return [finding('type', show(scope), 'string')]
  if (typeof granted !== 'string') return notObserved
  const isSame = sorted(scope) === sorted(granted)
  return isSame ? [] : [finding('differs', show(scope), show(granted))]
}

function sorted(scope: string): string {
  return [...new Set(scopesOf(scope))].toSorted().join(' ')
}

/** The token may have fewer details than the response, for its resource server, and additional members. */
function ofDetails(details: unknown, response: JsonObject | null): CheckResult {
  if (details === undefined) return undefined
  if (!Array.isArray(details)) return [finding('details_type', show(details), 'array')]
  const granted = detailsIn(response)
  if (!granted) return notObserved
  const beyond: readonly Finding[] | null = detailsBeyond(granted, details)
  return beyond ? beyond.map((each) => ({ ...each, code: 'details_differ' })) : notObserved
}
