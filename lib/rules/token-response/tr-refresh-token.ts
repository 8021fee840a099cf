import { inSuccess } from '../response-reading'
import { finding } from '../builders'
import { refreshOf, requestedScope, scopesOf } from '../grant-reading'
import { defineRule } from '../rule'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.11) */
export default defineRule({
  id: 'tr-refresh-token',
  on: 'token-response',
  about: 'refresh_token',
  refs: ['RFC6749-5.1', 'OIDC-CORE-11', 'CDS', 'OIDF-SUITE'],
  check: (artefact) =>
    inSuccess(artefact.message, ({ refresh_token: token }) => {
      if (token !== undefined)
        return typeof token === 'string' && token !== ''
          ? []
          : [finding('type', typeof token, 'string')]
      if (refreshOf(artefact)) return undefined
      const isRequested = scopesOf(requestedScope(artefact) ?? '').includes('offline_access')
      return isRequested ? [finding('missing', null, 'offline_access')] : undefined
    }),
})
