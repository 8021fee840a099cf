import { parseUrl } from '@/lib/model/url'
import { differBySlash, finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.7) */
export default defineRule({
  id: 'idt-iss',
  on: 'id-token',
  about: 'iss',
  refs: ['OIDC-CORE-2', 'OIDC-CORE-3.1.3.7'],
  check({ jwt: { payload }, context: { issuer } }) {
    if (!payload) return undefined
    const iss = payload['iss']
    if (iss === undefined) return [finding('missing', null, issuer)]
    if (typeof iss !== 'string') return [finding('type', show(iss), 'string')]
    if (issuer === null) return isIssuerUrl(iss) ? notObserved : [finding('form', iss, 'https://…')]
    if (iss === issuer) return []
    return [finding(differBySlash(iss, issuer) ? 'slash' : 'differs', iss, issuer)]
  },
})

function isIssuerUrl(iss: string): boolean {
  return iss.startsWith('https://') && parseUrl(iss) !== null && !/[?#]/.test(iss)
}
