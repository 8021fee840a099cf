import { finding } from '../builders'
import { requestedClaims, requestedValues } from '../requested-claims'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

const name = 'openbanking_intent_id'

/**
 * The ID token names the consent that was requested in `claims`.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.5.1)
 */
export default defineRule({
  id: 'idt-uk-intent-id',
  on: 'id-token',
  about: name,
  refs: ['OBIE', 'OIDF-SUITE'],
  check({ jwt: { payload }, context }) {
    if (!payload) return undefined
    const wanted = requestedClaims(context, 'id_token')
    const [expected] = requestedValues(wanted[name])
    const seen = payload[name]
    if (!Object.hasOwn(wanted, name)) return seen === undefined ? undefined : notObserved
    if (seen === undefined) {
      // The ID token of a refresh need not repeat it.
      const isRefreshed = context.tokenContext.from === 'refresh'
      return isRefreshed ? undefined : [finding('missing', null, show(expected ?? name))]
    }
    if (expected === undefined) return notObserved
    return seen === expected ? [] : [finding('differs', show(seen), show(expected))]
  },
})
