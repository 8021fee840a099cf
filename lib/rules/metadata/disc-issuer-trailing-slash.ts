import { textIn } from '@/lib/model/json'
import { differBySlash, finding } from '../builders'
import { metadataOf } from '../reading'
import { defineRule, notObserved } from '../rule'

/**
 * The commonest difference between two issuers: a slash at the end, which a comparison of strings
 * does not forgive. Any other difference is left to the rules that compare them.
 *
 * @see [RFC 9207](https://www.rfc-editor.org/rfc/rfc9207.html#section-2.4)
 */
export default defineRule({
  id: 'disc-issuer-trailing-slash',
  on: 'metadata',
  about: 'issuer',
  refs: ['RFC9207-2.4', 'OIDC-DISCOVERY-4.3'],
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
