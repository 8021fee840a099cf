import type { JudgingContext } from '@/lib/facts/judging-context'
import { finding } from '../builders'
import { defineRule, notObserved, type CheckResult } from '../rule'
import { show } from '../token-reading'

/**
 * The ID token contains the nonce of the request. Not checked after a refresh, because such a token should
 * have none.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7)
 */
export default defineRule({
  id: 'idt-nonce',
  on: 'id-token',
  about: 'nonce',
  refs: ['OIDC-CORE-2', 'OIDC-CORE-3.1.3.7', 'OIDC-CORE-3.2.2.11'],
  check({ jwt: { payload }, context }) {
    const { expected, tokenContext } = context
    if (!payload || tokenContext.from === 'refresh') return undefined
    const nonce = payload['nonce']
    if (expected.nonce === null) return ofUnasked(nonce, context)
    if (nonce === undefined) return [finding('missing', null, expected.nonce)]
    return nonce === expected.nonce ? [] : [finding('differs', show(nonce), expected.nonce)]
  },
})

/** A server can only return a `nonce` that it received. */
function ofUnasked(nonce: unknown, { observedRequest }: JudgingContext): CheckResult {
  if (!observedRequest || observedRequest.names.has('nonce')) return notObserved
  return nonce === undefined ? undefined : [finding('unasked', show(nonce))]
}
