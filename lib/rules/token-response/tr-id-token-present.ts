import { textIn } from '@/lib/model/json'
import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { grantOf, requestedScope, scopesOf } from '../grant-reading'
import { defineRule, notObserved } from '../rule'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.3.1.3.3) */
export default defineRule({
  id: 'tr-id-token-present',
  on: 'token-response',
  about: 'id_token',
  refs: ['OIDC-CORE-3.1.3.3'],
  check: (artefact) =>
    inSuccess(artefact.message, (members) => {
      const idToken = members['id_token']
      if (typeof idToken === 'string' && idToken !== '') return []
      if (idToken !== undefined && idToken !== '')
        return [finding('type', typeof idToken, 'string')]
      const granted = textIn(members, 'scope') ?? requestedScope(artefact)
      if (granted === null) return notObserved
      if (!scopesOf(granted).includes('openid')) return undefined
      const grant = grantOf(artefact.request)
      if (grant === null) return notObserved
      return grant === 'authorization_code' ? [finding('missing', granted)] : undefined
    }),
})
