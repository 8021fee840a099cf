import { inUserinfo } from '../response-reading'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * The claims have the same subject as the ID token.
 *
 * @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.5.3.2)
 */
export default defineRule({
  id: 'ui-sub-match',
  on: 'userinfo-response',
  about: 'sub',
  refs: ['OIDC-CORE-5.3.2', 'OIDC-CORE-5.3.4'],
  check: (artefact) =>
    inUserinfo(artefact, ({ sub }) => {
      const { subject } = artefact.context.tokenContext
      if (sub === undefined || sub === '') return [finding('missing', null, subject)]
      if (subject === null) return notObserved
      return sub === subject ? [] : [finding('differs', show(sub), subject)]
    }),
})
