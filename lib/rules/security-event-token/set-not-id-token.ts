import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.2) */
const ofIdToken = ['iss', 'sub', 'aud', 'exp', 'iat'] as const

/**
 * Whether a client could accept the SET as an ID token. Without the other claims of one, `nonce` does no harm yet.
 *
 * @see [RFC 8417](https://www.rfc-editor.org/rfc/rfc8417.html#section-4.1)
 */
export default defineRule({
  id: 'set-not-id-token',
  on: 'security-event-token',
  about: 'payload',
  refs: ['RFC8417-2.2', 'RFC8417-4.1', 'RFC8417-4.5'],
  check({ jwt: { payload } }) {
    if (!payload) return undefined
    const has = (name: string) => payload[name] !== undefined
    const nonce = finding('nonce', show(payload['nonce']))
    return [
      ...(has('nonce')
        ? [ofIdToken.every(has) ? nonce : ({ ...nonce, severity: 'warn' } as const)]
        : []),
      ...(has('exp') ? [finding('exp', show(payload['exp']))] : []),
    ]
  },
})
