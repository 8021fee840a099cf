import { isAlgNone } from '@/lib/jose/algorithms'
import { finding } from '../builders'
import { defineRule } from '../rule'

/**
 * Anyone can create a token without a signature. `none` is matched in any spelling.
 *
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.2)
 */
export default defineRule({
  id: 'jose-alg-none',
  on: 'jwt',
  about: 'alg',
  refs: ['RFC8725-3.2', 'RFC7518-3.6', 'RFC7519-6', 'FAPI2-SP-5.4.1'],
  check({ jwt: { kind, header } }) {
    const alg = header?.['alg']
    if (kind === 'jwe' || typeof alg !== 'string') return undefined
    return isAlgNone(alg) ? [finding('none', alg)] : []
  },
})
