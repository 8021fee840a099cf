import { isAlgNone, symmetricAlgorithms } from '@/lib/jose/algorithms'
import type { MessageKind } from '@/lib/flow/model/message'
import { textIn, textsIn } from '@/lib/model/json'
import type { Artefacts } from '../artefacts'
import { finding } from '../builders'
import { isFapi } from '../fapi'
import { notPermitted, signatureAlgsOf } from '../permitted-algs'
import { defineRule, notObserved, type CheckResult } from '../rule'

/** Requests to which the metadata of the authorization server does not apply. */
const toResources: ReadonlySet<MessageKind> = new Set(['resource-request', 'userinfo-request'])

/**
 * The algorithm is asymmetric, and the server and FAPI allow it.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3)
 */
export default defineRule({
  id: 'dpop-alg',
  on: 'dpop-proof',
  about: 'alg',
  refs: ['RFC9449-4.2', 'RFC9449-4.3', 'FAPI2-SP-5.4.1'],
  check(artefact) {
    const alg = textIn(artefact.jwt.header, 'alg')
    if (alg === null) return undefined
    if (isAlgNone(alg) || symmetricAlgorithms.has(alg)) return [finding('symmetric', alg)]
    const { ruleProfile } = artefact.context
    // FAPI 1.0 has no DPoP.
    const permitted = isFapi(ruleProfile) ? signatureAlgsOf(ruleProfile) : undefined
    const found = notPermitted({ alg, permitted, code: 'not_permitted' }, artefact.verification)
    return found ? [found] : listed(alg, artefact)
  },
})

function listed(alg: string, { requestContext, context }: Artefacts['dpop-proof']): CheckResult {
  if (requestContext && toResources.has(requestContext.kind)) return []
  const supported = textsIn(context.metadata, 'dpop_signing_alg_values_supported')
  if (supported?.includes(alg)) return []
  return supported && requestContext
    ? [finding('unlisted', alg, supported.join(', '))]
    : notObserved
}
