import { finding } from '../builders'
import { given } from '../reading'
import { isReceived, isSuccess } from '../response-reading'
import { defineRule, notObserved } from '../rule'

/**
 * A server rejects a code_verifier without a code_challenge, and the reverse. Otherwise an attacker can remove
 * PKCE from the request.
 *
 * @see [RFC 9700](https://www.rfc-editor.org/rfc/rfc9700.html#section-4.8.2)
 */
export default defineRule({
  id: 'o21-verifier-without-challenge',
  on: 'flow',
  about: 'code_verifier',
  refs: [
    'OAUTH21-3.2.4',
    'OAUTH21-4.1.3',
    'OAUTH21-7.5.1',
    'RFC9700-2.1.1',
    'RFC9700-4.8.2',
    'RFC7636-4.6',
  ],
  check({ message, flowContext: { request }, context: { observedRequest } }) {
    if (message.kind !== 'token-response' || !request || !isReceived(message)) return undefined
    if (given(request.params, 'grant_type') !== 'authorization_code') return undefined
    const isAccepted = isSuccess(message)
    if (!observedRequest) return isAccepted ? notObserved : undefined
    const hasChallenge = observedRequest.names.has('code_challenge')
    const hasVerifier = given(request.params, 'code_verifier') !== undefined
    if (hasChallenge === hasVerifier) return hasVerifier && isAccepted ? [] : undefined
    if (!isAccepted) return []
    return [finding(hasVerifier ? 'verifier_ignored' : 'verifier_missing')]
  },
})
