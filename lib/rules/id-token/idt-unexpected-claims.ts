import { isKnownClaim } from '@/lib/jose/iana-claims'
import { finding } from '../builders'
import { nearName } from '../claim-names'
import { bareName, isNothing } from '../claim-types'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.3.2) */
export default defineRule({
  id: 'idt-unexpected-claims',
  on: 'id-token',
  about: 'payload',
  refs: ['OIDC-CORE-5.3.2', 'OIDF-SUITE', 'OIDC-CORE-2'],
  check({ jwt: { payload } }) {
    if (!payload) return undefined
    return Object.entries(payload).flatMap(([name, value]) => {
      if (isNothing(value)) return [finding('empty', show(name))]
      const bare = bareName(name)
      // A name with a host or a namespace is a private claim.
      if (isKnownClaim(bare) || /[:/]/.test(bare)) return []
      const meant = nearName(bare)
      return meant === null
        ? [finding('unknown', show(name))]
        : [finding('slip', show(name), meant)]
    })
  },
})
