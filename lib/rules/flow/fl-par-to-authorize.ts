import type { AuthorizationResponse } from '@/lib/flow/model/message'
import type { Finding } from '@/lib/model/rule-result'
import type { Params } from '@/lib/model/params'
import { isSamePlace } from '@/lib/model/url'
import { finding } from '../builders'
import { given, readableMembers } from '../reading'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/**
 * A server uses the pushed parameters, not those that are repeated beside the request_uri.
 *
 * @see [RFC 9101](https://www.rfc-editor.org/rfc/rfc9101.html#section-6.3)
 */
export default defineRule({
  id: 'fl-par-to-authorize',
  on: 'flow',
  about: 'request_uri',
  refs: ['RFC9126-4', 'RFC9101-6.3', 'FAPI2-SP-5.3.2.2'],
  check({ message, flowContext: { pushed } }) {
    if (message.kind !== 'authorization-response' || !pushed) return undefined
    const { inside, outside } = pushed
    const differing = ['state', 'redirect_uri'].filter((name) => differs(name, inside, outside))
    if (differing.length === 0) return undefined
    return differing.flatMap((name) => usedOutside(name, message, inside, outside))
  },
})

/** Without a pushed redirect_uri, the registered one is used, which is not known here. */
function differs(name: string, inside: Params, outside: Params): boolean {
  const [pushed, repeated] = [given(inside, name), given(outside, name)]
  if (repeated === undefined || repeated === pushed) return false
  return name === 'state' || (pushed !== undefined && !isSamePlace(pushed, repeated))
}

function usedOutside(
  name: string,
  message: AuthorizationResponse,
  inside: Params,
  outside: Params,
): readonly Finding[] {
  const repeated = given(outside, name) ?? ''
  const isUsed =
    name === 'state'
      ? given(readableMembers(message), name) === repeated
      : isSamePlace(message.target, repeated)
  const pushed = given(inside, name)
  return isUsed
    ? [
        finding(
          'outside_used',
          `${name}: ${show(repeated)}`,
          pushed === undefined ? null : show(pushed),
        ),
      ]
    : []
}
