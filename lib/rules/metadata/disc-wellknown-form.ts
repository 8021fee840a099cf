import { readWellKnown } from '@/lib/oauth/well-known-form'
import { finding } from '../builders'
import { defineRule } from '../rule'

/**
 * OpenID Connect Discovery appends its well-known string to the issuer. RFC 8414 inserts either string
 * between host and path.
 *
 * @see [RFC 8414](https://www.rfc-editor.org/rfc/rfc8414.html#section-3.1)
 */
export default defineRule({
  id: 'disc-wellknown-form',
  on: 'metadata',
  about: 'url',
  refs: ['RFC8414-3', 'RFC8414-5', 'OIDC-DISCOVERY-4.1'],
  check({ document: { url } }) {
    if (url === '') return undefined
    const form = readWellKnown(url)
    if (!form) return [finding('other', url)]
    return form.placement === 'appended' && form.suffix === 'oauth-authorization-server'
      ? [finding('appended', url)]
      : []
  },
})
