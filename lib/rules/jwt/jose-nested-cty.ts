import { decodeJwt } from '@/lib/jose/decode'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'
import { show } from '../token-reading'

/**
 * `cty` declares a nested token. The contents of a JWE are not visible here.
 *
 * @see [RFC 7519](https://www.rfc-editor.org/rfc/rfc7519.html#section-5.2)
 */
export default defineRule({
  id: 'jose-nested-cty',
  on: 'jwt',
  about: 'cty',
  refs: ['RFC7519-5.2'],
  check({ jwt: { kind, header, payloadText } }) {
    const cty = header?.['cty']
    const isAnnounced = typeof cty === 'string' && cty.toUpperCase() === 'JWT'
    if (kind === 'jwe') return isAnnounced ? [] : notObserved
    if (payloadText === null || !decodeJwt(payloadText).header) return undefined
    if (isAnnounced) return []
    return [
      cty === undefined ? finding('missing', null, 'JWT') : finding('differs', show(cty), 'JWT'),
    ]
  },
})
