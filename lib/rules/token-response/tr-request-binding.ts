import { finding } from '../builders'
import { grantOf } from '../grant-reading'
import { given } from '../reading'
import { defineRule, notObserved } from '../rule'
import type { Finding } from '@/lib/model/rule-result'

/**
 * The token request belongs to the authorization request: same code, client, redirect_uri and verifier.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-4.1.3)
 * @see [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636.html#section-4.1)
 */
export default defineRule({
  id: 'tr-request-binding',
  on: 'token-response',
  about: 'code',
  refs: ['RFC6749-4.1.3', 'RFC7636-4.1', 'RFC7636-4.6'],
  check({ request, context: { requested, tokenContext, clientId } }) {
    if (!request || grantOf(request) !== 'authorization_code') return undefined
    const { params } = request
    const code = given(params, 'code')
    const findings = [
      ...(code === undefined ? [finding('code_missing')] : []),
      ...(code !== undefined && tokenContext.code !== null && code !== tokenContext.code
        ? [finding('code_differs')]
        : []),
      ...compared('redirect_uri', given(params, 'redirect_uri'), requested.redirectUri),
      ...compared('client_id', given(params, 'client_id') ?? clientId ?? undefined, clientId),
      ...ofVerifier(given(params, 'code_verifier'), requested.codeVerifier),
    ]
    const isCompared = [tokenContext.code, requested.redirectUri, requested.codeVerifier].some(
      (known) => known !== null,
    )
    return findings.length > 0 || isCompared ? findings : notObserved
  },
})

function compared(
  name: string,
  sent: string | undefined,
  expected: string | null,
): readonly Finding[] {
  return expected === null || sent === expected ? [] : [finding(name, sent, expected)]
}

/** The verifier is a secret, so findings do not contain it. */
function ofVerifier(sent: string | undefined, expected: string | null): readonly Finding[] {
  if (sent === undefined) return expected === null ? [] : [finding('verifier_missing')]
  if (!/^[\w.~-]{43,128}$/.test(sent))
    return [finding('verifier_form', `${sent.length} characters`, '43–128')]
  return expected === null || sent === expected ? [] : [finding('verifier_differs')]
}
