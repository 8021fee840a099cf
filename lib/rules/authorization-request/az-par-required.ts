import type { JudgingContext } from '@/lib/facts/judging-context'
import { contains } from '@/lib/model/rule-profiles'
import { finding } from '../builders'
import { isFapi } from '../fapi'
import { given, isParUri } from '../reading'
import { defineRule, notObserved } from '../rule'

/**
 * The request was pushed, if the rule profile or the metadata require it. A request_uri that does not have the
 * form of RFC 9126 may also be a pushed one, which only the stored request shows.
 *
 * @see [RFC 9126](https://www.rfc-editor.org/rfc/rfc9126.html#section-5)
 */
export default defineRule({
  id: 'az-par-required',
  on: 'authorization-request',
  about: 'request_uri',
  refs: ['FAPI2-SP-5.3.3.2', 'FAPI2-SP-5.3.2.2', 'RFC9126-4', 'RFC9126-5'],
  check({ message: { params }, stored, context }) {
    const isRequired = requiresPar(context)
    if (params.length === 0 || isRequired === false) return undefined
    const requestUri = given(params, 'request_uri')
    if (requestUri === undefined) return isRequired ? [finding('missing')] : notObserved
    return stored || isParUri(requestUri) ? [] : notObserved
  },
})

/** Whether the request has to be pushed: by the rule profile or by the metadata. Null if that is not known. */
function requiresPar({ ruleProfile, metadata }: JudgingContext): boolean | null {
  if (isFapi(ruleProfile) || contains(ruleProfile, 'CDR')) return true
  return metadata && metadata['require_pushed_authorization_requests'] === true
}
