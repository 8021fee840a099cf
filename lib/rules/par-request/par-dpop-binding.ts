import { boundKeysOf, proofKeyOf } from '@/lib/facts/bound-keys'
import { header } from '@/lib/model/http-text'
import { finding } from '../builders'
import { defineRule, notObserved } from '../rule'

/**
 * `dpop_jkt` and the proof name the same key.
 *
 * @see [RFC 9449](https://www.rfc-editor.org/rfc/rfc9449.html#section-10.1)
 */
export default defineRule({
  id: 'par-dpop-binding',
  on: 'par-request',
  about: 'dpop_jkt',
  refs: ['RFC9449-10.1', 'FAPI2-SP-5.3.2.1'],
  check({ message }) {
    const [jkt] = boundKeysOf(message, []) ?? []
    if (jkt === undefined || header(message.headers, 'dpop') === undefined) return undefined
    const thumbprint = proofKeyOf(message)
    if (thumbprint === null) return notObserved
    return thumbprint === jkt ? [] : [finding('differs', jkt, thumbprint)]
  },
})
