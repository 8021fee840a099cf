import { isKnownClaim } from '@/lib/jose/iana-claims'
import type { JsonObject } from '@/lib/model/json'
import { inUserinfo } from '../response-reading'
import type { JudgingContext } from '@/lib/facts/judging-context'
import { finding } from '../builders'
import { bareName, isNothing, typeFindings } from '../claim-types'
import { requestedClaims, isEssential } from '../requested-claims'
import { defineRule } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import { show } from '../token-reading'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.3.2) */
export default defineRule({
  id: 'ui-claims',
  on: 'userinfo-response',
  about: 'body',
  refs: ['OIDC-CORE-5.1', 'OIDC-CORE-5.3.2', 'OIDC-CORE-5.5'],
  check: (artefact) =>
    inUserinfo(artefact, (members) => {
      const { sub, ...rest } = members
      return [
        ...(typeFindings(rest) ?? []),
        ...Object.entries(rest).flatMap(([name, value]) => ofClaim(name, value)),
        ...missing(members, artefact.context),
      ]
    }),
})

function ofClaim(name: string, value: unknown): readonly Finding[] {
  if (isNothing(value)) return [finding('empty', show(name))]
  if (name === 'nonce') return [finding('nonce')]
  const bare = bareName(name)
  if (isKnownClaim(bare) || /[:/]/.test(bare)) return []
  return [finding('unknown', show(name))]
}

/** Claims that the request marked as essential. */
function missing(members: JsonObject, context: JudgingContext): readonly Finding[] {
  return Object.entries(requestedClaims(context, 'userinfo'))
    .filter(([name, wanted]) => isEssential(wanted) && !Object.hasOwn(members, name))
    .map(([name]) => finding('missing', null, show(name)))
}
