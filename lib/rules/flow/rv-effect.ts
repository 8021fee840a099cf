import type { EndpointRequest, OAuthMessage } from '@/lib/flow/model/message'
import { decodeJwt } from '@/lib/jose/decode'
import { isObject, jsonObjectOf } from '@/lib/model/json'
import { finding } from '../builders'
import { given } from '../reading'
import { isReceived, isSuccess } from '../response-reading'
import { defineRule, notObserved } from '../rule'

/** How long a revocation may take to reach every server, in milliseconds. */
const propagation = 10_000

/**
 * A revoked token is not accepted any more. A revocation may need a moment to reach every server.
 *
 * @see [RFC 7009](https://www.rfc-editor.org/rfc/rfc7009.html#section-2)
 */
export default defineRule({
  id: 'rv-effect',
  on: 'flow',
  about: 'token',
  refs: ['RFC7009-2', 'RFC7009-2.1', 'FAPI2-SP-5.3.4'],
  check({ message, flowContext: { revoked, request } }) {
    if (!revoked || !request || request.at < revoked.at) return undefined
    const isAlive = aliveIn(message, request)
    if (isAlive === null) return undefined
    if (!isAlive) return []
    const late = request.at - revoked.at
    if (late < propagation) return notObserved
    return [
      finding(revoked.through === 'grant' ? 'access' : 'alive', `${Math.round(late / 1000)} s`),
    ]
  },
})

/** Whether a response shows that the token is still valid; null if it does not show it. */
function aliveIn(message: OAuthMessage, request: EndpointRequest): boolean | null {
  if (message.kind === 'introspection-response') return activeIn(message.body)
  if (message.kind === 'token-response') return isRefreshed(message, request)
  if (message.kind !== 'userinfo-response' && message.kind !== 'resource-response') return null
  const { status } = message
  if (status === null) return null
  return status >= 200 && status < 300 ? true : status === 401 ? false : null
}

function isRefreshed(
  message: OAuthMessage & { readonly kind: 'token-response' },
  { params }: EndpointRequest,
): boolean | null {
  if (given(params, 'grant_type') !== 'refresh_token' || !isReceived(message)) return null
  if (isSuccess(message)) return true
  return jsonObjectOf(message.body)?.['error'] === 'invalid_grant' ? false : null
}

/** `active` of an introspection response, in JSON or in a JWT. */
function activeIn(body: string): boolean | null {
  const members = jsonObjectOf(body) ?? decodeJwt(body.trim()).payload?.['token_introspection']
  const active = isObject(members) ? members['active'] : undefined
  return typeof active === 'boolean' ? active : null
}
