import { isAlgNone } from '@/lib/jose/algorithms'
import { tokenRole } from '@/lib/oauth/token-kind'
import { finding } from '../builders'
import { defineRule } from '../rule'

/**
 * Anyone can create a token without a signature. `none` is matched in any spelling. A SET may be unsigned where its
 * transport protects it; a rule about SETs reports it.
 *
 * @see [RFC 8725](https://www.rfc-editor.org/rfc/rfc8725.html#section-3.2)
 */
export default defineRule({
  id: 'jose-alg-none',
  on: 'jwt',
  about: 'alg',
  refs: ['RFC8725-3.2', 'RFC7518-3.6', 'RFC7519-6', 'FAPI2-SP-5.4.1'],
  check({ jwt }) {
    const alg = jwt.header?.['alg']
    if (jwt.kind === 'jwe' || typeof alg !== 'string') return undefined
    if (isAlgNone(alg) && tokenRole(jwt).kind === 'set') return undefined
    return isAlgNone(alg) ? [finding('none', alg)] : []
  },
})
