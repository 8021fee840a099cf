import { proofKeyOf } from '@/lib/facts/bound-keys'
import type { EndpointRequest } from '@/lib/flow/model/message'
import type { Artefacts } from '../artefacts'
import { finding } from '../builders'
import { isFapi } from '../fapi'
import { authenticationsOf, isPublic } from '../grant-reading'
import { given } from '../reading'
import { isReceived, isSuccess } from '../response-reading'
import { defineRule, type CheckResult } from '../rule'

type Artefact = Artefacts['flow']

/**
 * A server rejects a token that is presented without a proof of the key that it is bound to. A confidential
 * client may change its key with a refresh, a public client may not.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-5)
 */
export default defineRule({
  id: 'fl-sender-key',
  on: 'flow',
  about: 'dpop',
  refs: ['RFC9449-5', 'RFC9449-7.1', 'RFC8705-3', 'RFC8705-7.1', 'FAPI2-SP-5.3.2.1'],
  check(artefact) {
    const { message, flowContext } = artefact
    const { request, boundKey } = flowContext
    if (!request || boundKey === null) return undefined
    if (message.kind === 'token-response') return ofRefresh(artefact, request, boundKey)
    const isPresented = message.kind === 'userinfo-response' || message.kind === 'resource-response'
    return isPresented ? ofResource(artefact, request, boundKey) : undefined
  },
})

function ofRefresh({ message, context }: Artefact, request: EndpointRequest, bound: string) {
  if (message.kind !== 'token-response' || !isReceived(message)) return undefined
  const isRefresh = given(request.params, 'grant_type') === 'refresh_token'
  if (!isRefresh || authenticationsOf(request).length > 0 || !isPublic(request, context))
    return undefined
  const key = proofKeyOf(request)
  if (key === bound) return []
  return [finding(isSuccess(message) ? 'accepted' : 'differs', key, bound)]
}

/**
 * A resource server that does not know DPoP may accept a bound token as a bearer token; FAPI 2.0 forbids this.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-7.2)
 */
function ofResource(
  { message, context }: Artefact,
  request: EndpointRequest,
  bound: string,
): CheckResult {
  if (!('status' in message) || message.status === null) return undefined
  const key = proofKeyOf(request)
  const isAccepted = message.status >= 200 && message.status < 300
  if (key === bound) return isAccepted ? [] : undefined
  if (!isAccepted) return message.status === 401 ? [] : undefined
  return key === null && !isFapi(context.ruleProfile)
    ? undefined
    : [finding('accepted', key ?? 'Bearer', bound)]
}
