import type { JudgingContext } from '@/lib/facts/judging-context'
import { finding } from '../builders'
import { requestedClaims, isEssential, requestedValues } from '../requested-claims'
import { scopesOf } from '../grant-reading'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/**
 * The `acr` is one of the requested values. A different one is only a failure if the request made the claim
 * essential.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.5.1.1)
 */
export default defineRule({
  id: 'idt-acr',
  on: 'id-token',
  about: 'acr',
  refs: ['OIDC-CORE-2', 'OIDC-CORE-3.1.3.7', 'OIDC-CORE-5.5.1.1'],
  check({ jwt: { payload }, context }) {
    if (!payload) return undefined
    const acr = payload['acr']
    if (acr !== undefined && typeof acr !== 'string') return [finding('type', show(acr), 'string')]
    const wanted = wantedOf(context)
    if (!wanted) return undefined
    const { values, isNeeded } = wanted
    if (acr !== undefined && (values.length === 0 || values.includes(acr))) return []
    const unmet = acr === undefined ? 'missing' : 'differs'
    return [finding(isNeeded ? unmet : 'voluntary', acr, values.map(show).join(' ') || null)]
  },
})

/** The requested `acr` values, empty if any value is accepted; null if none was requested. */
function wantedOf(
  context: JudgingContext,
): { values: readonly unknown[]; isNeeded: boolean } | null {
  const requested = requestedClaims(context, 'id_token')
  const values = [
    ...requestedValues(requested['acr']),
    ...scopesOf(context.requested.acrValues ?? ''),
  ]
  if (values.length === 0 && !Object.hasOwn(requested, 'acr')) return null
  return { values, isNeeded: isEssential(requested['acr']) }
}
