import { finding } from '../builders'
import { defineRule } from '../rule'
import { show } from '../token-reading'

/** @see [RFC 8176](https://www.rfc-editor.org/rfc/rfc8176.html#section-2) */
const registered: ReadonlySet<string> = new Set(
  'face fpt geo hwk iris kba mca mfa otp pin pop pwd rba retina sc sms swk tel user vbm wia'.split(
    ' ',
  ),
)

/** @see [OpenID Connect Core](https://openid.net/specs/openid-connect-core-1_0.html#rfc.section.2) */
export default defineRule({
  id: 'idt-amr',
  on: 'id-token',
  about: 'amr',
  refs: ['OIDC-CORE-2', 'RFC8176-2'],
  check({ jwt: { payload } }) {
    const amr = payload?.['amr']
    if (amr === undefined) return undefined
    if (!Array.isArray(amr) || !amr.every((value) => typeof value === 'string'))
      return [finding('type', show(amr), '["…"]')]
    return amr
      .filter((value) => !registered.has(value))
      .map((value) => finding('unknown', show(value)))
  },
})
