import { contains } from '@/lib/model/rule-profiles'
import type { Artefacts } from '../artefacts'
import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import {
  beyond,
  grantOf,
  refreshOf,
  requestedScope,
  scopeExcused,
  scopeGranted,
} from '../grant-reading'
import { defineRule, notObserved } from '../rule'
import type { Finding } from '@/lib/model/rule-result'
import { show } from '../token-reading'

/** Scope tokens of printable ASCII, separated by one space. */
const syntax = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/

/**
 * A server may grant a different scope from the requested one if it reports it. Without `scope` in the
 * response the requested scope is granted.
 *
 * @see [RFC 6749](https://www.rfc-editor.org/rfc/rfc6749.html#section-3.3)
 */
export default defineRule({
  id: 'tr-scope',
  on: 'token-response',
  about: 'scope',
  refs: ['RFC6749-3.3', 'RFC6749-5.1', 'FAPI1-BASE-5.2.2'],
  check: (artefact) =>
    inSuccess(artefact.message, ({ scope }) => {
      const requested = requestedScope(artefact)
      if (scope === undefined) {
        if (isForgeable(artefact)) return [finding('missing_fapi1')]
        return requested === null ? notObserved : []
      }
      if (typeof scope !== 'string') return [finding('type', show(scope), 'string')]
      if (!syntax.test(scope)) return [finding('syntax', show(scope))]
      if (requested === null) return notObserved
      const original = refreshOf(artefact) ? scopeGranted(artefact) : null
      return compared(scope, requested, original, scopeExcused(artefact, requested))
    }),
})

/**
 * Whether the user could have changed the requested scope, so that the client cannot know what was granted.
 *
 * @see [FAPI 1.0 Baseline](https://openid.net/specs/openid-financial-api-part-1-1_0.html#section-5.2.2)
 */
function isForgeable({ request, context }: Artefacts['token-response']): boolean {
  const { observedRequest, ruleProfile } = context
  const isUnprotected = observedRequest !== null && !observedRequest.isProtected
  return (
    contains(ruleProfile, 'FAPI1A') && isUnprotected && grantOf(request) === 'authorization_code'
  )
}

/**
 * A server ignores it if the request does not meet the conditions of offline access.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.11)
 */
const optional = 'offline_access'

/** Values beyond the first grant are reported by rf-scope-not-wider. */
function compared(
  scope: string,
  requested: string,
  original: string | null,
  excused: ReadonlySet<string>,
): readonly Finding[] {
  const beyondGrant = new Set(original === null ? [] : beyond(scope, original))
  const extra = beyond(scope, requested).filter((value) => !beyondGrant.has(value))
  const missing = beyond(requested, scope).filter((value) => !excused.has(value))
  const refused = missing.filter((value) => value !== optional)
  const findings: readonly Finding[] = [
    finding('wider', show(extra.join(' ')), requested),
    finding('narrower', show(scope), show(refused.join(' '))),
    finding('offline', show(scope), optional),
  ]
  const found = [extra.length > 0, refused.length > 0, missing.includes(optional)]
  return findings.filter((_, index) => found[index])
}
