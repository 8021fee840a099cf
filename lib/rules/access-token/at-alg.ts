import { textIn } from '@/lib/model/json'
import { isAlgNone } from '@/lib/jose/algorithms'
import { finding } from '../builders'
import { isFapi, weakUnderFapi } from '../fapi'
import { defineRule } from '../rule'

/** @see [RFC 9068](https://www.rfc-editor.org/rfc/rfc9068.html#section-2.1) */
export default defineRule({
  id: 'at-alg',
  on: 'access-token',
  about: 'alg',
  refs: ['RFC9068-2.1', 'RFC9068-4', 'FAPI2-SP-5.4.1'],
  check({ jwt: { kind, header }, verification, context }) {
    const alg = textIn(header, 'alg')
    if (kind !== 'jws' || alg === null) return undefined
    if (isAlgNone(alg)) return [finding('none', alg)]
    // FAPI 1.0 leaves the form of access tokens to the server.
    if (!isFapi(context.ruleProfile)) return []
    const weak = weakUnderFapi(alg, context.ruleProfile, verification)
    return weak ? [weak] : []
  },
})
