import { typeFindings } from '../claim-types'
import { defineRule } from '../rule'

/**
 * Does not include `sub`, which has its own rules.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.1)
 */
export default defineRule({
  id: 'idt-claim-types',
  on: 'id-token',
  about: 'payload',
  refs: ['OIDC-CORE-5.1'],
  check({ jwt: { payload } }) {
    const { sub, ...rest } = payload ?? {}
    return typeFindings(rest) ?? undefined
  },
})
