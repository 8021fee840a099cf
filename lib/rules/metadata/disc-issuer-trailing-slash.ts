import { textIn } from '@/lib/model/json'
import { differBySlash, finding } from '../builders'
import { metadataOf } from '../reading'
import { defineRule, notObserved } from '../rule'

/**
 * A trailing slash is the most common difference between two issuers, and string comparison rejects it. Other
 * differences are left to the rules that compare issuers.
 *
 * @see [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html#section-2.4)
 */
export default defineRule({
  id: 'disc-issuer-trailing-slash',
  on: 'metadata',
  about: 'issuer',
  refs: ['RFC9207-2.4', 'OIDC-CORE-3.1.3.7', 'OIDC-DISCOVERY-4.3'],
  check({ document, context }) {
    const issuer = textIn(metadataOf(document), 'issuer')
    if (issuer === null) return undefined
    if (context.issuer === null) return notObserved
    if (issuer === context.issuer) return []
    return differBySlash(issuer, context.issuer)
      ? [finding('slash', issuer, context.issuer)]
      : undefined
  },
})
